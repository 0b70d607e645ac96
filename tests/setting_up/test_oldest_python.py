"""A Python that is too old is told so, in a file that it can read."""

from __future__ import annotations

import ast
import runpy
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
READ_BY_ANY_PYTHON = ("_oldest_python.py", "start.py", "check.py")


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 99)])
def test_an_older_python_is_refused(version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(PACKAGING / "_oldest_python.py"))
    said = str(stopped.value.code)
    assert f"needs Python 3.11 or newer, and this is Python {version[0]}.{version[1]}" in said
    assert "for example: python3.11 " in said


def test_a_new_one_is_let_through() -> None:
    runpy.run_path(str(PACKAGING / "_oldest_python.py"))


def newer_than_python_2(source: str) -> list[str]:
    """Grammar in the source that an old Python stumbles over before it can say a word."""
    later = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef)
    module = ast.parse(source)
    found = [type(node).__name__ for node in ast.walk(module) if isinstance(node, later)]
    found += [
        "annotations"
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef)
        and (node.returns or any(each.annotation for each in node.args.args))
    ]
    return found + [
        "from __future__" for node in module.body if getattr(node, "module", None) == "__future__"
    ]


@pytest.mark.parametrize("name", READ_BY_ANY_PYTHON)
def test_the_way_in_is_read_by_any_python(name: str) -> None:
    source = (PACKAGING / name).read_text(encoding="ascii")
    assert newer_than_python_2(source) == []


@pytest.mark.parametrize("name", ["start.py", "check.py"])
def test_the_version_is_looked_at_first(name: str) -> None:
    module = ast.parse((PACKAGING / name).read_text(encoding="utf-8"))
    imported = [alias.name for node in module.body if isinstance(node, ast.Import) for alias in node.names]
    assert imported[:2] == ["sys", "_oldest_python"]


def test_newer_grammar_is_noticed() -> None:
    source = "from __future__ import annotations\nx: int = 1\ndef f(a: int): return f'{a}'\n"
    assert set(newer_than_python_2(source)) == {"from __future__", "AnnAssign", "annotations", "JoinedStr"}
