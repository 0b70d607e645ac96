"""What the driver and the system report, as named problems."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
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
from se_desk.storage import faults


def _driver_error(code: int) -> dbapi2.OperationalError:
    error = dbapi2.OperationalError("said by the driver")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (3, DeskReadOnly),
        (5, DeskBusy),
        (517, DeskBusy),  # a snapshot that is too old to write in
        (6, DeskBusy),
        (8, DeskReadOnly),
        (1032, DeskReadOnly),  # the file was moved away
        (10, DiskFull),
        (778, DiskFull),  # a write that failed
        (266, DeskDamaged),
        (522, DeskDamaged),
        (11, DeskDamaged),
        (267, DeskDamaged),  # the search index
        (13, DiskFull),
        (14, DeskReadOnly),
        (26, WrongKey),
    ],
)
def test_codes_have_names(code: int, kind: type[DeskError], tmp_path: Path) -> None:
    wrapped = OperationalError("SELECT 1", {}, _driver_error(code))
    for error in (_driver_error(code), wrapped):
        with pytest.raises(kind) as caught, faults.named(tmp_path):
            raise error
        assert caught.value.happened
        assert caught.value.safe
        assert caught.value.do


def test_what_has_no_name_stays_what_it_is(tmp_path: Path) -> None:
    for error in (_driver_error(19), dbapi2.OperationalError("no code"), OSError(errno.ECHILD, "no child")):
        with pytest.raises(type(error)) as caught, faults.named(tmp_path):
            raise error
        assert caught.value is error


@pytest.mark.parametrize("number", [errno.ENOTDIR, errno.ETIMEDOUT, errno.ESTALE, errno.ENAMETOOLONG])
def test_what_cannot_be_reached_is_named(tmp_path: Path, number: int) -> None:
    with pytest.raises(DeskReadOnly, match="cannot be reached") as caught, faults.named(tmp_path):
        raise OSError(number, "Gone Away")
    assert "gone away" in caught.value.happened
    assert "disk or its server" in caught.value.do


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert isinstance(faults.from_database(_driver_error(14), tmp_path / "none"), DeskMissing)


def test_a_pool_that_is_used_up_is_busy(tmp_path: Path) -> None:
    assert isinstance(faults.from_database(PoolTimeout(), tmp_path), DeskBusy)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EACCES, DeskReadOnly),
        (errno.EROFS, DeskReadOnly),
        (errno.ENOENT, DeskMissing),
        (errno.EIO, DeskDamaged),
    ],
)
def test_errors_of_the_system(code: int, kind: type[DeskError], tmp_path: Path) -> None:
    with pytest.raises(kind), faults.named(tmp_path):
        raise OSError(code, "said by the system")


def test_where_nothing_is_being_saved_nothing_is_said_to_be_lost(tmp_path: Path) -> None:
    for outer, safe, do in (
        (faults.leaving_as_it_was, faults.UNTOUCHED, "try again"),
        (contextlib.nullcontext, faults.UNSAVED, "save again"),  # the control
    ):
        with pytest.raises(DiskFull) as caught, outer(), faults.named(tmp_path):
            raise OSError(errno.ENOSPC, "full")
        assert caught.value.safe == safe
        assert do in caught.value.do
