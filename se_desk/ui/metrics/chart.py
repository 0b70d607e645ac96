"""What the charts share: marks to point at, the keyboard on them, words for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import Painted, draw_text, focus_ring
from se_desk.ui.kit.theme import theme

PALE = 0.34  # of accent: all but the mark the page is about
AXIS = 24.0  # px under a chart for its labels
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a chart that can be chosen: its key, and its numbers in words."""

    key: str
    words: str


class Chart(Painted):
    """Marks from left to right. Arrows move, Enter, Space and a click choose; choosing again takes it back.

    A chart sets ``_places``, where its marks were painted, each time it is drawn.
    """

    chosen = Signal(str)  # the mark's key, "" for none

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.marks: tuple[Mark, ...] = ()
        self.value = ""
        self._name, self._at, self._by_keyboard = name, -1, False
        self._places: dict[str, QRectF] = {}

    def show_marks(self, marks: Sequence[Mark], words: str) -> None:
        """Other marks; ``words`` say the whole chart to a screen reader."""
        self.marks = tuple(marks)
        self._at = min(self._at, len(self.marks) - 1)
        self._places = {}
        self.setAccessibleDescription(words)
        if self.value and self.value not in {mark.key for mark in self.marks}:
            self.value = ""
        self._say()
        self.update()

    def set_value(self, key: str) -> None:
        """Show a mark as chosen without announcing it; "" for none."""
        self.value = key
        self.update()

    def choose(self, key: str) -> None:
        """Choose a mark, or take the choice back where it is chosen already."""
        self.set_value("" if key == self.value else key)
        self.chosen.emit(self.value)

    def place_of(self, key: str) -> QRectF:
        """Where a mark stands in the chart; an empty place where it is not shown."""
        return self._places.get(key, QRectF())

    def sizeHint(self) -> QSize:
        return QSize(240, theme().px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, theme().px(120))

    def _say(self) -> None:
        """The name is what a screen reader says at each step."""
        mark = self.marks[self._at] if 0 <= self._at < len(self.marks) else None
        self.setAccessibleName(f"{self._name}, {mark.words}" if mark else self._name)

    def _step(self, by: int) -> None:
        start = self._at if self._at >= 0 else (-1 if by > 0 else len(self.marks))
        self._at = min(max(start + by, 0), len(self.marks) - 1)
        self._say()
        self.update()

    def _under(self, point: QPointF) -> str:
        return next((key for key, box in self._places.items() if box.contains(point)), "")

    def draw_keyboard(self, painter: QPainter) -> None:
        """The ring around the mark that has the keyboard, around the chart before the first step."""
        if not (self.hasFocus() and self._by_keyboard):
            return
        key = self.marks[self._at].key if 0 <= self._at < len(self.marks) else ""
        box = self._places.get(key, QRectF(self.rect()))
        focus_ring(painter, box.intersected(QRectF(self.rect())), 4)

    def draw_base(self, painter: QPainter, width: float) -> float:
        """The line under the marks; where it lies."""
        base = round(self.height() - theme().px(AXIS)) + 0.5
        painter.setPen(QPen(theme().colour("line-strong"), 1))
        painter.drawLine(QPointF(0, base), QPointF(width, base))
        return base

    def draw_label(self, painter: QPainter, x: float, text: str, *, strong: bool = False) -> None:
        """A word under the base line, centred at ``x``."""
        height = theme().px(16)
        box = QRectF(x - 40, self.height() - height, 80, height)
        drawn = font("micro", weight=600 if strong else 400, tabular=True)
        align = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, box, text, drawn, "text" if strong else "text-3", align, elide=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in _BY_KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and self.marks:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.marks:
            self._at = 0 if event.key() == Qt.Key.Key_Home else len(self.marks) - 1
            self._step(0)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self.choose(self.marks[self._at].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keyboard = False
        key = self._under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and key:
            self._at = [mark.key for mark in self.marks].index(key)
            self._say()
            self.choose(key)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._under(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self._under(QPointF(event.pos()))
            words = next((mark.words for mark in self.marks if mark.key == key), "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
