"""Run by test_watch_system under a message bus of its own: a logind and a screen saver that are made up."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

from se_desk.ui.frame.watch_system import LOGIND, SystemSigns, lock_words

PATIENCE_MS = 5_000


class Manager(QDBusVirtualObject):
    """Gives out files as logind does; ``waits`` while one of them is open somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[object]] = []
        self._ends: list[int] = []

    def introspect(self, _path: str) -> str:
        """Nothing."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        self.asked.append(message.arguments())
        mine, theirs = os.pipe()
        self._ends.append(mine)
        connection.send(message.createReply([QDBusUnixFileDescriptor(theirs)]))
        os.close(theirs)
        return True

    def waits(self) -> bool:
        """Whether the last file that was given out is still held."""
        return bool(self._ends) and not select.select([self._ends[-1]], [], [], 0)[0]


def until(ready: Callable[[], bool], what: str) -> None:
    """Let Qt work until ``ready``."""
    loop, look, whole = QEventLoop(), QTimer(), QElapsedTimer()
    whole.start()
    look.timeout.connect(lambda: loop.quit() if ready() or whole.elapsed() > PATIENCE_MS else None)
    look.start(5)
    loop.exec()
    if not ready():
        sys.exit(f"waited in vain for {what}")


def send(bus: QDBusConnection, path: str, interface: str, name: str, value: bool) -> None:
    """A signal from outside."""
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments([value])
    bus.send(message)


def main() -> None:
    """The whole story; the exit code is the result."""
    application = QCoreApplication([])
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    outside = QDBusConnection.connectToBus(address, "outside")
    manager = Manager()
    outside.registerVirtualObject(LOGIND[1], manager)
    outside.registerService(LOGIND[0])
    outside.registerService("org.freedesktop.ScreenSaver")
    inside = QDBusConnection.connectToBus(address, "inside")
    signs, heard = SystemSigns(), []
    signs.sleeping.connect(lambda: heard.append(f"sleeping, waited for: {manager.waits()}"))
    signs.screenLocked.connect(lambda: heard.append("screen"))
    signs.listen_on(inside, inside)
    until(lambda: signs.tells_sleep and manager.waits(), "the delay")
    sys.stdout.write(f"{manager.asked[0]}\n")
    sys.stdout.write(f"{lock_words(signs)}\n")
    send(outside, LOGIND[1], LOGIND[2], "PrepareForSleep", True)
    until(lambda: len(heard) == 1, "the sleep")
    until(lambda: not manager.waits(), "the delay to end")
    send(outside, LOGIND[1], LOGIND[2], "PrepareForSleep", False)
    until(manager.waits, "the delay of the next sleep")
    send(outside, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    send(outside, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    until(lambda: len(heard) == 2, "the screen")
    sys.stdout.write(f"{heard}\n")
    del application


if __name__ == "__main__":
    main()
