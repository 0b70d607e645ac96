"""What every file of the house keeps to: size, words that say what it is for, a test of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import HOUSE, ROOMS, ROOT, listed, modules, shown, tree

MOST_LINES = 350

# Modules that another test covers, and why. Keep it short.
TESTED_ELSEWHERE = {
    "storage/migrations/env.py": "alembic calls it; storage/test_store.py opens desks through it",
}
# Folders whose modules are of one make and stand one common test.
TESTED_TOGETHER = {
    "storage/tables": "storage/test_rows.py",
    "storage/migrations": "storage/test_migrations.py",
    "storage/migrations/versions": "storage/test_migrations.py",
    "services/sample": "services/test_sample.py",
}


def too_long(folder: Path, most: int = MOST_LINES) -> list[str]:
    """Files with more lines than one can hold in mind."""
    counted = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(folder)}
    return [f"{shown(path)}: {lines} lines" for path, lines in counted.items() if lines > most]


def asserting(folder: Path) -> list[str]:
    """Product code that leans on assert, which ``python -O`` takes away."""
    return [
        f"{shown(path)}:{node.lineno}"
        for path in modules(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert)
    ]


def unexplained(folder: Path) -> list[str]:
    """Public functions, classes and modules that do not say what they are for."""
    found = []
    for path in modules(folder):
        module = tree(path)
        if ast.get_docstring(module) is None:
            found.append(f"{shown(path)}: the module")
        found.extend(f"{shown(path)}:{node.lineno} {node.name}" for node in _silent(module))
    return found


def _silent(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    named = [node for node in module.body if isinstance(node, kinds)]
    return [node for node in named if not node.name.startswith("_") and ast.get_docstring(node) is None]


def untested(house: Path, tests: Path) -> list[str]:
    """Modules of the rooms that no test file mirrors: domain/deals.py wants domain/test_deals.py."""
    return [
        path.relative_to(house).as_posix()
        for room in ROOMS
        for path in modules(house / room)
        if not _has_test(path.relative_to(house), tests)
    ]


def _has_test(module: Path, tests: Path) -> bool:
    if module.name == "__init__.py" or module.as_posix() in TESTED_ELSEWHERE:
        return True
    together = TESTED_TOGETHER.get(module.parent.as_posix())
    mirror = module.with_name(f"test_{module.stem.lstrip('0123456789_')}.py")
    if any((tests / each).is_file() for each in (mirror, together) if each):
        return True
    # Inside a room's folder a test may say which folder: risk_records/test_record_building.py.
    nested = len(module.parts) > 2
    return nested and any((tests / module.parent).glob(f"test_*_{module.stem}.py"))


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    found = too_long(HOUSE)
    assert not found, listed(found)


def test_no_product_code_asserts() -> None:
    found = asserting(HOUSE)
    assert not found, listed(found)


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_says_what_it_is_for(room: str) -> None:
    found = unexplained(HOUSE / room)
    assert not found, listed(found)


def test_every_package_says_what_may_live_there() -> None:
    packages = [path for path in modules() if path.name == "__init__.py"]
    assert [shown(path) for path in packages if not ast.get_docstring(tree(path))] == []


def test_every_module_has_its_test() -> None:
    found = untested(HOUSE, ROOT / "tests")
    assert not found, listed(found)


def test_the_exceptions_are_still_there() -> None:
    for name in (*TESTED_ELSEWHERE, *TESTED_TOGETHER):
        assert (HOUSE / name).exists()


def test_packaging_hides_no_package_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.fixture
def careless(tmp_path: Path) -> Path:
    """A house where everything is wrong: the control of the tests above."""
    room = tmp_path / "house" / "domain"
    room.mkdir(parents=True)
    for each in ROOMS[1:]:
        (tmp_path / "house" / each).mkdir()
    (room / "tales.py").write_text("def tell():\n    assert True\n" + "\n" * MOST_LINES, encoding="utf-8")
    return tmp_path / "house"


def test_a_careless_file_is_noticed(careless: Path) -> None:
    assert len(too_long(careless)) == 1
    assert len(asserting(careless)) == 1
    assert [each.rpartition(" ")[2] for each in unexplained(careless)] == ["module", "tell"]
    assert untested(careless, careless.parent / "tests") == ["domain/tales.py"]
