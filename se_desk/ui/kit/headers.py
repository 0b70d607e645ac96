"""The head of a page, and what a place says when it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import Painted
from se_desk.ui.kit.theme import follow, theme


class IconMark(Painted):
    """An icon that is only looked at; the words beside it say the same."""

    def __init__(self, name: str, token: str = "text-3", size: int = 16, words: str = "") -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setAccessibleName(words)

    def set(self, name: str, token: str = "") -> None:
        """Another icon."""
        self._name, self._token = name, token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        paint_icon(painter, QRectF(self.rect()), self._name, self._token)


class PageHeader(QWidget):
    """The 56 px head of a page: title, quiet words, actions at the right."""

    backRequested = Signal()

    def __init__(
        self, title: str, second: str = "", actions: Sequence[QWidget] = (), *, back: bool = False
    ) -> None:
        super().__init__()
        self._title = PlainLabel(title, "title", elide=True)
        self._second = PlainLabel(second, "body", "text-3", elide=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._keep_room()
        self._second.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._end = hbox(*actions, gap=8)
        row = hbox(gap=12)
        if back:
            button = IconButton("arrow-left", "Back", "Alt+Left")
            button.clicked.connect(self.backRequested)
            row.addWidget(button)
        row.addWidget(self._title)
        row.addWidget(self._second, 1)
        row.addLayout(self._end)
        self.setLayout(row)
        follow(self, lambda living: living.setFixedHeight(theme().px(56)))
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.set_text(title)
        self._keep_room()
        self._title.updateGeometry()
        self.setAccessibleName(title)

    def _keep_room(self) -> None:
        """A long title may be shortened, but not to nothing; a short one takes what it needs."""
        self._title.setMinimumWidth(min(80, self._title.sizeHint().width()))

    def set_second(self, second: str) -> None:
        """Other quiet words."""
        self._second.set_text(second)

    def add_action(self, widget: QWidget) -> None:
        """One more widget at the right."""
        self._end.addWidget(widget)


class EmptyState(QWidget):
    """What an empty place says: a drawing, what it is, what to do, and the way to do it."""

    acted = Signal()

    def __init__(self, icon: str, title: str, sentence: str, action: str = "", keys: str = "") -> None:
        super().__init__()
        column = vbox(margins=(24, 24, 24, 24))
        column.addWidget(IconMark(icon, "accent", 20))
        column.addSpacing(12)
        column.addWidget(PlainLabel(title, "body", weight=600, wrap=True))
        column.addWidget(BodyText(sentence, "body", "text-2"))
        if action:
            button = Button(action, keys=keys)
            button.clicked.connect(self.acted)
            column.addSpacing(16)
            column.addLayout(hbox(button, None))
        column.addStretch(1)
        self.setLayout(column)
        self.setAccessibleName(f"{title}. {sentence}")
