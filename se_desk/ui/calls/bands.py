"""Bands of the call card: a sentence to say, on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import fill_round, tint
from se_desk.ui.kit.theme import theme


class Band(QFrame):
    """An icon, the words to say, and quiet words on when to say them."""

    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        self._tone = tone
        token = tint(tone)[1]
        self.words = BodyText("", "call-body", token)
        self.when = BodyText("", "small", token)
        row = hbox(IconMark(icon, token, 20), margins=(12, 8, 12, 8), gap=12)
        row.addLayout(vbox(self.words, self.when), 1)
        self.setLayout(row)

    def show_words(self, words: str, when: str) -> None:
        """Other words; blank ones hide the band."""
        self.words.set_content([Run(words, "", 600)])
        self.when.set_content(when)
        self.setAccessibleName(f"{words}. {when}")
        self.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 8, theme().colour(tint(self._tone)[0]))
        painter.end()
