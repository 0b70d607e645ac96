"""What suggests while one types has in common: a list over the window, and the keys that are for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from se_desk.ui.kit.choice_list import ChoiceList

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Suggesting(QObject):
    """Stands beside one field and keeps a list over its window, made when it is first needed.

    A subclass looks for what fits, shows it by ``list.offer``, and writes the chosen row by ``take``. It asks
    ``takes`` for each key: arrows, Enter, Tab and Esc are for the list, and only while that is open.
    """

    def __init__(self, beside: QWidget) -> None:
        super().__init__(beside)
        self._beside = beside
        self._list: ChoiceList | None = None

    def make_list(self, window: QWidget) -> ChoiceList:
        """The list, with its name and its marks."""
        raise NotImplementedError

    def take(self) -> None:
        """Write the chosen row."""
        raise NotImplementedError

    @property
    def list(self) -> ChoiceList:
        """The list, over everything else in the window."""
        window = self._beside.window()
        if self._list is None or not isValid(self._list) or self._list.parent() is not window:
            self._list = self.make_list(window)
            self._list.picked.connect(lambda _row: self.take())
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose from."""
        return self._list is not None and isValid(self._list) and self._list.isVisible()

    def close(self) -> None:
        """Away with the list, until something is typed again."""
        if self.is_open:
            self.list.hide()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is for the list; no shortcut of the window gets it then."""
        ours = event.key() in _STEPS or event.key() in _TAKES or event.key() == Qt.Key.Key_Escape
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self.is_open and ours and held == Qt.KeyboardModifier.NoModifier

    def press(self, key: Qt.Key) -> None:
        """Do what the key means to the list."""
        if key in _STEPS:
            self.list.step(_STEPS[key])
        elif key in _TAKES:
            self.take()
        else:
            self.close()
