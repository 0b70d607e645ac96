"""HTML as blocks of the preview: put in piece by piece, with what Qt's HTML does not take set afterwards."""

from __future__ import annotations

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument

from se_desk.ui.kit.theme import theme
from se_desk.ui.notes.preview_paint import size_heading
from se_desk.ui.notes.preview_style import line_of

_LINES = 24  # px
_HEADINGS = {1: 20, 2: 15, 3: 14}  # px; 13 below
_Height = QTextBlockFormat.LineHeightTypes
_TAKES_FORMAT = "<p>.</p>"


def begin_pieces(document: QTextDocument) -> None:
    """Empty but for a line of one pixel, behind which the first piece comes, and each one above it."""
    document.clear()
    QTextCursor(document).setBlockFormat(_thin())


def _thin() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(1, _Height.FixedHeight.value)
    return made


def put_piece(document: QTextDocument, html: str, *, below: bool) -> tuple[int, int]:
    """Put a piece in at the end or the beginning; its first block, and how many it has."""
    before, place = document.blockCount(), document.characterCount() - 1 if below else 0
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setPosition(place)
    # What is inserted first loses its block's format to the block it comes into.
    cursor.insertHtml(_TAKES_FORMAT + html)
    cursor.setPosition(place)
    cursor.deleteChar()
    if place == 0:
        cursor.setBlockFormat(_thin())  # an empty block, though, takes the format of what comes into it
    cursor.endEditBlock()
    return before if below else 1, document.blockCount() - before


def unite(document: QTextDocument, first: int, count: int) -> list[tuple[int, int]]:
    """Set a line height for items of lists, and the sizes of headings, in ``count`` blocks from ``first``.

    Answers the lines that are named in them, with the block each begins.
    """
    spaced = QTextBlockFormat()
    spaced.setLineHeight(theme().px(_LINES), _Height.MinimumHeight.value)
    cursor, block, lines = QTextCursor(document), document.findBlockByNumber(first), []
    cursor.beginEditBlock()  # else each change lays out the rest of the document again
    while block.isValid() and block.blockNumber() < first + count:
        level, line = block.blockFormat().headingLevel(), line_of(block)
        if line is not None:
            lines.append((line, block.blockNumber()))
        if level:
            size_heading(cursor, block, theme().px(_HEADINGS.get(level, 13)))
        elif block.textList() is not None:
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(spaced)
        block = block.next()
    cursor.endEditBlock()
    return lines
