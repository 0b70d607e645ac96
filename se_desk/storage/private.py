"""Files that only their owner may read, and that are whole or not there at all."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # sticks and shares that sync files alone
OTHERS = 0o077  # the rights that nobody but the owner gets
_SET_DUMPABLE = 4  # prctl(2)


def keep_to_owner() -> None:
    """Once, before anything is written: all that this program makes is for its owner alone, exports and
    logs too, and a crash leaves no memory behind."""
    os.umask(OTHERS)
    forbid_core_dumps()


def forbid_core_dumps() -> None:
    """Has the system write no memory of this process to a file when it crashes; the key would be in it.

    Once, at the start of the program. Windows has no such files unless somebody asked for them.
    """
    if sys.platform != "win32":
        with suppress(OSError, ValueError):  # it may be forbidden already
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        _forbid_reading()


def _forbid_reading() -> None:
    """Linux hands a crash to a program where one is set up, and such programs may overlook the limit; this
    also keeps other programs of the same person from reading our memory."""
    import ctypes  # for this one call of the system

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def make_folder(folder: Path) -> None:
    """Makes a folder, and what leads to it, for its owner only; one that exists is left as it is."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def make_file(path: Path) -> None:
    """Makes an empty file for its owner only, whatever the umask; FileExistsError where there is one.

    SQLite gives its journal and its shared memory the mode of the database file.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))


def write_file(path: Path, content: bytes) -> None:
    """Replaces a file in one step: a temporary file beside it, synced, then renamed over it."""
    import secrets  # half of what the start would wait for, if it stood above

    make_folder(path.parent)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        make_file(beside)
        beside.write_bytes(content)
        replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def replace(new: Path, path: Path) -> None:
    """Moves ``new`` over ``path`` so that after a power cut there is the one or the other, whole."""
    sync(new)
    new.replace(path)
    sync_folder(path.parent)


def sync(path: Path) -> None:
    """Has the system put a file's contents on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Has the system put a folder's names on the disk; where it has no such call, nothing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(handle)
