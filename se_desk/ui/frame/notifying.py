"""Notifications of the system: by the tray where there is one, else by the desktop's own service.

Both need a screen of a person. Where neither is there the window itself asks to be looked at.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

SERVICE = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")
SHOWN_MS = 10_000


class Notifier(QObject):
    """``say`` shows a notification; ``opened`` when it was clicked, where the system tells."""

    opened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    @property
    def way(self) -> str:
        """How this system shows them: ``tray``, ``desktop`` or ``window``."""
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            return "tray"
        return "desktop" if _service_is_there() else "window"

    def say(self, title: str, words: str) -> str:
        """Show it; the way it was shown."""
        way = self.way
        if way == "tray":
            self._by_tray(title, words)
        elif way == "desktop":
            _by_desktop(title, words)
        else:
            QApplication.alert(self._window)
        return way

    def end(self) -> None:
        """No more of them are wanted: the icon leaves the tray."""
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _by_tray(self, title: str, words: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.setToolTip("SE Desk")
            self._tray.messageClicked.connect(self.opened)
            self._tray.activated.connect(lambda _reason: self.opened.emit())
            self._tray.show()
        self._tray.showMessage(title, words, self._window.windowIcon(), SHOWN_MS)


def _service_is_there() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    from PySide6.QtDBus import QDBusConnection

    session = QDBusConnection.sessionBus()
    there = session.interface() if session.isConnected() else None
    return there is not None and bool(there.isServiceRegistered(SERVICE[0]).value())


def _by_desktop(title: str, words: str) -> None:
    """Without waiting for an answer: a desktop that does not answer must not hold the window."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    asked = QDBusMessage.createMethodCall(*SERVICE, "Notify")
    plain = words.replace("&", "&amp;").replace("<", "&lt;")  # some desktops read marks in it
    asked.setArguments(["SE Desk", 0, "", title, plain, [], {}, SHOWN_MS])
    QDBusConnection.sessionBus().send(asked)
