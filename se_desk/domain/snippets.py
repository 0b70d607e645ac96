"""What was found, as plain words: a snippet without the marks of Markdown that stand in a note's source.

A snippet is cut out of a text, so that a mark may have lost its other half. Found words stand between two
characters of private use, which stay around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARK_ON, MARK_OFF = "\ue000", "\ue001"

_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$")
_RULE = re.compile(r"^[\s|:=*_…-]*$")  # under a heading, across a page, below a table's head
_FRONT = re.compile(
    r"^(?P<on>…?)[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?",
    re.MULTILINE,
)
_BY_LINES = frozenset("|=-[*_~`\\")  # signs that say something elsewhere than at the beginning of a line
_LINK = re.compile(r"!?\[(?P<said>[^\[\]\n]*)\]\((?P<to>[^()\s]*)(?:\s\"[^\"]*\")?(?:\)|$)")
_NAME = re.compile(r"\[\[(?P<said>[^\[\]\n]+)\]\]")
_DOUBLED = re.compile(r"\*\*+|__+|~~|`+")
_SINGLE = re.compile(
    rf"(?<![\w\\])[*_](?=[\w{MARK_ON}{MARK_OFF}])|(?<=[\w{MARK_ON}{MARK_OFF}.!?…])[*_](?!\w)"
)
_EMPHASIS = frozenset("*_~`\\")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def readable(snippet: str) -> str:
    """One line of words, found ones still between MARK_ON and MARK_OFF."""
    bare = _FRONT.sub(r"\g<on>", snippet)
    if not _BY_LINES.isdisjoint(bare):
        bare = " ".join(_lines(bare))
    return " ".join(bare.split())


def plain(snippet: str) -> str:
    """A snippet without its marks."""
    return snippet.replace(MARK_ON, "").replace(MARK_OFF, "")


def _lines(snippet: str) -> Iterator[str]:
    for line in snippet.splitlines():
        if _RULE.match(line) or _FENCE.match(line):
            if "…" in line:
                yield "…"
            continue
        bare = _inline(line)
        yield _cells(bare) if "|" in bare else bare


def _inline(line: str) -> str:
    """Without emphasis, code marks and addresses; what a link says stays."""
    if "](" in line:
        line = _LINK.sub(lambda found: found["said"] + "…" * found["to"].endswith("…"), line)
    if "[[" in line:
        line = _NAME.sub(lambda found: found["said"], line)
    if _EMPHASIS.isdisjoint(line):
        return line
    line = _SINGLE.sub("", _DOUBLED.sub("", line))
    return _ESCAPED.sub("", line) if "\\" in line else line


def _cells(line: str) -> str:
    """A table's row as its cells, one after the other."""
    cells = (cell.strip() for cell in line.split("|"))
    return ", ".join(cell for cell in cells if cell)
