"""Tab in a table of the source: the columns are set in line, and the cursor goes on to the next cell."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor

from se_desk.ui.notes import tables
from se_desk.ui.notes.source_text import chars, units

_KEEP = QTextCursor.MoveMode.KeepAnchor


def step_cell(cursor: QTextCursor, *, back: bool = False) -> bool:
    """Set the table at the cursor in line and select the next cell; False where there is no table.

    From the last cell it goes on to a new row, from the first it stays.
    """
    first, lines = _table_at(cursor.block())
    if not tables.is_table(lines):
        return False
    row = cursor.blockNumber() - first.blockNumber()
    cell = tables.cell_at(lines[row], chars(lines[row], cursor.positionInBlock()))
    width = max(len(tables.cells(line)) for line in lines)
    row, cell = _step(row, cell, width, -1 if back else 1)
    if row == len(lines):
        lines = tables.with_row(lines)
    made = tables.aligned(lines)
    start, old_end = first.position(), first.position() - 1
    for line in _table_at(first)[1]:
        old_end += units(line) + 1
    _put(cursor, start, old_end, made)
    _select(cursor, start, made, row, cell)
    return True


def _step(row: int, cell: int, width: int, by: int) -> tuple[int, int]:
    cell += by
    if cell >= width:
        row, cell = row + 1, 0
    elif cell < 0:
        row, cell = (row - 1, width - 1) if row > 0 else (0, 0)
    if row == 1:  # the dashes
        row = 2 if by > 0 else 0
    return row, cell


def _table_at(block: QTextBlock) -> tuple[QTextBlock, list[str]]:
    """The first of the rows around a line, and all of them."""
    while tables.is_row(block.text()) and tables.is_row(block.previous().text()):
        block = block.previous()
    first, lines = block, []
    while block.isValid() and tables.is_row(block.text()):
        lines.append(block.text())
        block = block.next()
    return first, lines


def _put(cursor: QTextCursor, start: int, end: int, lines: list[str]) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    if cursor.selectedText() != "\u2029".join(lines):
        cursor.insertText("\u2029".join(lines))


def _select(cursor: QTextCursor, start: int, lines: list[str], row: int, cell: int) -> None:
    place = start + sum(units(line) + 1 for line in lines[:row])
    low, high = tables.cell_span(lines[row], cell)
    cursor.setPosition(place + units(lines[row][:low]))
    cursor.setPosition(place + units(lines[row][:high]), _KEEP)
