"""Which part of a long note is previewed: beside the source, what is in sight and what stands around it.

Qt lays out rich text anew as a whole, so the preview of a whole long note would hold up every pause in
typing for as long as it takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from se_desk.ui.notes.highlighter import Inside
from se_desk.ui.notes.source_text import from_document, to_document, units

LONGEST_WHOLE = 40_000  # characters
MOST_LINES = 1_500  # Qt's time for a list or a table grows with the square of its length
AROUND = 60  # lines before and after those in sight
_FARTHEST = 400  # lines to look for a place to begin or end
_GOES_ON = re.compile(r"[ \t]|$|[-*+>|]|\d+[.)]")


@dataclass(frozen=True, slots=True)
class Part:
    """Markdown to show, of the lines from ``first`` (0) to ``last``; ``whole`` where that is all of it."""

    source: str
    first: int = 0
    last: int = 0
    whole: bool = True

    def covers(self, first: int, last: int) -> bool:
        """Whether these lines are in it."""
        return self.whole or (self.first <= first and last <= self.last)


def whole_of(source: str) -> Part:
    """All of a note."""
    return Part(source, 0, source.count("\n"))


def is_long(characters: int, lines: int) -> bool:
    """Whether it is too long to be shown at once."""
    return characters > LONGEST_WHOLE or lines > MOST_LINES


def part_around(document: QTextDocument, first: int, last: int) -> Part:
    """The part of a long note around the lines in sight, from one block of Markdown to the end of another."""
    begin = _begin(document.findBlockByNumber(max(0, first - AROUND)))
    end = _end(document.findBlockByNumber(min(document.blockCount() - 1, last + AROUND)))
    first, last = begin.blockNumber(), end.blockNumber()
    return Part(_lines(document, first, last), first, last, whole=False)


def _lines(document: QTextDocument, first: int, last: int) -> str:
    """The Markdown from one line to another."""
    lines, block = [], document.findBlockByNumber(first)
    while block.isValid() and block.blockNumber() <= last:
        lines.append(from_document(block.text()))
        block = block.next()
    return "\n".join(lines)


def tick(document: QTextDocument, part: Part, place: int) -> None:
    """Set the tick of the box whose sign stands at ``place`` of the part's source, or take it away.

    Nothing is changed where the document has another line there meanwhile.
    """
    start = part.source.rfind("\n", 0, place) + 1
    line = part.source[start:].partition("\n")[0].removesuffix("\r")
    block = document.findBlockByNumber(part.first + part.source.count("\n", 0, place))
    if from_document(block.text()) != line:
        return
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + units(to_document(part.source[start:place])))
    cursor.setPosition(cursor.position() + 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText("x" if part.source[place] == " " else " ")


def _begin(block: QTextBlock) -> QTextBlock:
    """Back to a line that begins something new: no code, no item, and nothing right before it."""
    for _ in range(_FARTHEST):
        before = block.previous()
        in_code = before.isValid() and before.userState() > Inside.TEXT
        fresh = not before.isValid() or (not before.text().strip() and not _GOES_ON.match(block.text()))
        if fresh and not in_code:
            break
        block = before
    return block


def _end(block: QTextBlock) -> QTextBlock:
    """On to the end of what is there, with nothing after it."""
    for _ in range(_FARTHEST):
        after = block.next()
        if not after.isValid() or (block.userState() <= Inside.TEXT and not after.text().strip()):
            break
        block = after
    return block
