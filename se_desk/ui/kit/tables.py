"""The table of the design: hairlines, fills for hover and selection, a bar for the keyboard, a 32 px head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from se_desk.ui.kit.records import Column, Read, RecordModel
from se_desk.ui.kit.table_paint import Cells, Head
from se_desk.ui.kit.theme import theme

__all__ = ["Column", "RecordModel", "TableView"]


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
        self.setItemDelegate(Cells(self))
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
        head = Head(self)
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
        self._show(lambda: self.records_model.set_records(records))

    def set_source(self, read: Read, total: int) -> None:
        """The same of very many records, which are read by pages; the list keeps its place."""
        place = self.verticalScrollBar().value()
        self._show(lambda: self.records_model.set_source(read, total))
        self.verticalScrollBar().setValue(place)

    def _show(self, change: Callable[[], None]) -> None:
        chosen = self.current()
        kept = self._key(chosen) if chosen is not None else ""
        self.selectionModel().blockSignals(True)
        change()
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
        bare = not event.modifiers() & Qt.KeyboardModifier.ControlModifier  # Ctrl+Enter is a dialog's
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bare and chosen is not None:
            self.opened.emit(chosen)
            return
        if event.text() and not event.modifiers() and event.key() < Qt.Key.Key_Escape:
            event.ignore()  # single letters are the page's shortcuts, not a search in the rows
            return
        super().keyPressEvent(event)
