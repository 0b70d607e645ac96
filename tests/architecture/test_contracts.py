"""The import contracts hold, and each of them notices what it forbids."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import HOUSE, ROOT, imported, listed, modules, shown, tree

CONTRACTS = tuple(
    each["name"]
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
)

# One forbidden line for each contract, in the order of pyproject.toml.
FORBIDDEN = (
    ("paths.py", "import se_desk.domain.errors"),
    ("ui/frame/__init__.py", "import se_desk.storage"),
    ("exchange/__init__.py", "import sqlalchemy"),
    ("services/__init__.py", "import PySide6.QtCore"),
    ("ui/kit/__init__.py", "import se_desk.ui.frame"),
    ("domain/__init__.py", "import cryptography"),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the se_desk that lies in the folder."""
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_keeps_its_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_contract_notices_a_forbidden_import(tmp_path: Path) -> None:
    """The control: in a copy of the house, one line breaks each contract."""
    shutil.copytree(HOUSE, tmp_path / "se_desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in FORBIDDEN:
        with (tmp_path / "se_desk" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    broken = {name for name in CONTRACTS if any(line.startswith(f"{name} BROKEN") for line in lines)}
    assert broken == set(CONTRACTS)


def test_every_contract_has_its_control() -> None:
    assert len(FORBIDDEN) == len(CONTRACTS)


def test_the_domain_imports_the_standard_library_only() -> None:
    """Stricter than the contract, which knows only the packages it lists."""
    allowed = sys.stdlib_module_names | {"se_desk"}
    found = [
        (shown(path), name)
        for path in modules(HOUSE / "domain")
        for name in imported(tree(path))
        if name.partition(".")[0] not in allowed
    ]
    assert found == []


# The doors to a network, each with those alone that may go through it, and why it is there.
DOORS = {
    # A time stamp comes from the authority that the SE names, on their word or the schedule they switched on.
    "se_desk/services/time_authority.py": "se_desk/services/stamps.py",
    # What the SE approved for a CRM that they named is sent to it.
    "se_desk/services/crm/transport.py": "se_desk/services/crm/",
}
NETWORK = (
    "socket",
    "ssl",
    "http.client",
    "http.server",
    "http.cookiejar",
    "urllib.request",
    "urllib.error",
    "smtplib",
    "ftplib",
    "imaplib",
    "poplib",
    "xmlrpc",
    "asyncio",
    "requests",
    "httpx",
    "urllib3",
    "PySide6.QtNetworkAuth",
    "PySide6.QtWebSockets",
)


def reaching_out(folder: Path) -> list[tuple[str, str]]:
    """Imports of what can open a connection to another computer."""
    return [
        (shown(path), name)
        for path in modules(folder)
        for name in imported(tree(path))
        if any(name == each or name.startswith(f"{each}.") for each in NETWORK)
    ]


def test_nothing_reaches_for_the_network() -> None:
    found = [each for each in reaching_out(HOUSE) if each[0] not in DOORS]
    assert not found, listed(found)


def test_every_door_is_used() -> None:
    assert {path for path, _ in reaching_out(HOUSE)} == set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_gone_through_by_those_alone_it_is_there_for(door: str) -> None:
    module = door.removesuffix(".py").replace("/", ".")
    package, _, name = module.rpartition(".")
    users = {
        shown(path)
        for path in modules(HOUSE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module == module or (node.module == package and name in [a.name for a in node.names]))
    }
    assert users and all(user.startswith(DOORS[door]) for user in users), users


def test_reaching_for_the_network_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "phone.py").write_text("def call():\n    import urllib.request\n", encoding="utf-8")
    assert [name for _, name in reaching_out(tmp_path)] == ["urllib.request"]
