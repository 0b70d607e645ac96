"""The title of a note, written where it stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from se_desk.domain.titles import LONGEST
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import follow, theme


class TitleEdit(QLineEdit):
    """A heading that can be typed over; a line under it shows where the keyboard is."""

    left = Signal()
    finished = Signal()  # Enter: on to the text

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bare")
        self.setAccessibleName("Title of the note")
        self.setMaxLength(LONGEST)
        self.setTextMargins(-2, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.returnPressed.connect(self.finished)
        follow(self, TitleEdit._dress)

    def _dress(self) -> None:
        self.setFont(font("title"))
        self.setFixedHeight(theme().px(32))
        colours = self.palette()
        # Without a title of its own a note is called by its first line: that is its name, not a hint.
        colours.setColor(QPalette.ColorRole.PlaceholderText, theme().colour("text-2"))
        self.setPalette(colours)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().px(32))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Another title, from its beginning."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            super().paintEvent(event)
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme().colour("accent"))
        else:
            shown, token = (self.text(), "text") if self.text() else (self.placeholderText(), "text-2")
            draw_text(painter, QRectF(self.rect()), shown, font("title"), token)
        painter.end()
