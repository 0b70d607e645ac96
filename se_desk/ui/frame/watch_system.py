"""What the system tells of its own sleep and of the screen's lock, by D-Bus, where there is one.

Linux: logind announces sleep and waits a moment for those who asked it to (``Inhibit`` with "delay"), and
desktops announce the lock of the screen. Windows and macOS tell a Qt program of neither: there the minutes
asleep count as minutes without a key press, so the desk locks when the computer wakes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
ASLEEP, SCREEN = SLOT("asleep(bool)"), SLOT("screen(bool)")
SCREENS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SystemSigns(QObject):
    """``sleeping`` just before the computer sleeps: save, lock, then call ``ready``. ``screenLocked``."""

    sleeping = Signal()
    screenLocked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system: QDBusConnection | None = None
        self._asking: QDBusPendingCallWatcher | None = None
        self._delay: QDBusMessage | None = None  # holds the file that makes logind wait
        self.tells_sleep = self.tells_screen = False

    def listen(self) -> None:
        """Begin, where this is a system that tells; once."""
        if not sys.platform.startswith("linux") or self._system is not None:
            return
        from PySide6.QtDBus import QDBusConnection

        self.listen_on(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def listen_on(self, system: QDBusConnection, session: QDBusConnection) -> None:
        """Begin on these two; a bus that is not there tells nothing."""
        self._system = system
        if system.isConnected():
            _connect(system, LOGIND[1], LOGIND[2], "PrepareForSleep", self, ASLEEP)
            self._ask_for_time()
        if session.isConnected():
            for name in SCREENS:
                _connect(session, "", name, "ActiveChanged", self, SCREEN)
            there = session.interface()
            self.tells_screen = any(there.isServiceRegistered(name).value() for name in SCREENS)

    @Slot(bool)
    def asleep(self, going: bool) -> None:
        """The computer is about to sleep, or has woken."""
        if going:
            self.sleeping.emit()
            self.ready()
        else:
            self._ask_for_time()

    @Slot(bool)
    def screen(self, locked: bool) -> None:
        """The screen was locked or unlocked."""
        if locked:
            self.screenLocked.emit()

    def ready(self) -> None:
        """The computer may sleep: everything is saved and blank."""
        self._drop()

    def _ask_for_time(self) -> None:
        """Have logind wait until ``ready``, a few seconds at most; without logind the question is in vain."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        if self._system is None or self._delay is not None or self._asking is not None:
            return
        asked = QDBusMessage.createMethodCall(*LOGIND, "Inhibit")
        asked.setArguments(["sleep", "SE Desk", "Saves what was typed and locks the desk", "delay"])
        self._asking = QDBusPendingCallWatcher(self._system.asyncCall(asked))
        self._asking.finished.connect(self._given)

    def _given(self, watcher: QDBusPendingCallWatcher) -> None:
        reply = watcher.reply()
        if reply.type() == reply.MessageType.ReplyMessage:
            self._delay, self.tells_sleep = reply, True
        else:
            self._drop()

    def _drop(self) -> None:
        """The file is closed when nothing holds the answer any more."""
        if self._asking is not None:
            self._asking.deleteLater()
        self._asking = self._delay = None


def _connect(bus: QDBusConnection, path: str, interface: str, name: str, to: QObject, slot: str) -> None:
    """Whoever sends it is believed: it only locks."""
    bus.connect("", path, interface, name, to, slot)  # type: ignore[call-overload]  # stubs want bytes, it text


def lock_words(signs: SystemSigns) -> str:
    """When the desk also locks on this computer, as the settings say it."""
    if signs.tells_sleep and signs.tells_screen:
        return "It also locks when the computer goes to sleep and when its screen is locked."
    if signs.tells_sleep:
        return "It also locks when the computer goes to sleep."
    if signs.tells_screen:
        return "It also locks when the screen of the computer is locked."
    return (
        "This system tells SE Desk neither of sleep nor of a locked screen. Time asleep counts as time "
        "without a key press, so the desk locks when the computer wakes."
    )
