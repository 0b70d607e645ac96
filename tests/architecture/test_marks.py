"""A mark that silences a check, or leaves a test out, says beside it why it may."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import HOUSE, ROOT, listed, modules, shown, tree

MARK = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)*|type: ignore\[[a-z, -]+\])")
REASON = re.compile(r"\s*(?:- |# |\()\s*\w{2,}")
BARE = re.compile(r"# (?:noqa|type: ignore)(?!: [A-Z]+\d|\[)")


def unexplained(folder: Path) -> list[str]:
    """Marks with no reason after the last of them on their line, and marks that silence everything."""
    return [
        f"{shown(path)}:{number} {line.strip()}"
        for path in modules(folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BARE.search(line) or any(_silent(line) for _ in MARK.findall(line)[:1])
    ]


def _silent(line: str) -> bool:
    *_, last = MARK.finditer(line)
    return REASON.match(line, last.end()) is None


def left_out(folder: Path) -> Iterator[str]:
    """Tests that are skipped without a word."""
    for path in modules(folder):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                words = [one.arg for one in node.keywords]
                marked = node.func.attr in ("skipif", "xfail") and "reason" not in words
                bare = node.func.attr == "skip" and not node.args and "reason" not in words
                if marked or bare:
                    yield f"{shown(path)}:{node.lineno}"


def test_every_mark_in_the_house_has_its_reason() -> None:
    found = unexplained(HOUSE)
    assert not found, listed(found)


def test_every_mark_of_the_commands_has_its_reason() -> None:
    found = unexplained(ROOT / "packaging")
    assert not found, listed(found)


def test_every_test_that_is_left_out_says_why() -> None:
    found = list(left_out(ROOT / "tests"))
    assert not found, listed(found)


def test_a_mark_without_a_word_is_noticed(tmp_path: Path) -> None:
    """The control."""
    lines = (
        "a = 1  # noqa: E501",
        "a = 1  # noqa",
        "a = 1  # type: ignore",
        "a = 1  # type: ignore[misc]",
        "a = 1  # type: ignore[misc]  # as named above",
        "a = 1  # noqa: S608 - our own names",
        "a = 1  # noqa: N801 (looked for by this name)",
    )
    (tmp_path / "marks.py").write_text("\n".join(lines), encoding="utf-8")
    assert [found.split(":")[1].split()[0] for found in unexplained(tmp_path)] == ["1", "2", "3", "4"]
    (tmp_path / "skips.py").write_text(
        "import pytest\npytest.skip()\npytest.skip('no display')\n@pytest.mark.skipif(True)\ndef f(): ...\n"
        "@pytest.mark.skipif(True, reason='no display')\ndef g(): ...\n",
        encoding="utf-8",
    )
    assert [found.rpartition(":")[2] for found in left_out(tmp_path)] == ["2", "4"]
