"""One window at a time: a lock on a small file beside the desk, given back by the system when we end.

The shell's verbs do not take it; SQLite orders their transactions among the window's.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from se_desk.domain.errors import DeskBusy
from se_desk.storage import faults, private

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class DeskLock:
    """The lock, held from ``hold`` until ``release`` or the end of the process, however it ends."""

    def __init__(self, file: Path, handle: int) -> None:
        self.file = file
        self._handle: int | None = handle

    def release(self) -> None:
        """Gives the lock back; a second time is fine. The file stays, since removing it would race."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> DeskLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(desk: Path) -> DeskLock:
    """Takes the lock of the desk at this path, there or yet to be; DeskBusy where another window has it."""
    file = desk.with_suffix(".lock")
    with faults.named(file):
        private.make_folder(file.parent)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, private.FILE_MODE)
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        raise DeskBusy(
            "This desk is open in another window.", do="Use that window, or close it first."
        ) from None
    return DeskLock(file, handle)


def _lock(handle: int) -> None:
    """The system's own lock on the file, not waiting for it; OSError where someone has it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
