"""What the window says without being asked: banners, toasts, the state of the chain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.overlay import fade_in, paint_shadow
from se_desk.ui.kit.painting import fill_round, tint
from se_desk.ui.kit.theme import follow, theme

_BANNER_ICONS = {"accent": "info", "amber": "triangle-alert", "critical": "circle-alert"}
TOAST_STAYS = 6000


class Banner(QFrame):
    """One sentence on a tint, at most one action, and a way to close it."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self, sentence: str, action: str = "", tone: str = "accent", *, closable: bool = True
    ) -> None:
        super().__init__()
        self._tone = tone
        self._mark = IconMark(_BANNER_ICONS.get(tone, "info"), tint(tone)[1])
        self._words = BodyText(sentence, "body", tint(tone)[1])
        row = hbox(margins=(12, 6, 8, 6), gap=10)
        row.addLayout(vbox(4, self._mark, None))
        row.addLayout(vbox(2, self._words, 2), 1)
        if action:
            button = Button(action, small=True)
            button.clicked.connect(self.acted)
            row.addWidget(button)
        if closable:
            close = IconButton("x", "Close", size=24, icon_size=14)
            close.clicked.connect(self.closed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(sentence)

    def sizeHint(self) -> QSize:
        """As high as its sentence is at this width: it never grows beyond that, and is never cut."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(self.heightForWidth(self.width()), self.minimumSizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_sentence(self, sentence: str) -> None:
        """Other words."""
        self._words.set_content(sentence)
        self.setAccessibleName(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 6, theme().colour(tint(self._tone)[0]))
        painter.end()


class BannerPlace(QWidget):
    """Room for one banner, taken only while there is one; ``margins`` keep it off what is around it."""

    def __init__(self, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._column = vbox(margins=margins)
        self.setLayout(self._column)
        self.banner: Banner | None = None
        self.hide()

    def say(
        self, sentence: str, action: str = "", tone: str = "critical", *, closable: bool = True
    ) -> Banner:
        """Show this instead of what was said before; to be called once the place is in a layout."""
        self.clear()
        self.banner = Banner(sentence, action, tone, closable=closable)
        self.banner.closed.connect(self.clear)
        self._column.addWidget(self.banner)
        self.show()
        return self.banner

    def clear(self) -> None:
        """Take it away."""
        self.hide()
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    @property
    def sentence(self) -> str:
        """What is said, "" for nothing."""
        return self.banner.accessibleName() if self.banner is not None else ""


class Toast(QFrame):
    """Bottom centre of a window, 44 px, gone after 6 s; one at a time, never for errors."""

    acted = Signal()

    def __init__(self, window: QWidget, sentence: str, action: str = "", icon: str = "check") -> None:
        super().__init__(window)
        self._under = window
        row = hbox(margins=(16 + 12, 0, 8 + 12, 0), gap=12)
        row.addWidget(IconMark(icon, "clock-done"))
        row.addWidget(PlainLabel(sentence, "body"))
        row.addStretch(1)
        if action:
            button = Button(action, kind="link", small=True)
            button.clicked.connect(self.acted)
            row.addWidget(button)
            row.addSpacing(8)
        self.setLayout(row)
        self.setAccessibleName(sentence)
        self.acted.connect(self.leave)
        window.installEventFilter(self)

    def appear(self) -> None:
        """Show it and start its time."""
        self.place()
        self.show()
        self.raise_()
        fade_in(self, 160)
        QTimer.singleShot(TOAST_STAYS, self, self.leave)

    def place(self) -> None:
        """Bottom centre, 24 px above the edge; the widget is larger by its shadow."""
        room = self._under.rect()
        width = min(max(self.sizeHint().width(), 320), room.width() - 48)
        self.setGeometry((room.width() - width) // 2, room.height() - 24 - 44 - 12, width, 44 + 24)

    def leave(self) -> None:
        """Go."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._under:
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(12, 12, -12, -12)
        paint_shadow(painter, box, 8, 12, 2)
        fill_round(painter, box, 8, theme().colour("raised"), theme().colour("line-strong"))
        painter.end()


def toast(
    parent: QWidget,
    sentence: str,
    action: str = "",
    then: Callable[[], object] | None = None,
    icon: str = "check",
) -> Toast:
    """Say that something was done; ``then`` is called when its action is pressed."""
    window = parent.window()
    for earlier in window.findChildren(Toast):
        earlier.leave()
    made = Toast(window, sentence, action, icon)
    if then is not None:
        made.acted.connect(then)
    made.appear()
    return made


def head_in_fours(head: str) -> str:
    """The first 16 hex digits of a hash in fours: 9F3A-27C1-84D0-5E6B."""
    digits = head.upper()[:16]
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


class IntegrityStrip(QFrame):
    """The 44 px foot of the risk log: whether the chain holds, how long it is, its head, the last check."""

    checkRequested = Signal()
    brokenOpened = Signal(int)
    headCopied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._head, self._broken = "", 0
        self._mark = IconMark("shield-check", "clock-done")
        self._state = PlainLabel("", "small", "clock-done", weight=600)
        self._entries = PlainLabel("", "small", "text-2", tabular=True)
        self._head_word = PlainLabel("head", "small", "text-3")
        self._digits = PlainLabel("", "mono", selectable=True)
        copy = IconButton("copy", "Copy the head of the chain", size=24, icon_size=14)
        copy.clicked.connect(self._copy)
        self._open = Button("Show the entry", kind="link", small=True)
        self._open.clicked.connect(lambda: self.brokenOpened.emit(self._broken))
        self._checked = PlainLabel("", "small", "text-3")
        again = Button("Check again", kind="link", small=True)
        again.clicked.connect(self.checkRequested)
        left = (self._mark, self._state, self._open, self._entries, self._head_word, self._digits, copy)
        self.setLayout(hbox(*left, None, self._checked, again, margins=(24, 1, 24, 0), gap=12))
        follow(self, lambda living: living.setFixedHeight(theme().px(44)))

    def set(
        self, intact: bool | None, entries: int, head: str, checked: str, broken_at: int | None = None
    ) -> None:
        """``intact`` None: not checked yet; ``head``: the whole hash; ``checked``: "Checked 10:02"."""
        self._head, self._broken = head, broken_at or 0
        token = "clock-done" if intact else "text-2" if intact is None else "sev-critical"
        words = (
            "Chain intact"
            if intact
            else "Not checked yet"
            if intact is None
            else f"Chain broken at #{broken_at}"
        )
        self._mark.set("shield-alert" if intact is False else "shield-check", token)
        self._state.set_token(token)
        self._state.set_text(words)
        self._open.setVisible(intact is False)
        self._entries.set_text(f"{entries} {'entry' if entries == 1 else 'entries'}")
        self._head_word.setVisible(bool(head))
        self._digits.set_text(head_in_fours(head))
        self._checked.set_text(checked)
        self.setAccessibleName(f"{words}, {entries} entries, {checked}")

    def _copy(self) -> None:
        self.headCopied.emit(self._head)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("window"))
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        painter.end()
