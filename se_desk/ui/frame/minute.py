"""The desk's minute: a tick when the clock of the wall turns, and one more after the computer slept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

MINUTE_MS = 60_000


def _now() -> datetime:
    return datetime.now(UTC)


def until_next_minute(now: datetime) -> int:
    """Milliseconds until the next minute begins, at least 1."""
    return max(MINUTE_MS - (now.second * 1000 + now.microsecond // 1000), 1)


class Minute(QObject):
    """Emits ``passed`` at every boundary of a minute, and when the program comes to the front in another
    minute than the last: a timer sleeps with the computer, the clock does not."""

    passed = Signal()

    def __init__(self, parent: QObject | None = None, now: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._woke)
        self._aim()

    def _aim(self) -> None:
        self._timer.start(until_next_minute(self._now()))

    def _woke(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def look(self) -> None:
        """Look at the clock; emits where it shows another minute than last time."""
        now = self._now()
        turned = now.replace(second=0, microsecond=0) != self._last.replace(second=0, microsecond=0)
        self._last = now
        self._aim()
        if turned:
            self.passed.emit()
