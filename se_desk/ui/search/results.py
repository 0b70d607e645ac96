"""The list of finds: icon, title, what it is and of which deal, and the words around what was found."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import Run, layout_runs
from se_desk.ui.kit.marks import paint_severity
from se_desk.ui.kit.painting import draw_text, text_width
from se_desk.ui.kit.theme import theme
from se_desk.ui.search.places import icon_of, said_of

if TYPE_CHECKING:
    from se_desk.services.search import Found

Index = QModelIndex | QPersistentModelIndex
ROW = 60


class ResultsModel(QAbstractListModel):
    """The finds; the record under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Found, ...] = ()
        self.now: datetime | None = None

    def set_found(self, found: tuple[Found, ...], now: datetime) -> None:
        """Show these."""
        self.beginResetModel()
        self.found, self.now = found, now
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: ARG002
        return len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.found[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole and self.now is not None:
            return ", ".join(part for part in (found.title, said_of(found, self.now), found.deal) if part)
        return None


def snippet_runs(snippet: str) -> list[Run]:
    """A snippet as runs; found words stand out."""
    from se_desk.services.search import MARK_OFF, MARK_ON

    made: list[Run] = []
    for at, part in enumerate(" ".join(snippet.split()).split(MARK_ON)):
        marked, _, rest = part.partition(MARK_OFF) if at else ("", "", part)
        made += [Run(marked, "accent", 600), Run(rest)]
    return [run for run in made if run.text]


class ResultsDelegate(QStyledItemDelegate):
    """Paints a row of two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(200, theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        now = model.now if isinstance(model, ResultsModel) else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._paint_ground(painter, box, option, index.row())
        runs = snippet_runs(found.snippet)
        top = box.top() + (10 if runs else 20)
        right = _paint_end(painter, box, top, said_of(found, now) if now else "")
        mark = QRectF(box.left() + 16, round(top + 2), 16, 16)
        if found.noun == "flag":
            paint_severity(painter, mark.adjusted(3, 3, -3, -3), found.kind or None)
        else:
            paint_icon(painter, mark, icon_of(found))
        title = QRectF(box.left() + 44, top, right - box.left() - 60, 20)
        taken = draw_text(painter, title, found.title or found.deal, font("ui"), "text")
        if found.deal and found.title:
            whose = QRectF(title.left() + taken, title.top(), right - title.left() - taken - 16, 20)
            draw_text(painter, whose, f" · {found.deal}", font("body"), "text-3")
        below = QRectF(title.left(), box.top() + 32, box.right() - title.left() - 16, 18)
        _paint_snippet(painter, below, runs)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, row: int) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme().colour("selected" if selected else "hover"))
        if row:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), theme().colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), theme().colour("accent"))


def _paint_end(painter: QPainter, box: QRectF, top: float, said: str) -> float:
    wide = text_width(said, font("small"))
    words = QRectF(box.right() - 16 - wide, top, wide + 1, 20)
    draw_text(painter, words, said, font("small"), "text-3", elide=False)
    return words.left()


def _paint_snippet(painter: QPainter, box: QRectF, runs: list[Run]) -> None:
    if runs:
        layout, _ = layout_runs(runs, "small", "text-2", box.width(), line_height("small"), max_lines=1)
        layout.draw(painter, QPointF(box.left(), round(box.top())), [], QRectF())


class ResultList(QListView):
    """A click or Enter opens a find."""

    opened = Signal(object)  # Found

    def __init__(self) -> None:
        super().__init__()
        self._model = ResultsModel()
        self.setModel(self._model)
        self.setItemDelegate(ResultsDelegate(self))
        self.setProperty("kind", "clear")
        self.setAccessibleName("Search results")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    @property
    def found(self) -> tuple[Found, ...]:
        """What is shown."""
        return self._model.found

    def set_found(self, found: tuple[Found, ...], now: datetime) -> None:
        """Show these; the one with the keyboard keeps it where it is still there."""
        index = self.currentIndex()
        kept = self._model.found[index.row()].id if index.isValid() else ""
        self._model.set_found(found, now)
        for row, one in enumerate(found):
            if one.id == kept:
                self.setCurrentIndex(self._model.index(row))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.found[index.row()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.found:
            self.setCurrentIndex(self._model.index(0))
