"""One attempt at a desk at a time: an answer that comes after a later attempt began is put away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from se_desk.domain.errors import DeskError
from se_desk.ui.frame.waiting import Waiting


class Attempts(QObject):
    """Runs work beside the window. ``put_away`` gets results nobody waits for any more, ``told`` faults of
    the program, ``failed`` a DeskError where the attempt itself names no other place for it."""

    def __init__(
        self,
        parent: QObject,
        put_away: Callable[[Any], object],
        told: Callable[[Exception], object],
        failed: Callable[[DeskError], object],
    ) -> None:
        super().__init__(parent)
        self._put_away, self._told, self._failed = put_away, told, failed
        self._number = 0

    def forget(self) -> None:
        """Whatever is under way comes too late."""
        self._number += 1

    def wait(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[DeskError], object] | None = None,
        limit_ms: int = 0,
    ) -> Waiting:
        """Begin an attempt; the one before is forgotten."""
        self.forget()
        number = self._number

        def came(result: Any) -> None:
            (done if number == self._number else self._put_away)(result)

        def fell(error: Exception) -> None:
            if number != self._number:
                return
            if isinstance(error, DeskError):
                (failed or self._failed)(error)
            else:
                self._told(error)

        waiting = Waiting(self, work, limit_ms)
        waiting.done.connect(came)
        waiting.failed.connect(fell)
        waiting.start()
        return waiting
