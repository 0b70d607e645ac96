"""The table of the design: hairlines, fills for hover and selection, a bar for the keyboard, a 32 px head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import layout_runs
from se_desk.ui.kit.marks import SEVERITIES, chip_height, chip_width, paint_chip, paint_severity
from se_desk.ui.kit.painting import draw_text, tint
from se_desk.ui.kit.records import RECORD, Column, Index, RecordModel
from se_desk.ui.kit.theme import theme

__all__ = ["Column", "RecordModel", "TableView"]

_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


def _aligned(column: Column) -> Qt.AlignmentFlag:
    return _RIGHT if column.align == "right" else _LEFT


class _Cells(QStyledItemDelegate):
    """Paints a cell: ground, hairline, keyboard bar, then glyph and one or two lines, or a chip."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
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


class _Head(QHeaderView):
    """32 px, sunken, 11/600; the sorted column in text-2 with a small arrow."""

    def __init__(self, view: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
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


class TableView(QTableView):
    """Rows of records. Arrows move, Enter and double click open, a click on a head sorts."""

    opened = Signal(object)
    picked = Signal(object)
    menuRequested = Signal(object, QPoint)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        key: Callable[[Any], str],
        *,
        two_lines: bool = False,
        edge: int = 16,
        gutter: int = 12,
        fit: bool = False,
        sortable: bool = True,
    ) -> None:
        super().__init__()
        self.columns, self.edge, self.gutter = tuple(columns), edge, gutter
        self._key, self._two_lines, self._fit, self._by_keyboard = key, two_lines, fit, False
        self.hovered_row = -1
        self.records_model = RecordModel(columns, self)
        self.setModel(self.records_model)
        self.setItemDelegate(_Cells(self))
        self._set_up(name, sortable)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        theme().changed.connect(self._dress)
        self._dress()

    def _set_up(self, name: str, sortable: bool) -> None:
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if self._fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = _Head(self)
        self.setHorizontalHeader(head)
        self.verticalHeader().hide()
        for number, column in enumerate(self.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(number, mode)
        if sortable:
            head.sectionClicked.connect(self._sort_by)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.records_model.record(index.row())))

    def _dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        for number, column in enumerate(self.columns):
            if column.width:
                self.horizontalHeader().resizeSection(number, theme().px(column.width))
        self.viewport().update()

    def row_height(self) -> int:
        """36 px, or 52 with two lines."""
        return theme().px(52 if self._two_lines else 36)

    def right_gap(self, number: int) -> int:
        """Space at the right of a cell's words."""
        return (
            self.edge
            if number == len(self.columns) - 1 and self.edge > 16
            else self.gutter
            if (self.columns[number].align == "right")
            else min(self.gutter, 8)
        )

    def set_records(self, records: Sequence[Any]) -> None:
        """Show other records; the chosen one stays chosen, without being announced anew."""
        chosen = self.current()
        kept = self._key(chosen) if chosen is not None else ""
        self.selectionModel().blockSignals(True)
        self.records_model.set_records(records)
        self.selectionModel().blockSignals(False)
        self.hovered_row = -1
        if kept:
            self.select(kept, announce=False)
        if self._fit:
            self.setFixedHeight(theme().px(32) + self.row_height() * self.records_model.rowCount())

    def current(self) -> Any | None:
        """The record that is chosen."""
        index = self.currentIndex()
        return self.records_model.record(index.row()) if index.isValid() else None

    def select(self, record_id: str, *, announce: bool = True) -> bool:
        """Choose a record by its id; whether it is here."""
        for row, record in enumerate(self.records_model.records()):
            if self._key(record) == record_id:
                self.blockSignals(not announce)
                self.selectRow(row)
                self.scrollTo(self.records_model.index(row, 0))
                self.blockSignals(False)
                self.viewport().update()
                return True
        return False

    def shows_keyboard(self) -> bool:
        """Whether the bar of the keyboard is to be painted."""
        return self.hasFocus() and self._by_keyboard

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self.records_model.record(current.row()))

    def _sort_by(self, number: int) -> None:
        before = self.records_model.sorted_by
        again = before is not None and before == (number, Qt.SortOrder.AscendingOrder)
        order = Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        self.records_model.sort(number, order)
        self.horizontalHeader().viewport().update()

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.menuRequested.emit(
                self.records_model.record(index.row()), self.viewport().mapToGlobal(place)
            )

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records_model.rowCount():
            self.setCurrentIndex(self.records_model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        chosen = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.opened.emit(chosen)
            return
        if event.text() and not event.modifiers() and event.key() < Qt.Key.Key_Escape:
            event.ignore()  # single letters are the page's shortcuts, not a search in the rows
            return
        super().keyPressEvent(event)

    def viewport_widget(self) -> QWidget:
        """The widget that is painted, for tests and pictures."""
        return self.viewport()
