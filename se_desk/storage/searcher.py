"""The connection that search reads by: its own, so that no letter waits for another reader of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from se_desk.storage import faults, guard
from se_desk.storage.engine import PATIENCE, connect
from se_desk.storage.known import Known
from se_desk.storage.stopping import Stop, Stopped

CACHE_KIB = 32_768  # of decrypted pages: what the letters of one word look at, over and over


class Searcher:
    """One search at a time, on a connection that is opened with the first one."""

    def __init__(self, path: Path, key: bytes, patience: float = PATIENCE) -> None:
        self._path, self._key, self._patience = path, key, patience
        self._turn = Lock()
        self._raw: Any = None
        self._known = Known()
        self._is_open = True

    @contextmanager
    def looking(self, stop: Stop | None = None) -> Iterator[Known]:
        """One state of the desk, with what was read of it before.

        Stopped where ``stop`` asks for the end, and where the desk was closed.
        """
        wish = stop or Stop()
        with self._turn, faults.named(self._path):
            raw = self._opened()
            with wish.over(raw):
                raw.execute("BEGIN")
                try:
                    yield self._known.at(raw)
                finally:
                    if raw.in_transaction:
                        raw.execute("ROLLBACK")

    @contextmanager
    def searching(self, stop: Stop | None = None) -> Iterator[Any]:
        """The same, as the driver's connection."""
        with self.looking(stop) as known:
            yield known.raw

    def _opened(self) -> Any:
        if not self._is_open:
            raise Stopped
        if self._raw is None:
            raw = connect(self._path, self._key, guarded=False, patience=self._patience)
            raw.execute("PRAGMA query_only = ON")
            raw.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            raw.set_authorizer(guard.authorize)
            self._raw = raw
        if self._raw.in_transaction:  # the end of the one before was itself interrupted
            self._raw.execute("ROLLBACK")
        return self._raw

    def close(self) -> None:
        """Give the file back, after the search that goes on."""
        with self._turn:
            self._is_open = False
            if self._raw is not None:
                self._raw.close()
                self._raw = None
