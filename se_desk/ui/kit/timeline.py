"""A list of what happened: nodes on a rail, day headings, and what can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.kit.records import NOWHERE, RECORD, Index
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.timeline_paint import EntryPainter


@dataclass(frozen=True)
class Quote:
    """Words in a card of their own, with a quiet line under them and a code at its right."""

    text: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry. ``day`` is the heading it stands under, written where it changes.

    ``node`` is "plain", "accent", "severity" (tinted) or "next" (dashed, still to come). ``side`` stands at
    the right: ``side_tone`` is a chip's tone, or "text", "ok", "late" for words, or "link" for a wish.
    """

    id: str
    title: str
    at: str = ""
    day: str = ""
    second: str = ""
    body: str = ""
    mono: str = ""
    icon: str = ""
    severity: str | None = None
    node: str = "plain"
    side: str = ""
    side_tone: str = "text"
    quote: Quote | None = None
    receipt: str = ""
    max_lines: int = 0

    def words(self) -> str:
        """Everything it says, for a screen reader."""
        quoted = (self.quote.text, self.quote.left, self.quote.right) if self.quote else ()
        severity = f"{self.severity} severity" if self.severity else ""
        parts = (self.day, self.at, self.title, self.second, severity, self.body, *quoted, self.side)
        return ", ".join(part for part in (*parts, self.receipt) if part)


@dataclass(frozen=True)
class Row:
    """An entry with its place: whether a heading stands above it, and whether the rail goes on below."""

    entry: Entry
    headed: bool
    first: bool
    last: bool


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.rows = []
        day = ""
        for number, entry in enumerate(entries):
            headed = bool(entry.day) and entry.day != day
            day = entry.day or day
            self.rows.append(Row(entry, headed, number == 0, number == len(entries) - 1))
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == RECORD:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.entry.words()
        return None


class _Nodes(QStyledItemDelegate):
    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._view.painter_of(index.data(RECORD), width).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(box.topLeft())
        current = self._view.currentIndex().row() == index.row()
        hovered = self._view.hovered_row == index.row()
        drawn = self._view.painter_of(index.data(RECORD), box.width())
        drawn.paint(painter, focused=current and self._view.shows_keyboard(), hovered=hovered)
        painter.restore()


class Timeline(QListView):
    """Newest first or a flag's thread (``thread``: the time stands at the right, no column of times)."""

    opened = Signal(str)
    asked = Signal(str)
    endNear = Signal()  # scrolled to where more is wanted

    def __init__(self, name: str, *, thread: bool = False, openable: bool = True, fit: bool = False) -> None:
        super().__init__()
        self._thread, self._openable, self._fit, self._by_keyboard = thread, openable, fit, False
        self.hovered_row = -1
        self._painters: dict[tuple[Row, int, float], EntryPainter] = {}
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Nodes(self))
        self.setAccessibleName(name)
        self.setProperty("kind", "clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme().changed.connect(self._dress)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _scrolled(self, value: int) -> None:
        if value and value > self.verticalScrollBar().maximum() - self.viewport().height():
            self.endNear.emit()

    def _dress(self) -> None:
        self._painters.clear()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
        self._fit_height()

    def painter_of(self, row: Row, width: int) -> EntryPainter:
        """The laid out row; laying text out costs, so it is kept while nothing changes."""
        key = (row, width, theme().scale)
        if key not in self._painters:
            self._painters[key] = EntryPainter(row, width, self._thread)
        return self._painters[key]

    def set_entries(self, entries: Sequence[Entry], *, stays: bool = False) -> None:
        """Show other entries; the current one stays current, and with ``stays`` the list its place."""
        kept, place = self.current_id(), self.verticalScrollBar().value()
        self._painters.clear()
        self.hovered_row = -1
        self._entries.set_entries([replace(entry, severity=_plain(entry.severity)) for entry in entries])
        if kept:
            self.select(kept)
        self._fit_height()
        if stays and place:
            self.doItemsLayout()
            self.verticalScrollBar().setValue(place)

    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return tuple(row.entry for row in self._entries.rows)

    def current_id(self) -> str:
        """The id of the entry the keyboard is on, "" for none."""
        index = self.currentIndex()
        return self._entries.rows[index.row()].entry.id if index.isValid() else ""

    def select(self, entry_id: str) -> bool:
        """Go to an entry; whether it is here."""
        for number, row in enumerate(self._entries.rows):
            if row.entry.id == entry_id:
                self.setCurrentIndex(self._entries.index(number))
                return True
        return False

    def shows_keyboard(self) -> bool:
        """Whether the ring of the keyboard is to be painted."""
        return self.hasFocus() and self._by_keyboard

    def content_height(self) -> int:
        """What all entries take, in px, at today's width."""
        width = self.viewport().width()
        return sum(self.painter_of(row, width).height() for row in self._entries.rows)

    def _fit_height(self) -> None:
        if self._fit:
            self.setFixedHeight(max(self.content_height(), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._painters.clear()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        self._fit_height()

    def _row_at(self, event: QMouseEvent) -> int:
        return self.indexAt(event.position().toPoint()).row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()
        over = row >= 0 and self._openable
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered_row = -1
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self._row_at(event)
        if number < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        row = self._entries.rows[number]
        place = event.position() - self.visualRect(self._entries.index(number)).topLeft()
        side = self.painter_of(row, self.viewport().width()).side_box()
        if row.entry.side_tone == "link" and side.adjusted(-8, -4, 8, 4).contains(place):
            self.asked.emit(row.entry.id)
        elif self._openable:
            self.opened.emit(row.entry.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._entries.rows:
            self.setCurrentIndex(self._entries.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        current = self.current_id()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current:
            self.opened.emit(current)
            return
        if event.text() and not event.modifiers() and event.key() < Qt.Key.Key_Escape:
            event.ignore()  # single letters are the page's shortcuts
            return
        super().keyPressEvent(event)


def _plain(severity: str | None) -> str | None:
    return str(severity) if severity else None
