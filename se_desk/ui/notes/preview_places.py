"""Which blocks of the preview show which lines of the note, and which piece of it."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument
from PySide6.QtWidgets import QTextEdit

from se_desk.ui.notes.preview_part import Part

_NO_BOX = QTextBlockFormat.MarkerType.NoMarker


class Places:
    """Of the document of a view, whose pieces come before or after those that are there."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._lines: list[tuple[int, int]] = []  # of the note, and the block that begins there
        self._pieces: list[tuple[int, Part]] = []  # the block at which each begins

    @property
    def _document(self) -> QTextDocument:
        """Asked for each time: Qt owns it, and what Python once had of it can be gone before it."""
        return self._view.document()

    def take(self, piece: Part, lines: list[tuple[int, int]], first: int, added: int, below: bool) -> None:
        """``added`` blocks from ``first`` on show a piece; ``lines`` are numbered within it."""
        found = [(piece.first + line, block) for line, block in lines]
        if below:
            self._lines += found
            self._pieces.append((first, piece))
        else:
            self._lines = found + [(line, block + added) for line, block in self._lines]
            moved = [(block + added, each) for block, each in self._pieces]
            self._pieces = [(first, piece), *moved]

    def height_of(self, line: float) -> float:
        """Where a line of the note stands, between the blocks before and after it."""
        if not self._lines or line <= self._lines[0][0]:
            return 0.0
        after = bisect_right(self._lines, (line, self._document.blockCount()))
        (low, top), (high, bottom) = self._begins(after - 1), self._ends(after)
        return top + (bottom - top) * min(1.0, max(0.0, (line - low) / max(1.0, high - low)))

    def line_at(self, height: float) -> float:
        """The line of the note that stands at a height of the page."""
        after = bisect_right(range(len(self._lines)), height, key=lambda number: self._begins(number)[1])
        (low, top), (high, bottom) = self._begins(after - 1) if after else (0.0, 0.0), self._ends(after)
        return low + (high - low) * min(1.0, max(0.0, (height - top) / max(1.0, bottom - top)))

    def box_in(self, block: QTextBlock) -> tuple[Part, int] | None:
        """Which box of which piece a block shows; None where it shows none."""
        if block.blockFormat().marker() == _NO_BOX:
            return None
        begun = [each for each in self._pieces if each[0] <= block.blockNumber()]
        if not begun:
            return None
        first, piece = begun[-1]
        number = -1
        while block.isValid() and block.blockNumber() >= first:
            number += block.blockFormat().marker() != _NO_BOX
            block = block.previous()
        return piece, number

    def _ends(self, after: int) -> tuple[float, float]:
        """Where the next one begins, or the last one ends."""
        if after < len(self._lines):
            return self._begins(after)
        last = self._pieces[-1][1].last if self._pieces else 0
        return last + 1.0, self._document.size().height()

    def _begins(self, number: int) -> tuple[float, float]:
        line, block = self._lines[number]
        document = self._document
        box = document.documentLayout().blockBoundingRect(document.findBlockByNumber(block))
        return float(line), box.top()
