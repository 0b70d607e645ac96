"""What stands over the window without being part of it: menus, lists that drop down, the system's dialogs.

A lock takes them away: a menu may name a customer, and so does the name that a file dialog proposes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog

from se_desk.ui.frame.over_windows import OverWindows


def close_popups() -> None:
    """Every menu, and every list that has dropped down."""
    seen = None
    while (popup := QApplication.activePopupWidget()) is not None and popup is not seen:
        seen = popup
        popup.close()


def close_dialogs() -> None:
    """Dialogs for files, folders, printers and colours, as if nothing had been chosen; ours are no windows
    and stay where they are."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()


class ThroughPopups(OverWindows):
    """Hears the keys that lock while a menu or a dialog of the system has the keyboard: whoever leaves the
    chair does not close it first. Sits on the windows, as no shortcut of the main window works then."""

    pressed = Signal()

    def __init__(self, parent: QObject, keys: Sequence[QKeySequence]) -> None:
        self._keys = tuple(keys)
        super().__init__(parent)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        heard = _something_is_open() and QKeySequence(event.keyCombination()) in self._keys
        if heard:
            self.pressed.emit()
        return heard


def _something_is_open() -> bool:
    return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None
