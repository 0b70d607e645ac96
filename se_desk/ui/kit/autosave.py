"""Writes what is typed without being asked, and never loses it when writing does not work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from se_desk.domain.errors import DeskError

PAUSE_MS = 600
LATEST_MS = 2_000  # who types on and on without a pause loses no more than this
RETRY_MS = 5_000


def _now() -> datetime:
    return datetime.now(UTC)


class Autosave(QObject):
    """Waits for a pause in typing, at most ``latest_ms``, then hands the text to ``write``.

    ``saved`` comes only after ``write`` has returned. A DeskError keeps the text unsaved, is announced once
    by ``failed``, and writing is tried again every 5 s. Call ``flush`` at focus loss, page change, lock and
    close; when it answers False the text is still only on the screen.
    """

    saved = Signal(datetime)
    failed = Signal(object)
    waiting = Signal()

    def __init__(
        self,
        owner: QObject,
        read: Callable[[], str],
        write: Callable[[str], object],
        pause_ms: int = PAUSE_MS,
        now: Callable[[], datetime] = _now,
        retry_ms: int = RETRY_MS,
        latest_ms: int = LATEST_MS,
    ) -> None:
        super().__init__(owner)
        self._read, self._write, self._now, self._retry_ms = read, write, now, retry_ms
        self._pause_ms, self._latest_ms = pause_ms, latest_ms
        self._waits = QElapsedTimer()
        self._dirty = False
        self.problem: DeskError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    @property
    def dirty(self) -> bool:
        """Whether something is on the screen that is not on the disk."""
        return self._dirty

    def touch(self) -> None:
        """Something was typed."""
        if not self._dirty:
            self._dirty = True
            self._waits.start()
            self.waiting.emit()
        self._timer.start(self._pause())

    def _pause(self) -> int:
        """Where writing does not work, typing is not held up by trying at every key."""
        if self.problem is not None or not self._waits.isValid():
            return self._pause_ms
        return min(self._pause_ms, max(0, self._latest_ms - self._waits.elapsed()))

    def flush(self) -> bool:
        """Write now; True when nothing is left unsaved."""
        self._timer.stop()
        if not self._dirty:
            return True
        self._dirty = False  # typing during the write must be seen
        try:
            self._write(self._read())
        except DeskError as error:
            self._keep(error)
            return False
        except BaseException:
            self._dirty = True  # our own fault: the text is still not on the disk
            raise
        self.problem = None
        if isValid(self):
            self.saved.emit(self._now())
        return not self._dirty

    def _keep(self, error: DeskError) -> None:
        self._dirty = True
        known, self.problem = self.problem, error
        self._timer.start(self._retry_ms)
        if known is None or type(known) is not type(error):
            self.failed.emit(error)

    def forget(self) -> None:
        """Give up what is unsaved, in so many words of the user."""
        self._timer.stop()
        self._dirty, self.problem = False, None
