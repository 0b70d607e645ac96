"""Lines of the design's height in Qt's plain text editor, which knows only the font's own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from se_desk.ui.kit.theme import theme

LINE = 24  # px at the usual text size


def line_step() -> int:
    """From one line to the next, in px."""
    return theme().px(LINE)


class SpacedLines(QPlainTextDocumentLayout):
    """Sets the lines of each block apart as soon as the block is laid out; only those in sight ever are."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._blocks = document.blockCount()
        self._typed = False
        document.contentsChange.connect(self._notice)

    def _notice(self, _at: int, removed: int, added: int) -> None:
        """What a person did, before a highlighter adds the lines that it colours."""
        self._typed = max(removed, added) <= 1

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Once a highlighter has coloured a line, Qt takes what was typed for a change of two lines and
        paints the whole page at every key. A letter that stays in its line is said to.
        """
        document = self.document()
        block, same = document.findBlock(start), document.blockCount() == self._blocks
        if self._typed and same and start + added <= block.position() + block.length():
            removed = 0
        self._blocks, self._typed = document.blockCount(), False
        super().documentChanged(start, removed, added)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        layout = block.layout()
        if layout is None or not layout.lineCount() or box.height() <= 0:
            return box
        step = line_step()
        _set_apart(layout, step)
        below = 0 if block.next().isValid() else self.document().documentMargin()
        box.setHeight(layout.lineCount() * step + below)
        return box


def _set_apart(layout: QTextLayout, step: int) -> None:
    last = layout.lineAt(layout.lineCount() - 1)
    lead = round((step - last.height()) / 2)
    if last.y() == lead + (layout.lineCount() - 1) * step:
        return
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line.setPosition(QPointF(line.x(), lead + number * step))
