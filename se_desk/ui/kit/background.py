"""Work off the GUI thread that belongs to somebody: an owner that is gone gets no call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid


class Stopped(Exception):
    """Raised inside work by ``Job.stop_if_cancelled``."""


class Job(QObject):
    """One piece of work; the work itself may report and ask whether it is still wanted."""

    _progressed = Signal(float, str)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[Job], Any], owner: QObject) -> None:
        super().__init__()
        self._work, self._owner = work, owner
        self._cancelled = False
        self.on_done: Callable[[Any], object] | None = None
        self.on_failed: Callable[[Exception], object] | None = None
        self.on_progress: Callable[[float, str], object] | None = None
        self.on_cancel: Callable[[], object] | None = None
        self._progressed.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    @property
    def cancelled(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop; its owner hears nothing more of it."""
        self._cancelled = True
        if self.on_cancel is not None:
            self.on_cancel()

    def stop_if_cancelled(self) -> None:
        """Called by the work where it can stop; raises Stopped."""
        if self._cancelled:
            raise Stopped

    def report(self, fraction: float, sentence: str = "") -> None:
        """Called by the work: how far it is, 0 to 1, and what it does now."""
        self._progressed.emit(fraction, sentence)

    def perform(self) -> None:
        """Runs on the pool's thread."""
        result, fault = None, None
        try:
            result = self._work(self)
        except Stopped:
            self._cancelled = True
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread and told there
            fault = error
        self._ended.emit(result, fault)

    def _wanted(self) -> bool:
        return not self._cancelled and isValid(self._owner)

    @Slot(float, str)
    def _tell_progress(self, fraction: float, sentence: str) -> None:
        if self.on_progress is not None and self._wanted():
            self.on_progress(fraction, sentence)

    @Slot(object, object)
    def _tell_end(self, result: object, fault: Exception | None) -> None:
        # The pool may still be inside the runnable: let it go a turn of the loop later.
        QTimer.singleShot(0, lambda: _running.pop(self, None))
        if not self._wanted():
            return
        if fault is None:
            if self.on_done is not None:
                self.on_done(result)
        elif self.on_failed is not None:
            self.on_failed(fault)
        else:
            from se_desk.ui.kit.messages import tell  # only when there is something to tell

            tell(self._owner, fault)


class _Carrier(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._job = job

    def run(self) -> None:
        self._job.perform()


# Holds jobs and their runnables until they have ended, whatever the caller keeps.
_running: dict[Job, _Carrier] = {}
_lanes: dict[str, QThreadPool] = {}


def run(
    work: Callable[[Job], Any],
    owner: QObject,
    done: Callable[[Any], object] | None = None,
    failed: Callable[[Exception], object] | None = None,
    progress: Callable[[float, str], object] | None = None,
    *,
    lane: str = "",
    on_cancel: Callable[[], object] | None = None,
) -> Job:
    """Run ``work(job)`` on a thread of the pool; ``done(result)`` and the others come on the GUI thread.

    Without ``failed`` a fault is told through ``messages.tell``. Work of a named ``lane`` waits for no other
    work than that of its lane, one after the other. ``on_cancel`` is called, on the thread that cancels.
    """
    job = Job(work, owner)
    job.on_done, job.on_failed, job.on_progress, job.on_cancel = done, failed, progress, on_cancel
    carrier = _Carrier(job)
    _running[job] = carrier
    _pool(lane).start(carrier)
    return job


def _pool(lane: str) -> QThreadPool:
    if not lane:
        return QThreadPool.globalInstance()
    if lane not in _lanes:
        _lanes[lane] = QThreadPool()
        _lanes[lane].setMaxThreadCount(1)
    return _lanes[lane]


def cancel_all() -> None:
    """Ask all work to stop and wait for it; at closing."""
    for job in tuple(_running):
        job.cancel()
    for pool in (QThreadPool.globalInstance(), *_lanes.values()):
        pool.waitForDone()
