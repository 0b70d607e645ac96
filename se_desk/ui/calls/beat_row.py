"""A row of the story: minutes, topic, the line, who says it and who takes over."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy

from se_desk.domain.huddles import Beat
from se_desk.ui.calls.preparation import Preparation
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.cards import KeyboardRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import Avatar, initials_of
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class BeatRow(KeyboardRow):
    """One beat. Enter opens it, Delete takes it out, Alt with Up or Down moves it, a drag does too."""

    opened = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)
    walked = Signal(str, int)
    dragged = Signal(str, QPoint)
    dropped = Signal(str, QPoint)

    def __init__(self, beat: Beat, prepared: Preparation) -> None:
        super().__init__()
        self.beat = beat
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        who = prepared.said(beat.who)
        over = prepared.said(beat.hand_off)
        parts = (beat.span, beat.topic, beat.line, who, f"then over to {over}" if over else "")
        self.setAccessibleName(", ".join(part for part in parts if part))
        self._lay_out(who, over, prepared)

    def _lay_out(self, who: str, over: str, prepared: Preparation) -> None:
        minutes = PlainLabel(self.beat.span, "small", "text-3", tabular=True)
        minutes.setFixedWidth(theme().px(44))
        words = vbox(BodyText([Run(self.beat.topic, "", 500)], "body"))
        if self.beat.line:
            words.addWidget(BodyText(self.beat.line, "body", "text-2"))
        if over:
            words.addSpacing(4)
            arrow = IconMark("arrow-right", "text-3", 14)
            words.addLayout(
                hbox(arrow, PlainLabel(f"then over to {_mid(over)}", "small", "text-3"), None, gap=6)
            )
        self.more = IconButton("ellipsis-vertical", f"More on: {self.beat.topic}", size=24, icon_size=14)
        self.more.clicked.connect(self._menu)
        row = hbox(margins=(16, 12, 8, 12), gap=12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(minutes, 0, top)
        row.addLayout(words, 1)
        mine = bool(self.beat.who) and self.beat.who == prepared.se
        face = Avatar(initials_of(self.beat.who) if self.beat.who else "–", who or "Nobody yet", mine)
        row.addWidget(face, 0, top)
        row.addSpacing(-8)
        row.addWidget(self.more, 0, top)
        self.setLayout(row)

    def _menu(self) -> None:
        menu = Menu(self, "Beat")
        menu.add("Change", lambda: self.opened.emit(self.beat.id), "pencil", "Enter")
        menu.add("Move up", lambda: self.moved.emit(self.beat.id, -1), "arrow-up", "Alt+Up")
        menu.add("Move down", lambda: self.moved.emit(self.beat.id, 1), "arrow-down", "Alt+Down")
        menu.addSeparator()
        menu.add("Remove", lambda: self.removed.emit(self.beat.id), "trash-2", "Delete")
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.beat.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.beat.id)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.beat.id, step)
        elif step:
            self.walked.emit(self.beat.id, step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed is None:
            return
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
        if self._dragging:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.beat.id, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        dragging, self._dragging = self._dragging, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if dragging:
            self.dropped.emit(self.beat.id, event.globalPosition().toPoint())
        elif pressed is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.beat.id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self._dragging:
            painter.fillRect(self.rect(), theme().colour("hover"))
            paint_icon(painter, QRectF(2, 15, 12, 12), "grip-vertical", "text-3")
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        self.paint_focus(painter)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


def _mid(name: str) -> str:
    """A name within a sentence."""
    return "you" if name == "You" else name
