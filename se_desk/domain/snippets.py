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
    r"^(?P<on>…?)[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?"
)
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
    return " ".join(" ".join(_lines(snippet)).split())


def plain(snippet: str) -> str:
    """A snippet without its marks."""
    return snippet.replace(MARK_ON, "").replace(MARK_OFF, "")


def _lines(snippet: str) -> Iterator[str]:
    for line in snippet.splitlines():
        if _RULE.match(line) or _FENCE.match(line):
            if "…" in line:
                yield "…"
            continue
        bare = _inline(_FRONT.sub(lambda found: found["on"], line, count=1))
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
