"""Work that may wait for the system or for a person, such as a keyring that asks to be unlocked.

It has a thread of its own, which the end of the program does not wait for, and a time after which the
window goes on without it. An answer that comes later still arrives, and whoever asked decides about it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot


class Waiting(QObject):
    """One piece of such work. ``done`` or ``failed`` comes once, after ``overdue`` where it took long."""

    done = Signal(object)
    failed = Signal(object)
    overdue = Signal()
    _ended = Signal(object, object)

    def __init__(self, parent: QObject, work: Callable[[], Any], limit_ms: int = 0) -> None:
        super().__init__(parent)
        self._work = work
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.overdue)
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        if limit_ms:
            self._late.start(limit_ms)

    def start(self) -> None:
        """Begin."""
        Thread(target=self._perform, name="se-desk-waiting", daemon=True).start()

    def _perform(self) -> None:
        result, fault = None, None
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread and told there
            fault = error
        with suppress(RuntimeError):  # the window may be gone
            self._ended.emit(result, fault)

    @Slot(object, object)
    def _tell(self, result: object, fault: Exception | None) -> None:
        self._late.stop()
        if fault is None:
            self.done.emit(result)
        else:
            self.failed.emit(fault)
        self.deleteLater()
