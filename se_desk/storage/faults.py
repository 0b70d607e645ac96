"""What the database reports, as the named problems a person can meet: the one place for it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2

from se_desk.domain.errors import (
    DeskBusy,
    DeskDamaged,
    DeskError,
    DeskMissing,
    DeskReadOnly,
    DiskFull,
    WrongKey,
)

# Primary result codes of SQLite, https://sqlite.org/rescode.html
_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_IOERR_READ, _IOERR_SHORT_READ = 266, 522

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_WRITING = {errno.EACCES, errno.EPERM, errno.EROFS}
# A disk or share that went away, or a path that no file can have.
_NO_REACHING = {
    getattr(errno, name)
    for name in (
        "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ENOTCONN",
        "EREMOTEIO", "EBUSY", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG", "EINVAL", "EMFILE", "ENFILE",
    )
    if hasattr(errno, name)
}  # fmt: skip

UNSAVED = "What was being written is not saved; everything saved before it is."
UNTOUCHED = "Nothing was changed."


def wrong_key(path: Path) -> WrongKey:
    """The file does not decrypt."""
    return WrongKey(
        f"{path.name} does not open with this key: it belongs to another desk, or its first page is damaged.",
        do="Try another way in, or restore a backup.",
    )


def disk_full(path: Path) -> DiskFull:
    """No room, no quota, or a limit on the size of files."""
    return DiskFull(
        f"There is no room left where {path.name} lies.", UNSAVED, "Free some space, then save again."
    )


def read_only(path: Path) -> DeskReadOnly:
    """The file, or the folder it lies in, refuses writing."""
    return DeskReadOnly(
        f"{path.name} or its folder cannot be written.",
        UNSAVED,
        "Give yourself the right to write there, or copy the whole folder to a place of yours and open that.",
    )


def busy(path: Path) -> DeskBusy:
    """Another connection holds the lock for longer than we wait."""
    return DeskBusy(
        f"Something else is writing to {path.name}.", UNSAVED, "Wait until it is done, then try again."
    )


def damaged(path: Path) -> DeskDamaged:
    """A page does not read back as it was written."""
    return DeskDamaged(
        f"A part of {path.name} does not read back as it was written.",
        "The damage is on the disk; the file has not been changed since it was noticed.",
        "Restore the newest backup; keep the damaged file until you have.",
    )


def missing(path: Path) -> DeskMissing:
    """There is no file of this name."""
    return DeskMissing(f"There is no desk at {path}.", do="Set one up, or name the file where yours lies.")


def out_of_reach(path: Path, error: OSError) -> DeskReadOnly:
    """The system cannot get there at all."""
    return DeskReadOnly(
        f"{path} cannot be reached: {(error.strerror or type(error).__name__).lower()}.",
        UNSAVED,
        "Look whether its disk or its server is there, then try again.",
    )


def from_database(error: BaseException, path: Path) -> DeskError | None:
    """The named problem behind an error of the driver or of the pool; None for a fault of the program."""
    if isinstance(error, PoolTimeout):
        return busy(path)
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    return None if code is None else _from_code(int(code), path)


def _from_code(code: int, path: Path) -> DeskError | None:
    if code in (_IOERR_READ, _IOERR_SHORT_READ):
        return damaged(path)
    if code & 0xFF == _CANTOPEN:
        return read_only(path) if path.exists() else missing(path)
    named = {
        _PERM: read_only,
        _READONLY: read_only,
        _BUSY: busy,
        _LOCKED: busy,
        _IOERR: disk_full,
        _FULL: disk_full,
        _CORRUPT: damaged,
        _NOTADB: wrong_key,
    }.get(code & 0xFF)
    return None if named is None else named(path)


def from_system(error: OSError, path: Path) -> DeskError | None:
    """The named problem behind an error of the file system; None where it has no name."""
    if error.errno in _NO_ROOM:
        return disk_full(path)
    if error.errno in _NO_WRITING:
        return read_only(path)
    if error.errno == errno.EIO:
        return damaged(path)
    if error.errno in _NO_REACHING:
        return out_of_reach(path, error)
    return missing(path) if error.errno == errno.ENOENT else None


@contextmanager
def leaving_as_it_was() -> Iterator[None]:
    """Within it nothing of a person's is being saved, such as while a desk is opened: faults say so."""
    try:
        yield
    except (DiskFull, DeskReadOnly, DeskBusy) as error:
        if error.safe == UNSAVED:
            error.safe = UNTOUCHED
            error.do = error.do.replace("save again", "try again")
        raise


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Within it, errors of driver, pool and file system leave as named problems where they have a name."""
    try:
        yield
    except (DBAPIError, PoolTimeout, dbapi2.Error) as error:
        raise (from_database(error, path) or error) from error
    except OSError as error:
        raise (from_system(error, path) or error) from error
