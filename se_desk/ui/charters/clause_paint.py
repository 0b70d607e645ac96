"""Paints a row of the list of clauses: handle, number, topic, whether it is measured and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring
from se_desk.ui.kit.records import RECORD, Index
from se_desk.ui.kit.theme import theme

if TYPE_CHECKING:
    from se_desk.ui.charters.clause_list import ClauseLine, ClauseList

ROW = 36


class ClauseRows(QStyledItemDelegate):
    """36 px a row, as in the design."""

    def __init__(self, view: ClauseList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._ground(painter, box, index)
        self._words(painter, box, index.data(RECORD), chosen=self._is_current(index))
        self._gap(painter, box, index.row())
        painter.restore()

    def _is_current(self, index: Index) -> bool:
        return bool(self._view.currentIndex().row() == index.row())

    def _ground(self, painter: QPainter, box: QRectF, index: Index) -> None:
        dragged = self._view.dragged == index.row()
        if dragged:
            fill_round(painter, box, 6, theme().colour("surface"), theme().colour("accent"))
        elif self._is_current(index):
            fill_round(painter, box, 6, theme().colour("selected"))
        if self._is_current(index) and self._view.shows_keyboard() and not dragged:
            focus_ring(painter, box, 6)

    def _words(self, painter: QPainter, box: QRectF, line: ClauseLine, *, chosen: bool) -> None:
        middle = round(box.center().y())
        if not self._view.read_only:
            paint_icon(painter, QRectF(box.left() + 6, middle - 7, 14, 14), "grip-vertical", "control")
        number = QRectF(box.left() + 24, box.top(), 20, box.height())
        right = Qt.AlignmentFlag.AlignRight
        draw_text(
            painter,
            number,
            str(line.clause.position),
            font("small", tabular=True),
            "text-3",
            right,
            elide=False,
        )
        edge = box.right() - 10
        if line.changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("sev-medium"))
            painter.drawEllipse(QPointF(edge - 3, box.center().y()), 3, 3)
            edge -= 16
        if line.clause.rule is not None:
            paint_icon(painter, QRectF(edge - 14, middle - 7, 14, 14), "chart-column")
            edge -= 22
        words = QRectF(box.left() + 54, box.top(), edge - box.left() - 54, box.height())
        draw_text(painter, words, line.clause.topic, font("body", weight=500 if chosen else 0), "text")

    def _gap(self, painter: QPainter, box: QRectF, row: int) -> None:
        """The place where a dragged clause would fall."""
        last = self._view.model().rowCount() - 1
        at_top, at_foot = self._view.gap == row, self._view.gap == row + 1 and row == last
        if self._view.dragged >= 0 and (at_top or at_foot):
            y = box.top() if at_top else box.bottom() - 2
            painter.fillRect(QRectF(box.left() + 6, y, box.width() - 12, 2), theme().colour("accent"))
