"""Hears what reaches the windows of this program, whichever of them has the keyboard.

It sits on the windows and not on the application: Qt asks it a few times per keystroke instead of for
every event there is.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class OverWindows(QObject):
    """An event filter on each window from the moment it first has the keyboard; override ``eventFilter``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self.watch)
        self.watch(QGuiApplication.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Sit on this one too; None, when no window of ours has the keyboard, changes nothing."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
