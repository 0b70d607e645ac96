"""Copies that another program looks at: outside the encrypted desk, for their owner only, and soon gone.

A copy lies unencrypted in a folder of its own under the system's temporary one until ``empty``. What a
process left there that was killed is put away by the next one: a folder nobody holds the lock of is stale.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock

from se_desk.domain.errors import DeskError
from se_desk.storage import faults, locks, private

PREFIX = "se-desk-opened-"
_HELD = Path("held")


class Lending:
    """The copies of one open desk. Any thread may ask."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._lock: locks.DeskLock | None = None
        self._number = 0
        self._turn = Lock()

    def lend(self, name: str, data: bytes) -> Path:
        """A copy under this name, readable by its owner only. DiskFull, DeskReadOnly."""
        with self._turn, faults.named(self._root):
            folder = self._folder or self._begin()
            self._number += 1
            path = folder / str(self._number) / name
            private.make_folder(path.parent)
            private.make_file(path)
            path.write_bytes(data)
        return path

    def _begin(self) -> Path:
        self.sweep()
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=self._root))  # its owner's only
        self._lock = locks.hold(self._folder / _HELD)
        return self._folder

    def empty(self) -> None:
        """Every copy goes; one that a viewer on Windows still holds goes with the next ``sweep``."""
        with self._turn:
            if self._lock is not None:
                self._lock.release()
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = self._lock = None

    def sweep(self) -> None:
        """Puts away what processes have left that are no more."""
        with suppress(OSError):
            for folder in self._root.glob(f"{PREFIX}*"):
                if folder != self._folder and _is_own(folder):
                    _remove_stale(folder)


def _is_own(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()


def _remove_stale(folder: Path) -> None:
    with suppress(DeskError, OSError):  # somebody holds it: it is in use
        locks.hold(folder / _HELD).release()
        shutil.rmtree(folder, ignore_errors=True)
