"""A person with a keyboard and no mouse: every key goes to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.background import _running

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
MOST_TABS = 120


class Keyboard:
    """Types ASCII, presses keys, and goes by Tab to what has a name."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        return QApplication.focusWidget() or self.window

    @property
    def name(self) -> str:
        """What a screen reader would say of it."""
        own = self.focus.accessibleName()
        return own or (self.focus.text() if isinstance(self.focus, QAbstractButton) else "")

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """A key, so many times."""
        for _ in range(times):
            QTest.keyClick(self.focus, key, modifier)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters, instead of what stands there."""
        self.press(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(self.focus, text)
        QApplication.processEvents()

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """By Tab to what is called ``name``, or begins so. AssertionError where Tab does not lead there."""
        met = [self.name]
        while not self.name.startswith(name):
            self.press(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, SHIFT if back else NONE)
            met.append(self.name)
            assert len(met) < MOST_TABS, f"Tab does not lead to “{name}”: {met}"

    def fill(self, name: str, text: str) -> None:
        """By Tab to a field, and type."""
        self.tab_to(name)
        self.type(text)

    def push(self, name: str) -> None:
        """By Tab to a button, and press it."""
        self.tab_to(name)
        self.press(Qt.Key.Key_Space)

    def confirm(self) -> None:
        """What confirms a dialog."""
        self.press(Qt.Key.Key_Return, CTRL)

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait for the window, and for nothing else to be under way."""
        self._qtbot.waitUntil(lambda: ready() and not _running, timeout=30_000)
        QApplication.processEvents()
