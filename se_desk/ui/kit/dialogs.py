"""The dialog of the design: over a scrim in its window, head 56, foot 60 with the consequence at the left.

It is a widget of the window and not a window of its own, so that it looks and is placed the same on every
desktop, Wayland too, and can be rendered without a screen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QEventLoop, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.giving_back import give_back
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.notices import Banner, BannerPlace
from se_desk.ui.kit.overlay import Scrim
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme

HEAD, FOOT, SMALLEST_EDGE = 56, 60, 24


_SCROLLS = {  # keys that no field takes, for a dialog that is longer than its window
    Qt.Key.Key_Up.value: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down.value: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp.value: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown.value: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home.value: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End.value: QScrollBar.SliderAction.SliderToMaximum,
}


class Dialog(QFrame):
    """Asks and returns. Esc cancels, Ctrl+Enter confirms.

    Fill ``body``; override ``confirm`` to check and act: False keeps the dialog open, a DeskError is shown
    in it. ``open`` returns at once, ``exec`` waits and answers whether it was confirmed. The dialog is gone
    after that, its fields can be read until the control returns to Qt.
    """

    confirmed = Signal()
    cancelled = Signal()
    finished = Signal(bool)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        primary: str = "Save",
        consequence: str = "",
        *,
        icon: str = "",
        subtitle: str = "",
        width: int = 600,
        keys: bool = True,
        cancel: str = "Cancel",
    ) -> None:
        self._scrim = Scrim(parent.window())
        super().__init__(self._scrim)
        self._wanted_width, self._loop, self._result = width, QEventLoop(), False
        self._before: QWidget | None = None
        self._notice = BannerPlace()
        self._safe: Button | None = None
        self.primary = Button(primary, kind="primary", keys="Ctrl+Enter" if keys else "")
        self.cancel = Button(cancel)
        self.title = PlainLabel(title, "heading")
        self._consequence = BodyText(consequence, "small", "text-3", max_lines=2)
        self.body: QVBoxLayout = vbox(margins=(20, 20, 20, 20), gap=16)
        self._inside = QWidget()
        self._assemble(icon, subtitle)
        self.setAccessibleName(title)
        self.setAccessibleDescription(consequence)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.primary.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.hide()

    def _assemble(self, icon: str, subtitle: str) -> None:
        close = IconButton("x", "Close", "Esc")
        close.clicked.connect(self.reject)
        head = hbox(margins=(20, 0, 12, 0), gap=10)
        if icon:
            head.addWidget(IconMark(icon, "sev-high" if icon == "flag" else "text-3"))
        head.addWidget(self.title)
        head.addWidget(PlainLabel(subtitle, "body", "text-3", elide=True), 1)
        head.addWidget(close)
        self._inside.setLayout(self.body)
        self._inside.setProperty("surface", "clear")
        for watched in (self._inside, self._scrim):
            watched.installEventFilter(self)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self.foot: QHBoxLayout = hbox(margins=(20, 0, 20, 0), gap=8)
        self.foot.addLayout(vbox(None, self._consequence, None), 1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.primary)
        head_box, foot_box = QWidget(), QWidget()
        head_box.setLayout(head)
        foot_box.setLayout(self.foot)
        head_box.setFixedHeight(HEAD)
        foot_box.setFixedHeight(FOOT)
        self.setLayout(vbox(head_box, self._area, foot_box, margins=(1, 1, 1, 1)))

    def prefer_cancel(self) -> None:
        """What the primary button does throws something away: the other one is filled and has the focus."""
        self.primary.set_kind("")
        self.cancel.set_kind("primary")
        self._safe = self.cancel

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget at the end of the body and give it back."""
        self.body.addWidget(widget)
        return widget

    def set_consequence(self, sentence: str) -> None:
        """What pressing the primary button will mean."""
        self._consequence.set_content(sentence)
        self.setAccessibleDescription(sentence)

    def confirm(self) -> bool:
        """Check and act; False keeps the dialog open."""
        return True

    def show_problem(self, error: DeskError) -> None:
        """Show what stands in the way inside the dialog; what was typed stays."""
        if self.body.indexOf(self._notice) != 0:
            self.body.insertWidget(0, self._notice)
        self._notice.say(str(error))

    @property
    def problem(self) -> Banner | None:
        """What stands in the way, where something does."""
        return self._notice.banner

    def clear_problem(self) -> None:
        """Take the problem away."""
        self._notice.clear()

    def accept(self) -> None:
        """What the primary button does."""
        if not self.primary.isEnabled() or not self.isVisible():
            return
        try:
            done = self.confirm()
        except DeskError as error:
            self.show_problem(error)
            return
        if done:
            self._leave(True)

    def reject(self) -> None:
        """Close without acting."""
        self._leave(False)

    def open(self) -> None:
        """Show it and return at once."""
        self._before = QApplication.focusWidget()
        self.show()
        self._scrim.cover()
        self._settle()
        self._focus_first()

    def exec(self) -> bool:
        """Show it and wait; whether it was confirmed."""
        self.open()
        self._loop.exec()
        return self._result

    def _leave(self, result: bool) -> None:
        if not self._scrim.isVisible():
            return
        self._result = result
        self._scrim.hide()
        give_back(self._scrim.window(), self._before)
        (self.confirmed if result else self.cancelled).emit()
        self.finished.emit(result)
        self._loop.quit()
        self._scrim.deleteLater()

    def _settle(self) -> None:
        """Lay out now: the first frame must be the right one."""
        for _ in range(2):
            self._place()
            for widget in (self, self._inside, *self._inside.findChildren(QWidget)):
                own = widget.layout()
                if own is not None:
                    own.activate()

    def _focus_first(self) -> None:
        """The first field, else the button that is safe to press."""
        if self._safe is not None:
            self._safe.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        step = self._inside.nextInFocusChain()
        while step is not None and step is not self._inside:
            if self._inside.isAncestorOf(step) and _reachable(step):
                step.setFocus(Qt.FocusReason.TabFocusReason)
                return
            step = step.nextInFocusChain()
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """A quarter of the free height stands above, as in a letter; never larger than the window."""
        room = self._scrim.rect()
        width = min(self._wanted_width, room.width() - 2 * SMALLEST_EDGE)
        inside = self.body.heightForWidth(width - 2) if self.body.hasHeightForWidth() else -1
        if inside < 0:
            inside = self.body.sizeHint().height()
        height = min(HEAD + FOOT + 2 + inside, room.height() - 2 * SMALLEST_EDGE)
        top = max((room.height() - height) // 4, SMALLEST_EDGE)
        self.setGeometry((room.width() - width) // 2, top, width, height)
        self._scrim.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        asks = (QEvent.Type.LayoutRequest, self._inside), (QEvent.Type.Resize, self._scrim)
        if (event.type(), watched) in asks and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.reject()
        elif _confirms(event):
            self.accept()
        else:
            action = _SCROLLS.get(event.key())
            if action is not None:
                self._area.verticalScrollBar().triggerAction(action)
            event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the dialog."""
        step = start = QApplication.focusWidget() or self
        while True:
            near = step.nextInFocusChain() if forward else step.previousInFocusChain()
            if near is None or near is start:
                return True
            step = near
            if self.isAncestorOf(step) and _reachable(step):
                reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                step.setFocus(reason)
                self._area.ensureWidgetVisible(step)
                return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, 10, 10)
        painter.setClipPath(shape)
        painter.fillRect(whole, theme().colour("raised"))
        foot = self.height() - FOOT - 1
        painter.fillRect(0, foot, self.width(), FOOT + 1, theme().colour("sunken"))
        painter.fillRect(0, foot, self.width(), 1, theme().colour("line"))
        painter.fillRect(0, HEAD, self.width(), 1, theme().colour("line"))
        painter.setClipping(False)
        fill_round(painter, whole, 10, border=theme().colour("line-strong"))
        painter.end()


def _reachable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _confirms(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def ask(
    parent: QWidget,
    title: str,
    sentence: str,
    primary: str,
    consequence: str = "",
    *,
    cancel: str = "Cancel",
    destructive: bool = False,
) -> bool:
    """One question, two buttons; whether the primary one was pressed.

    ``destructive``: ``primary`` throws something away, so it is not filled and Enter does not press it.
    """
    dialog = Dialog(parent, title, primary, consequence, width=480, cancel=cancel)
    if destructive:
        dialog.prefer_cancel()
    dialog.add(BodyText(sentence, "body", "text-2"))
    return dialog.exec()
