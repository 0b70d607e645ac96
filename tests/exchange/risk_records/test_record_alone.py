"""The stand-alone checker is for a manager without SE Desk: standard library only, Python 3.8 or newer."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.exchange.risk_records.risk_chains import CHECKER, VECTORS

OLDEST = (3, 8)
# Read while there still is a home: the tests take it away.
PLACES = tuple(str(place) for place in Path.home().glob(".pyenv/versions/3.8.*/bin/python"))


def old_python() -> str | None:
    """A Python 3.8 that runs, where this computer has one."""
    return next((each for each in (shutil.which("python3.8"), *PLACES) if each and runs(each)), None)


def runs(python: str) -> bool:
    return subprocess.run([python, "-c", "pass"], capture_output=True, check=False).returncode == 0


def test_it_reads_as_python_3_8() -> None:
    ast.parse(CHECKER.read_text("utf-8"), feature_version=OLDEST)
    with pytest.raises(SyntaxError):  # the control
        ast.parse("match 1:\n    case _:\n        pass\n", feature_version=OLDEST)


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(CHECKER.read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= set(sys.stdlib_module_names)
    assert "subprocess" not in named and "socket" not in named


def test_python_3_8_gives_the_verdicts(tmp_path: Path) -> None:
    python = old_python()
    if python is None:
        pytest.skip("no Python 3.8 on this computer")
    expected = json.loads((VECTORS / "expected.json").read_text("utf-8"))
    receipt = expected["entries"][1]["receipt"]
    for name in sorted(path.name for path in VECTORS.glob("*.json")):
        if not name.startswith(("record", "tampered")):
            continue
        more = [receipt, "--key", expected["public_key"]] if name == "record.json" else []
        words = [python, "-I", str(CHECKER), str(VECTORS / name), *more]
        done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == (0 if name.startswith("record") else 1), (name, done.stderr)
        assert "Traceback" not in done.stderr
    done = subprocess.run(
        [python, "-I", str(CHECKER), str(CHECKER)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2


@pytest.mark.parametrize("option", ["-O", "-OO"])
def test_it_judges_alike_without_asserts(option: str) -> None:
    for name, code in (("record.json", 0), ("tampered-value.json", 1)):
        words = [sys.executable, "-I", option, str(CHECKER), str(VECTORS / name)]
        assert subprocess.run(words, capture_output=True, check=False).returncode == code
