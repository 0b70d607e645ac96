"""The time stamps of each day, where the SE switched them on: asked for in the background, once a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from se_desk.domain.errors import DeskError, DeskLocked
from se_desk.ui.frame.notices import Notice
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

PAUSE_MS = 8_000  # after the day's backup has begun; the network may come up late too


class DailyStamps(QObject):
    """Looks after one open desk. ``troubled`` with a Notice where the authority gave nothing.

    An authority that is away is asked again at the next opening, and the next day.
    """

    troubled = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._tried_on: date | None = None
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)

    def begin(self, desk: Desk) -> None:
        """A desk was opened: look after it in a while."""
        self._desk, self._tried_on = desk, None
        self._pause.start()

    def end(self) -> None:
        """It is locked, or closed."""
        self._desk = None
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def look(self) -> None:
        """Ask for what is new, where the schedule says so and nobody asked today."""
        desk = self._desk
        if desk is None or self._job is not None or self._pause.isActive():
            return
        if self._tried_on == desk.today_on() or not desk.stamps.due():
            return
        self._tried_on = desk.today_on()
        self._job = run(lambda job: _stamp(desk, job), self, self._done, self._failed)

    def _done(self, _made: object) -> None:
        self._job = None

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, DeskLocked):
            return
        if isinstance(error, DeskError):
            self.troubled.emit(Notice(f"Today’s time stamp was not made. {error}"))
        else:
            tell(self.parent(), error)


def _stamp(desk: Desk, job: Job) -> object:
    return desk.stamps.stamp_all(lambda _part, _words: job.stop_if_cancelled())
