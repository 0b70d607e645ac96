"""The house as text and as trees, for the tests that read it."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "se_desk"
ROOMS = ("domain", "storage", "exchange", "services")


def modules(folder: Path = HOUSE) -> list[Path]:
    """Every Python file below, in order."""
    return sorted(folder.rglob("*.py"))


def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """The path as a reader looks it up."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


def listed(found: Iterable[object]) -> str:
    """All of them, a line each, for the message of a test that fails."""
    return "\n" + "\n".join(map(str, found))


def imported(module: ast.Module) -> Iterator[str]:
    """Every absolute module name that is imported anywhere in it, also inside functions."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def kept_files(root: Path = ROOT) -> list[Path]:
    """Every file under version control, and what is about to be; the source folders where there is no git."""
    names = _names_from_git(root)
    if names is None:
        folders = ("se_desk", "resources", "tests", "packaging", ".ci")
        paths = [*root.glob("*.*"), *(path for folder in folders for path in (root / folder).rglob("*"))]
    else:
        paths = [root / name for name in names]
    return [path for path in paths if path.is_file() and "__pycache__" not in path.parts]


def _names_from_git(root: Path) -> list[str] | None:
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=False)
    return [name for name in listed.stdout.decode().split("\0") if name] if listed.returncode == 0 else None
