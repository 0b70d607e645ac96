"""The head of the call card: whose call it is, whether it stays in front, and whether names are veiled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.buttons import IconButton, tip
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.theme import theme


class CardStrip(QWidget):
    """36 px, and a line more where the card cannot keep itself in front."""

    presenting = Signal(bool)

    def __init__(self, on_top: bool) -> None:
        super().__init__()
        words = "Stays in front" if on_top else "May be covered"
        self.title = PlainLabel("", "small", "text-2", weight=500, elide=True)
        self.veil = IconButton("eye", "Hide names, for a shared screen")
        self.veil.setCheckable(True)
        self.veil.toggled.connect(self._turned)
        self.word = PlainLabel("names hidden", "small", "accent", weight=500)
        self.word.hide()
        row = hbox(IconMark("pin", "accent" if on_top else "text-3", 14, words), margins=(12, 4, 6, 4), gap=8)
        row.addWidget(self.title, 1)
        row.addWidget(self.word)
        row.addWidget(self.veil)
        self.beside = PlainLabel("Keep this beside your meeting.", "small", "text-3")
        self.beside.setContentsMargins(34, 0, 12, 6)
        self.beside.setVisible(not on_top)
        self.setLayout(vbox(row, self.beside))

    @property
    def is_presenting(self) -> bool:
        """Whether names are hidden."""
        return self.veil.isChecked()

    def set_title(self, title: str) -> None:
        """Whose call it is."""
        self.title.set_text(title)

    def _turned(self, on: bool) -> None:
        name = "Show names again" if on else "Hide names, for a shared screen"
        self.veil.set_icon("eye-off" if on else "eye", "accent" if on else "text-3")
        self.veil.setAccessibleName(name)
        tip(self.veil, name)
        self.word.setVisible(on)
        self.presenting.emit(on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("sidebar"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()
