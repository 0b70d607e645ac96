"""The table of deals: columns, and the two that are painted as bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from se_desk.ui.deals.rows_table import RowsTable
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.table_paint import Cells
from se_desk.ui.kit.theme import theme

LETTERS = 8
NARROW = 1000
Bars = Callable[[Any], Sequence[str]]


@dataclass(frozen=True)
class BarsColumn(Column):
    """A column of short bars, each in a token, such as the four steps of the technical win."""

    bars: Bars | None = None


@dataclass(frozen=True)
class ShareColumn(Column):
    """A column with a number of ``LETTERS`` and a bar for it."""

    number: Callable[[Any], int] | None = None


class _DealCells(Cells):
    """Paints the two columns of bars; everything else is the kit's."""

    def _words(self, painter: QPainter, inner: QRectF, column: Column, record: Any) -> None:
        if isinstance(column, BarsColumn) and column.bars is not None:
            paint_bars(painter, inner, column.bars(record))
        elif isinstance(column, ShareColumn) and column.number is not None:
            paint_share(painter, inner, column.number(record))
        else:
            super()._words(painter, inner, column, record)


def paint_bars(painter: QPainter, inner: QRectF, tokens: Sequence[str]) -> None:
    """Bars of 18 x 4 px, 3 px apart."""
    top = round(inner.center().y()) - 2
    for place, token in enumerate(tokens):
        fill_round(painter, QRectF(inner.left() + place * 21, top, 18, 4), 2, theme().colour(token))


def paint_share(painter: QPainter, inner: QRectF, number: int) -> None:
    """``5/8`` and a bar of the rest of the width."""
    words = QRectF(inner.left(), inner.top(), 26, inner.height())
    draw_text(
        painter, words, f"{number}/{LETTERS}", font("body", weight=500, tabular=True), "text", elide=False
    )
    wide = max(inner.width() - 30, 12)
    bar = QRectF(inner.left() + 30, round(inner.center().y()) - 3, wide, 6)
    fill_round(painter, bar, 3, theme().colour("track"))
    if number:
        part = QRectF(bar.left(), bar.top(), max(wide * number / LETTERS, 6), 6)
        fill_round(painter, part, 3, theme().colour("accent"))


class DealTable(RowsTable):
    """A table of deals that leaves columns out where the window is narrow."""

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        key: Callable[[Any], str],
        *,
        spared: Sequence[str] = (),
        last: tuple[int, int] = (0, 0),
    ) -> None:
        """``spared`` are titles left out when narrow; ``last`` the last column's widths, wide first."""
        self._spared = [place for place, column in enumerate(columns) if column.title in spared]
        self._last = last
        super().__init__(columns, name, key)
        self.setItemDelegate(_DealCells(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme().px(NARROW)
        for place in self._spared:
            self.setColumnHidden(place, narrow)
        if any(self._last):
            head, place = self.horizontalHeader(), len(self.columns) - 1
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(place, theme().px(self._last[narrow]))


def shown_titles(table: DealTable) -> tuple[str, ...]:
    """The titles of the columns in sight."""
    return tuple(c.title for place, c in enumerate(table.columns) if not table.isColumnHidden(place))
