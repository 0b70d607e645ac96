"""When each backup was last read back whole: a small file of this computer's own.

A backup that has changed since then counts as not checked.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from se_desk.domain.errors import DeskError
from se_desk.storage import faults, private
from se_desk.storage.columns import moment_of, moment_text

FORMAT = "sedesk-checked/1"
MOST = 400  # of the newest checks
LARGEST = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class _Mark:
    """The file as it was when it was checked."""

    at: datetime
    size: int
    changed: int  # st_mtime_ns


def checked_at(record: Path, folder: Path) -> dict[str, datetime]:
    """When the backups of a folder were checked, by name; those that were not, or changed since, lack."""
    marks = {Path(place): mark for place, mark in _read(record).items()}
    here = {file: mark for file, mark in marks.items() if file.parent == folder.absolute()}
    return {file.name: mark.at for file, mark in here.items() if _now(file, mark.at) == mark}


def remember(record: Path, file: Path, at: datetime) -> None:
    """This backup was read back whole."""
    mark = _now(file, at)
    if mark is not None:
        _write(record, _read(record) | {str(file.absolute()): mark})


def forget(record: Path, file: Path) -> None:
    """This backup did not read back whole."""
    marks = _read(record)
    if marks.pop(str(file.absolute()), None) is not None:
        _write(record, marks)


def _now(file: Path, at: datetime) -> _Mark | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return _Mark(at, found.st_size, found.st_mtime_ns)


def _read(record: Path) -> dict[str, _Mark]:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        with record.open("rb") as content:
            whole = json.loads(content.read(LARGEST))
        if whole["format"] == FORMAT:
            return {str(place): _mark(shown) for place, shown in whole["backups"].items()}
    return {}


def _mark(shown: dict[str, Any]) -> _Mark:
    return _Mark(moment_of(shown["at"]), int(shown["size"]), int(shown["changed"]))


def _write(record: Path, marks: dict[str, _Mark]) -> None:
    """What cannot be written down is checked again some day."""
    newest = sorted(marks.items(), key=lambda pair: (pair[1].at, pair[0]))[-MOST:]
    shown = {
        place: {"at": moment_text(mark.at), "size": mark.size, "changed": mark.changed}
        for place, mark in newest
    }
    with suppress(DeskError, OSError), faults.named(record):
        private.write_file(record, json.dumps({"format": FORMAT, "backups": shown}, indent=1).encode())
