"""The numbered clauses of a version: choose one, drag it or move it by keys, take it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy

from se_desk.domain.charters import Clause
from se_desk.ui.charters.clause_paint import ClauseRows
from se_desk.ui.kit.records import NOWHERE, RECORD, Index
from se_desk.ui.kit.theme import theme

ROW, EDGE = 36, 8
DRAG_FROM = 4  # px the pointer travels before a press is a drag


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause as the list shows it; ``changed`` says how it differs, empty for not at all."""

    clause: Clause
    changed: str = ""

    def words(self) -> str:
        """Everything the row says."""
        clause = self.clause
        parts = (
            f"{clause.position}, {clause.topic}",
            "measured" if clause.rule is not None else "",
            self.changed,
        )
        return ", ".join(part for part in parts if part)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[ClauseLine] = []

    def set_lines(self, lines: Sequence[ClauseLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == RECORD:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.words()
        return None


class ClauseList(QListView):
    """Arrows choose, Alt+Up and Alt+Down move, Delete takes out, Enter goes to the editor."""

    picked = Signal(str)
    moveRequested = Signal(str, int)  # clause id, by how many places
    removeRequested = Signal(str)
    undoRequested = Signal()
    editRequested = Signal(str)
    menuRequested = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.read_only = False
        self.dragged, self.gap = -1, -1  # the row under way, and the place it would fall into
        self._by_keyboard, self._pressed = False, QPoint()
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(ClauseRows(self))
        self.setAccessibleName("Clauses")
        self.setProperty("kind", "clear")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setViewportMargins(EDGE, 0, EDGE, 0)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    def set_lines(self, lines: Sequence[ClauseLine], chosen: str = "") -> None:
        """Show other clauses; ``chosen`` or the one chosen before stays chosen, else the first."""
        kept = chosen or self.current_id()
        if [line.clause.id for line in lines] == [line.clause.id for line in self._lines.lines]:
            self._lines.lines = list(lines)
            self._choose_row(kept)
            self.viewport().update()
            return
        self.selectionModel().blockSignals(True)
        self._lines.set_lines(lines)
        self.selectionModel().blockSignals(False)
        self._choose_row(kept)
        self.updateGeometry()
        self.viewport().update()

    def _choose_row(self, clause_id: str) -> None:
        """Without announcing it; the first where that clause is gone."""
        rows = [line.clause.id for line in self._lines.lines]
        place = rows.index(clause_id) if clause_id in rows else 0
        if rows and self.currentIndex().row() != place:
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self._lines.index(place))
            self.selectionModel().blockSignals(False)

    def lines(self) -> tuple[ClauseLine, ...]:
        """What is shown."""
        return tuple(self._lines.lines)

    def current_id(self) -> str:
        """The id of the clause that is chosen, "" for none."""
        index = self.currentIndex()
        return self._lines.lines[index.row()].clause.id if index.isValid() else ""

    def choose(self, clause_id: str) -> None:
        """Choose a clause without announcing it."""
        self._choose_row(clause_id)
        self.viewport().update()

    def shows_keyboard(self) -> bool:
        """Whether the ring of the keyboard is to be painted."""
        return self.hasFocus() and self._by_keyboard

    def sizeHint(self) -> QSize:
        return QSize(240, len(self._lines.lines) * theme().px(ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().px(ROW) * 2)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self._lines.lines[current.row()].clause.id)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            at = self.viewport().mapToGlobal(place)
            self.menuRequested.emit(self._lines.lines[index.row()].clause.id, at)

    # ---- the mouse ----------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and not self.read_only and self.dragged < 0:
            far = abs(place.y() - self._pressed.y()) >= DRAG_FROM
            self.dragged = self.indexAt(self._pressed).row() if far else -1
        if self.dragged >= 0 and held:
            self._drag_to(place)
            return
        if not held:
            super().mouseMoveEvent(event)

    def _drag_to(self, place: QPoint) -> None:
        top = self.verticalOffset()
        places = (place.y() + top + theme().px(ROW) // 2) // theme().px(ROW)
        self.gap = max(0, min(places, len(self._lines.lines)))
        self.scrollTo(self._lines.index(min(self.gap, len(self._lines.lines) - 1)))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, gap = self.dragged, self.gap
        self._drop()
        super().mouseReleaseEvent(event)
        if row < 0 or gap < 0:
            return
        by = gap - row - (1 if gap > row else 0)
        if by:
            self.moveRequested.emit(self._lines.lines[row].clause.id, by)

    def _drop(self) -> None:
        self.dragged, self.gap = -1, -1
        self.viewport().update()

    # ---- the keyboard -------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        key, chosen = Qt.Key(event.key()), self.current_id()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key is Qt.Key.Key_Escape and self.dragged >= 0:
            self._drop()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if chosen and not self.read_only:
                self.moveRequested.emit(chosen, -1 if key is Qt.Key.Key_Up else 1)
        elif not self._act(event, key, chosen):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent, key: Qt.Key, chosen: str) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undoRequested.emit()
        elif key is Qt.Key.Key_Delete and chosen and not self.read_only:
            self.removeRequested.emit(chosen)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.editRequested.emit(chosen)
        else:
            return False
        return True
