"""Words that have no business in the tree: tools that wrote it, one machine's places, registries' hosts."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import kept_files, listed, shown

# Each is put together here, so that this file does not hold it.
UNWELCOME = (
    "/wo" + "rk/",
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js",
    "debian" + ".org",
    "open" + "ai",
    "chat" + "gpt",
    "anth" + "ropic",
    "cla" + "ude",
    "co" + "pilot",
    "gem" + "ini",
)
_UNWELCOME = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, UNWELCOME))})", re.IGNORECASE)
# Bytes, and lists of all the words of a language, that are no prose.
_PROSELESS = {
    ".dic",
    ".aff",
    ".ttf",
    ".otf",
    ".woff2",
    ".png",
    ".ico",
    ".icns",
    ".db",
    ".pdf",
    ".docx",
    ".xlsx",
    ".zip",
}


def unwelcome(paths: list[Path]) -> list[str]:
    """Where such a word stands, file and line."""
    return [
        f"{shown(path)}:{number}: {found.group()}"
        for path in paths
        if path.suffix.lower() not in _PROSELESS and "licen" not in path.name.lower()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for found in _UNWELCOME.finditer(line)
    ]


def test_no_unwelcome_word_is_kept() -> None:
    paths = kept_files()
    assert len(paths) > 100
    found = unwelcome(paths)
    assert not found, listed(found)


def test_an_unwelcome_word_is_noticed(tmp_path: Path) -> None:
    for number, word in enumerate(UNWELCOME):
        (tmp_path / f"{number}.txt").write_text(f"as seen on {word.title()}x\n", encoding="utf-8")
    assert len(unwelcome(sorted(tmp_path.iterdir()))) == len(UNWELCOME)
