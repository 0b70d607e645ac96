"""The list of finds under their deals: icon, title, what it is, and the words around what was found."""

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
from se_desk.ui.search.groups import Group, grouped
from se_desk.ui.search.places import icon_of, said_of

if TYPE_CHECKING:
    from se_desk.services.search import Found

Index = QModelIndex | QPersistentModelIndex
ROW, PLAIN_ROW, HEADING = 60, 40, 40
NEAR_THE_END = 3  # heights of the list, from where more is asked for


class ResultsModel(QAbstractListModel):
    """Groups and the finds under each; the record under UserRole."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Found, ...] = ()
        self.now: datetime | None = None
        self._rows: list[Group | Found] = []

    def set_found(self, found: tuple[Found, ...], now: datetime) -> None:
        """Show these."""
        self.beginResetModel()
        self.found, self.now, self._rows = found, now, []
        for group in grouped(found):
            self._rows += [group, *group.found]
        self.endResetModel()

    def find(self, row: int) -> Found | None:
        """The find in a row; None for a heading."""
        record = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(record, Group) else record

    def row_of(self, noun: str, key: str) -> int:
        """The row of a find; -1 where it is not shown."""
        places = (
            row
            for row in range(len(self._rows))
            if (one := self.find(row)) is not None and (one.noun, one.id) == (noun, key)
        )
        return next(places, -1)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.find(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return record.title
        if role == Qt.ItemDataRole.AccessibleTextRole and self.now is not None:
            if isinstance(record, Group):
                return f"{record.title}, {record.said}"
            said = (record.title, said_of(record, self.now), record.deal)
            return ", ".join(part for part in said if part)
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
    """Paints a heading, or a find of one line or of two."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        record = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(record, Group):
            return QSize(200, theme().px(HEADING))
        return QSize(200, theme().px(ROW if record.snippet else PLAIN_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        record, model = index.data(Qt.ItemDataRole.UserRole), index.model()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if isinstance(record, Group):
            _paint_heading(painter, box, record, index.row())
        else:
            _paint_ground(painter, box, option)
            _paint_find(painter, box, record, model.now if isinstance(model, ResultsModel) else None)
        painter.restore()


def _paint_heading(painter: QPainter, box: QRectF, group: Group, row: int) -> None:
    if row:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), theme().colour("line"))
    right = _paint_end(painter, box, box.top() + (box.height() - 20) / 2, group.said)
    icon = QRectF(box.left() + 16, round(box.center().y() - 8), 16, 16)
    paint_icon(painter, icon, "briefcase" if group.deal_id else "inbox")
    words = QRectF(box.left() + 44, box.top(), right - box.left() - 60, box.height())
    draw_text(painter, words, group.title, font("ui", weight=600), "text")


def _paint_ground(painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
    state = option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, theme().colour("selected" if selected else "hover"))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRectF(box.left(), box.top(), 2, box.height()), theme().colour("accent"))


def _paint_find(painter: QPainter, box: QRectF, found: Found, now: datetime | None) -> None:
    runs = snippet_runs(found.snippet)
    top = box.top() + 10
    right = _paint_end(painter, box, top, said_of(found, now) if now else "")
    mark = QRectF(box.left() + 44, round(top + 2), 16, 16)
    if found.noun == "flag":
        paint_severity(painter, mark.adjusted(3, 3, -3, -3), found.kind or None)
    else:
        paint_icon(painter, mark, icon_of(found))
    title = QRectF(box.left() + 72, top, right - box.left() - 88, 20)
    draw_text(painter, title, found.title or found.deal, font("ui"), "text")
    below = QRectF(title.left(), box.top() + 32, box.right() - title.left() - 16, 18)
    _paint_snippet(painter, below, runs)


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
    endNear = Signal()  # the list was scrolled to where more is wanted

    def __init__(self) -> None:
        super().__init__()
        self._model = ResultsModel()
        self.setModel(self._model)
        self.setItemDelegate(ResultsDelegate(self))
        self.setProperty("kind", "clear")
        self.setAccessibleName("Search results")
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def found(self) -> tuple[Found, ...]:
        """What is shown."""
        return self._model.found

    def set_found(self, found: tuple[Found, ...], now: datetime, *, stays: bool = False) -> None:
        """Show these; the one with the keyboard keeps it, and where ``stays`` the list its place."""
        kept, place = self._model.find(self.currentIndex().row()), self.verticalScrollBar().value()
        self._model.set_found(found, now)
        row = self._model.row_of(kept.noun, kept.id) if kept is not None else -1
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
        elif self.hasFocus() and found:
            self.setCurrentIndex(self._model.index(1))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place if stays else 0)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value and value > bar.maximum() - NEAR_THE_END * self.viewport().height():
            self.endNear.emit()

    def _open(self, index: QModelIndex) -> None:
        found = self._model.find(index.row())
        if found is not None:
            self.opened.emit(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.found:
            self.setCurrentIndex(self._model.index(1))
