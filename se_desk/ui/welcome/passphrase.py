"""Fields for a passphrase: hidden unless the eye is pressed, with a hint how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from se_desk.domain.passphrases import strength
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.painting import Painted, fill_round
from se_desk.ui.kit.theme import theme


class PassphraseEdit(LineEdit):
    """A hidden field with an eye at its right that shows what was typed."""

    def __init__(self, name: str) -> None:
        super().__init__("", "", name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setTextMargins(0, 0, 28, 0)
        self.eye = IconButton("eye", f"Show what is typed in {name}", size=24)
        self.eye.setParent(self)
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.clicked.connect(self.toggle)

    @property
    def shown(self) -> bool:
        """Whether it can be read."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def toggle(self) -> None:
        """Show or hide what is typed."""
        shown = not self.shown
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.eye.move(self.width() - 28, (self.height() - 24) // 2)


class StrengthBar(QWidget):
    """Four short bars and a few words."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = _Bars()
        self._words = PlainLabel("", "small", "text-3", weight=500)
        row = hbox(gap=12)
        row.addWidget(self._bars, 1)
        row.addWidget(self._words)
        self.setLayout(row)
        self.show_for("")

    def show_for(self, text: str) -> None:
        """Say how hard ``text`` is to guess."""
        found = strength(text)
        token = ("text-3", "sev-high", "sev-medium", "clock-done", "clock-done")[found.level]
        self._bars.set(found.level, token)
        self._words.set_token(token)
        self._words.set_text(found.words if text else "")
        self.setAccessibleName(f"Strength: {found.words}" if text else "Strength")

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.full_text()


class _Bars(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._level, self._token = 0, "track"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, level: int, token: str) -> None:
        self._level, self._token = level, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 16)

    def draw(self, painter: QPainter) -> None:
        each = (self.width() - 3 * 4) / 4
        for number in range(4):
            token = self._token if number < self._level else "track"
            box = QRectF(number * (each + 4), (self.height() - 4) // 2, each, 4)
            fill_round(painter, box, 2, theme().colour(token))
