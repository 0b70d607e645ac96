"""Waiting for a window to come to rest, and hearing the faults that Qt would swallow."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from se_desk.domain.errors import DeskError

PATIENCE_MS = 60_000
SHORT_MS = 1_000  # timers below this are pauses that end by themselves
QUIET_MS = 80
LOOK_MS = 10


class TourStopped(DeskError):
    """The tour could not go on; the desk of a person was never touched."""


class Rest:
    """Nothing goes on before the window has come to rest."""

    def __init__(self) -> None:
        self._faults: list[BaseException] = []

    def until(self, ready: Callable[[], bool], what: str) -> None:
        """Let Qt work until ``ready``; TourStopped, naming ``what``, where it does not come."""
        if not _wait(ready):
            raise TourStopped(f"Waited in vain for {what}.")
        self.settle()

    def settle(self) -> None:
        """Let Qt work until nothing is under way; faults that Qt swallowed come out here."""
        _wait(self._at_rest, QUIET_MS)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._faults:
            raise self._faults.pop(0)

    def _at_rest(self) -> bool:
        if QThreadPool.globalInstance().activeThreadCount():
            return False
        if any(thread.name == "se-desk-waiting" for thread in threading.enumerate()):
            return False
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        return not any(_pausing(timer) for top in tops for timer in top.findChildren(QTimer))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Exceptions in what Qt calls are kept for ``settle`` instead of being printed."""
        before = sys.excepthook

        def caught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
            self._faults.append(fault.with_traceback(trace) if kind else fault)

        sys.excepthook = caught
        try:
            yield
        finally:
            sys.excepthook = before


def _pausing(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() < SHORT_MS


def _wait(ready: Callable[[], bool], least_ms: int = 0) -> bool:
    """Runs the event loop until ``ready`` holds for ``least_ms`` on end; whether it came in time."""
    loop, look, whole, quiet = QEventLoop(), QTimer(), QElapsedTimer(), QElapsedTimer()
    whole.start()
    quiet.start()

    def see() -> None:
        if not ready():
            quiet.restart()
        if (ready() and quiet.elapsed() >= least_ms) or whole.elapsed() > PATIENCE_MS:
            loop.quit()

    look.timeout.connect(see)
    look.start(LOOK_MS)
    loop.exec()
    look.stop()
    return ready()
