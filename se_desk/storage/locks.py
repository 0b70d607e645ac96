"""Who has a desk: one window, given by a lock on a small file beside it, and all who have its file open.

The verbs of the shell do not take the window's lock: SQLite puts their transactions in order among the
window's, and a risk entry finds the one it follows within its own transaction. What SQLite cannot bear is a
file that is exchanged while somebody has it open (https://sqlite.org/howtocorrupt.html, "Unlinking or
renaming a database file while in use"). So everybody who opens a desk says so with ``use``, and whoever
exchanges it waits for ``alone``. The system gives every lock back when a process ends, however it ends.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from se_desk.domain.errors import DeskBusy
from se_desk.storage import faults, private

if sys.platform == "win32":
    import msvcrt

    # No shared lock is known there: each takes a byte of its own, and whoever wants to be alone all of them.
    _PLACES = 4096

    def _lock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, _PLACES)

    def _share(handle: int) -> None:
        first = os.getpid() // 4 + handle
        for place in range(first, first + 3):
            os.lseek(handle, place % _PLACES, os.SEEK_SET)
            with suppress(OSError):
                return msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        raise OSError(errno.EACCES, "every place is taken")

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)


PATIENCE = 5.0  # seconds
PAUSE = 0.02
_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


class DeskLock:
    """The lock, held from the taking until ``release`` or the end of the process, however it ends."""

    def __init__(self, file: Path, handle: int | None) -> None:
        self.file = file
        self._handle = handle

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
    with faults.leaving_as_it_was(), faults.named(desk):
        private.make_folder(file.parent)
        handle = _opened(file)
    if not _taken(handle, shared=False):
        os.close(handle)
        raise DeskBusy("This desk is open in another window.", do="Use that window, or close it first.")
    return DeskLock(file, handle)


def use(desk: Path, patience: float = PATIENCE) -> DeskLock:
    """Says that the desk's file is open here, as others may have it open too.

    DeskBusy where a backup is being put in its place and that takes longer than ``patience`` seconds. Where
    no such file can be made nobody can exchange the desk either, so then there is nothing to say.
    """
    file = desk.with_suffix(".use")
    try:
        handle = _opened(file)
    except OSError:
        return DeskLock(file, None)
    if _waited(handle, patience, shared=True):
        return DeskLock(file, handle)
    raise DeskBusy("A backup is being put in the place of this desk.", do="Wait until that is done.")


def alone(desk: Path, patience: float = PATIENCE) -> DeskLock:
    """Nobody has the desk's file open until this is released. DeskBusy where somebody goes on having it."""
    file = desk.with_suffix(".use")
    with faults.named(file):
        private.make_folder(file.parent)
        handle = _opened(file)
    if _waited(handle, patience, shared=False):
        return DeskLock(file, handle)
    raise DeskBusy(
        "Another program has this desk open, such as a verb at the shell.",
        do="Wait until it is done, then try again.",
    )


def _opened(file: Path) -> int:
    return os.open(file, os.O_RDWR | os.O_CREAT, private.FILE_MODE)


def _waited(handle: int, patience: float, *, shared: bool) -> bool:
    """Whether the lock was given in time; where not, the file is closed."""
    over = time.monotonic() + patience
    while not _taken(handle, shared=shared):
        if time.monotonic() > over:
            os.close(handle)
            return False
        time.sleep(PAUSE)
    return True


def _taken(handle: int, *, shared: bool) -> bool:
    """Asks the system for its lock on the file, without waiting. A file system without locks gives it:
    there the database's own would not hold either."""
    try:
        (_share if shared else _lock)(handle)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
