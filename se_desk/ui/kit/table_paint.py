"""Paints the cells and the head of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import layout_runs
from se_desk.ui.kit.marks import SEVERITIES, chip_height, chip_width, paint_chip, paint_severity
from se_desk.ui.kit.painting import draw_text, tint
from se_desk.ui.kit.records import RECORD, Column, Index
from se_desk.ui.kit.theme import theme

if TYPE_CHECKING:
    from se_desk.ui.kit.tables import TableView

_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


def _aligned(column: Column) -> Qt.AlignmentFlag:
    return _RIGHT if column.align == "right" else _LEFT


class Cells(QStyledItemDelegate):
    """Paints a cell: ground, hairline, keyboard bar, then glyph and one or two lines, or a chip."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        chosen = self._ground(painter, box, index)
        column: Column = self._view.columns[index.column()]
        record = index.data(RECORD)
        left = self._view.edge if index.column() == 0 else self._view.gutter
        inner = QRectF(box).adjusted(left, 0, -self._view.right_gap(index.column()), -1)
        chip = column.chip(record) if column.chip else None
        if chip is not None:
            wide = min(float(chip_width(chip)), inner.width())
            x = inner.right() - wide if column.align == "right" else inner.left()
            place = QRectF(x, round(inner.center().y() - chip_height() / 2), wide, chip_height())
            # A tint on the selected row's own tint would vanish.
            fill = "surface" if chosen and tint(chip.tone)[0] == "accent-tint" else ""
            paint_chip(painter, place, chip, fill)
        else:
            self._words(painter, inner, column, record)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, index: Index) -> bool:
        chosen = self._view.selectionModel().isRowSelected(index.row(), QModelIndex())
        if chosen:
            painter.fillRect(box, theme().colour("selected"))
        elif self._view.hovered_row == index.row():
            painter.fillRect(box, theme().colour("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme().colour("line"))
        current = self._view.currentIndex().row() == index.row()
        if index.column() == 0 and current and self._view.shows_keyboard():
            painter.fillRect(box.left(), box.top(), 2, box.height() - 1, theme().colour("accent"))
        return bool(chosen)

    def _words(self, painter: QPainter, inner: QRectF, column: Column, record: Any) -> None:
        inner = self._glyph(painter, inner, column, record)
        second = column.second(record) if column.second else ""
        token, align = column.token_of(record), _aligned(column)
        if column.wrap:
            layout, count = layout_runs(
                column.text(record), column.role, token, inner.width(), theme().px(18), 2
            )
            top = inner.center().y() - count * theme().px(18) / 2
            layout.draw(painter, QPointF(inner.left(), round(top)), [], QRectF())
            return
        drawn = font(column.role, weight=column.weight, tabular=column.align == "right")
        if not second:
            draw_text(painter, inner, column.text(record), drawn, token, align)
            return
        high, low = theme().px(18), theme().px(16)
        top = round(inner.center().y() - (high + low) / 2)
        draw_text(
            painter, QRectF(inner.left(), top, inner.width(), high), column.text(record), drawn, token, align
        )
        below = QRectF(inner.left(), top + high, inner.width(), low)
        draw_text(painter, below, second, font("small"), "text-3", align)

    def _glyph(self, painter: QPainter, inner: QRectF, column: Column, record: Any) -> QRectF:
        glyph = column.glyph(record) if column.glyph else None
        if glyph is None:
            return inner
        if not glyph or glyph in SEVERITIES:
            paint_severity(
                painter, QRectF(inner.left(), round(inner.center().y()) - 5, 10, 10), glyph or None
            )
            return inner.adjusted(18, 0, 0, 0)
        paint_icon(painter, QRectF(inner.left(), round(inner.center().y()) - 8, 16, 16), glyph)
        return inner.adjusted(24, 0, 0, 0)


class Head(QHeaderView):
    """32 px, sunken, 11/600; the sorted column in text-2 with a small arrow."""

    def __init__(self, view: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setAccessibleName("Column heads")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme().colour("line"))
        left = self._view.edge if number == 0 else self._view.gutter
        inner = QRectF(rect).adjusted(left, 0, -self._view.right_gap(number), -1)
        column, order = self._view.columns[number], self._view.records_model.sorted_by
        lit = order is not None and order[0] == number
        drawn = font("micro", weight=600)
        token = "text-2" if lit else "text-3"
        taken = draw_text(painter, inner, column.title, drawn, token, _aligned(column))
        if lit and order is not None:
            name = "chevron-down" if order[1] is Qt.SortOrder.DescendingOrder else "chevron-up"
            x = inner.right() - taken - 16 if column.align == "right" else inner.left() + taken + 4
            paint_icon(painter, QRectF(round(x), round(inner.center().y()) - 6, 12, 12), name, "text-2")
        painter.restore()

    def paintEvent(self, event: Any) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().colour("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()
        super().paintEvent(event)
