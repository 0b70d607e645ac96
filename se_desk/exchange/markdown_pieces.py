"""A long Markdown source in pieces that are read one by one and show together what the whole shows.

A piece begins where something new begins. Only where nothing does for long, a piece ends inside: a block of
code goes on as one of its own, a table repeats its head, a paragraph is parted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from se_desk.exchange.sanitising import LINE_ENDS

USUAL = 12_000  # characters; about what a screen or three show, and what is read in a tenth of a second
LINES = 200
_LATEST = 3  # times as long, and it ends at the next line whatever that is
_BREAK = re.compile(f"{LINE_ENDS.pattern}|\n")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_GOES_ON = re.compile(r"[ \t]|$|[-*+>|]|\d+[.)]")
_OF_BEFORE = re.compile(r"[ \t|]|$|[=-]+\s*$")
_UNDER_HEAD = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*\S")
_LABEL = re.compile(r"\[([^\[\]\n]{1,200})\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Markdown that stands for itself. Its line 0 is line ``first`` of the whole, counted at LF."""

    source: str
    first: int


@dataclass(slots=True)
class _Walk:
    """Where a reader of the source is: in a block of code, in a table, after a blank line."""

    fence: str = ""  # the line that opened the code
    head: tuple[str, ...] = ()  # of the table
    before: str = ""
    defined: dict[str, str] = field(default_factory=dict)

    def take(self, line: str) -> None:
        found = _FENCE.match(line)
        if self.fence:
            sign = _sign(self.fence)
            if found and found[1].startswith(sign) and not line.strip().strip(sign[0]):
                self.fence = ""
        elif found:
            self.fence = line
        else:
            self._take_words(line)
        self.before = line

    def _take_words(self, line: str) -> None:
        definition = _DEFINITION.match(line)
        if definition:
            self.defined.setdefault(definition[1].strip().casefold(), line)
        if not line.startswith("|"):
            self.head = ()
        elif not self.head and self.before.startswith("|") and _UNDER_HEAD.match(line):
            self.head = (self.before, line)

    def may_end(self, line: str, late: bool) -> bool:
        """Whether what came before ``line`` can stand for itself, and ``line`` begin a piece."""
        if self.fence or self.head:
            return late
        if not self.before.strip() and not _GOES_ON.match(line):
            return True
        return late and not _OF_BEFORE.match(line)

    @property
    def carried(self) -> str:
        """What has to stand before the next line again."""
        lines = (self.fence,) if self.fence else self.head
        return "".join(f"{line}\n" for line in lines)


def _sign(fence: str) -> str:
    found = _FENCE.match(fence)
    return found[1] if found else ""


def pieces_of(source: str, length: int = USUAL) -> tuple[Piece, ...]:
    """``source`` in pieces of about ``length`` characters or 200 lines, with the link targets they name."""
    walk, begun, carried = _Walk(), 0, ""
    cut: list[tuple[int, str, str, str]] = []  # where it begins, what stands before it, itself, after it
    lines = 0
    for start, line in _lines(source, length):
        size = max((start - begun) / length, lines / LINES)
        if size >= 1 and walk.may_end(line, late=size >= _LATEST):
            cut.append((begun, carried, source[begun:start], _sign(walk.fence)))
            begun, carried, lines = start, walk.carried, 0
        walk.take(line)
        lines += 1
    cut.append((begun, carried, source[begun:], ""))
    return tuple(_pieces(source, cut, walk.defined))


def _lines(source: str, length: int) -> Iterator[tuple[int, str]]:
    """Where each line begins, and the line; one that is very long comes in several."""
    start = 0
    for found in _BREAK.finditer(source):
        yield from _parted(source, start, found.start(), length)
        start = found.end()
    yield from _parted(source, start, len(source), length)


def _parted(source: str, start: int, end: int, length: int) -> Iterator[tuple[int, str]]:
    while end - start > length * (_LATEST + 1):
        blank = source.rfind(" ", start + length, start + length * _LATEST) + 1
        stop = blank or start + length * _LATEST
        yield start, source[start:stop]
        start = stop
    yield start, source[start:end]


def _pieces(source: str, cut: list[tuple[int, str, str, str]], defined: dict[str, str]) -> Iterator[Piece]:
    ends = [found.start() for found in re.finditer("\n", source)]
    for start, carried, text, closing in cut:
        targets = _targets(text, defined)
        after = f"\n{closing}" if closing and not text.endswith("\n") else closing
        whole = f"{carried}{text}{after}" + (f"\n\n{targets}" if targets else "")
        yield Piece(whole, bisect_right(ends, start - 1) - carried.count("\n"))


def _targets(text: str, defined: dict[str, str]) -> str:
    """The link targets a piece names, which may be written elsewhere in the note."""
    if not defined:
        return ""
    named = dict.fromkeys(found[1].strip().casefold() for found in _LABEL.finditer(text))
    return "\n".join(defined[name] for name in named if name in defined)
