"""What is painted around the source: line numbers at its left, and whole bands for what is selected."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock, QTextLine
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import theme
from se_desk.ui.notes.spacing import line_step

GUTTER = 44  # px from the edge to the text
UNNUMBERED = 24  # px, where no numbers stand between them: in line with the page's head
NUMBERS = GUTTER - 12


def blocks_in_sight(editor: QPlainTextEdit) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Blocks on the screen with their boxes in the viewport."""
    block = editor.firstVisibleBlock()
    box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
    while block.isValid() and box.top() <= editor.viewport().height():
        yield block, box
        block = block.next()
        # Qt finds a block's geometry by adding up from the first in sight: do the same, but once.
        box = QRectF(box.left(), box.bottom(), box.width(), editor.blockBoundingRect(block).height())


def paint_selection(editor: QPlainTextEdit) -> None:
    """Bands of the whole line height, under Qt's own, which reach only as far as the letters."""
    cursor, colour = editor.textCursor(), theme().colour("mark")
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    painter = QPainter(editor.viewport())
    for block, box in blocks_in_sight(editor):
        for band in bands_of(block, start, end):
            painter.fillRect(band.translated(box.topLeft()), colour)
    painter.end()


def paint_spots(editor: QPlainTextEdit, spots: list[tuple[int, int]]) -> None:
    """Bands under what was found, where it is in sight; ``spots`` stand in order."""
    painter, colour = QPainter(editor.viewport()), theme().colour("neutral-tint")
    for block, box in blocks_in_sight(editor):
        first = bisect_left(spots, (block.position(), 0))
        for start, end in spots[max(0, first - 1) :]:
            if start > block.position() + block.length():
                break
            for band in bands_of(block, start, end):
                painter.fillRect(band.translated(box.topLeft()), colour)
    painter.end()


def bands_of(block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    """The part of each line of a block between two places of the document, in its own coordinates."""
    layout, first, step = block.layout(), block.position(), line_step()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        low = max(start - first, line.textStart())
        high = min(end - first, line.textStart() + line.textLength())
        if low < high:
            edges = sorted((_x(line, low), _x(line, high)))
            yield QRectF(edges[0], number * step, edges[1] - edges[0], step)


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)  # PySide answers the place too
    return float(found[0] if isinstance(found, tuple) else found)


class LineNumbers(QWidget):
    """The numbers at the left of an editor; only looked at."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(NUMBERS, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        small = font("mono")
        small.setPixelSize(theme().px(11))
        right = Qt.AlignmentFlag.AlignRight
        for block, box in blocks_in_sight(self._editor):
            line = QRectF(0, box.top(), NUMBERS, line_step())
            draw_text(painter, line, str(block.blockNumber() + 1), small, "text-3", right, elide=False)
        painter.end()
