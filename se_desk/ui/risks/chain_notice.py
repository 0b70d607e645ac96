"""Whether the chain behind a record holds, and the key that its signature is compared with."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme


class ChainNotice(QWidget):
    """Green where the chain holds; the sentence of what is wrong where it does not."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._mark = IconMark("shield-check", "ok-text")
        self._words = BodyText("", "small", "ok-text")
        halves = [PlainLabel(half, "mono", "text-3", selectable=True) for half in (key[:32], key[32:])]
        halves[0].setAccessibleName(f"Public key {key}")
        copy = IconButton("copy", "Copy the public key", size=24, icon_size=14)
        copy.clicked.connect(lambda: copy_text(key))
        row = hbox(margins=(12, 10, 12, 10), gap=10)
        row.addLayout(vbox(1, self._mark, None))
        row.addWidget(self._words, 1)
        self._ground = _Ground(row)
        about = PlainLabel("Public key, the same as in the charter", "small", "text-3")
        shown = hbox(about, None, copy)
        self.setLayout(vbox(self._ground, 6, shown, *halves, margins=(20, 12, 20, 14)))

    @property
    def words(self) -> str:
        """What is said."""
        return self.accessibleName()

    def say(self, title: str, words: str, *, whole: bool) -> None:
        """A few words and what they mean."""
        token = "ok-text" if whole else "sev-critical-text"
        self._ground.set_fill("ok-tint" if whole else "sev-critical-tint")
        self._mark.set("shield-check" if whole else "shield-alert", token)
        self._words.set_content([Run(f"{title} ", token, 600), Run(words, token)])
        self.setAccessibleName(f"{title} {words}")


class _Ground(QWidget):
    """A rounded tint under a row."""

    def __init__(self, row: QLayout) -> None:
        super().__init__()
        self._fill = "ok-tint"
        self.setLayout(row)

    def set_fill(self, token: str) -> None:
        self._fill = token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, QRectF(self.rect()), 8, theme().colour(self._fill))
        painter.end()
