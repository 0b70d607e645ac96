"""Ending a query from another thread: nobody waits for what was typed two letters ago."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlcipher3 import dbapi2

_INTERRUPTED = 9  # SQLITE_INTERRUPT, https://sqlite.org/rescode.html


class Stopped(Exception):
    """A search was ended on request; there is no answer, and none is wanted."""


class Stop:
    """A wish to end one search. It may be asked for from any thread, before, during or after it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._raw: Any = None
        self.asked = False

    def ask(self) -> None:
        """End it now; a search that has not begun then does not begin."""
        with self._lock:
            self.asked = True
            if self._raw is not None:
                self._raw.interrupt()

    @contextmanager
    def over(self, raw: Any) -> Iterator[None]:
        """Within it, what runs on ``raw`` (the driver's connection) can be stopped; raises Stopped then."""
        self._hold(raw)
        try:
            self.check()
            yield
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) == _INTERRUPTED and self.asked:
                raise Stopped from None
            raise
        finally:
            self._hold(None)

    def check(self) -> None:
        """Raises Stopped where the end was asked for: called between two statements."""
        if self.asked:
            raise Stopped

    def _hold(self, raw: Any) -> None:
        with self._lock:
            self._raw = raw
