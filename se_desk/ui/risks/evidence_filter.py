"""The field over a list of choices: letters narrow the list, arrows move in it, Enter takes the choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from se_desk.ui.kit.inputs import LineEdit

PAGE = 7  # rows
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -PAGE, Qt.Key.Key_PageDown: PAGE}


class EvidenceFilter(LineEdit):
    """Keeps the keyboard while the choice moves. With ``goes_back`` Esc leads out of a part of the list."""

    stepped = Signal(int)
    entered = Signal()
    wentBack = Signal()

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__("", placeholder, name)
        self.goes_back = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and not held:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.goes_back:
            self.wentBack.emit()
        else:
            super().keyPressEvent(event)
