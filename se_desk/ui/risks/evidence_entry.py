"""The line in which evidence is typed in one's own words: Enter keeps it as an item."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from se_desk.ui.kit.fonts import line_height
from se_desk.ui.kit.inputs import TextArea

MOST_ROWS = 4


class EvidenceEntry(TextArea):
    """Grows to four lines. Shift+Enter begins another line, Up leads to the items above."""

    entered = Signal()
    leftUp = Signal()
    gaveUp = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, rows=1, name="Evidence in your own words")
        self.holds_escape = False  # while an item is being changed, Esc ends that and no more
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._grow)

    def _grow(self) -> None:
        rows = round(self.document().size().height() / line_height("body"))
        wanted = min(max(rows, 1), MOST_ROWS)
        if wanted != self._rows:
            self._rows = wanted
            scrolls = rows > MOST_ROWS
            bars = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if scrolls else bars.ScrollBarAlwaysOff)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._rows * line_height("body") + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.entered.emit()
        elif key == Qt.Key.Key_Up and not held and not self.textCursor().position():
            self.leftUp.emit()
        elif key == Qt.Key.Key_Escape and self.holds_escape:
            self.gaveUp.emit()
        else:
            super().keyPressEvent(event)
