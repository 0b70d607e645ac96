"""When a backup was read back whole: remembered as long as the file stays as it was."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.storage import checked_backups
from tests.storage.conftest import NOW


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "checked-backups.json"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "backups" / "one"
    made.parent.mkdir()
    made.write_bytes(b"whole")
    return made


def test_what_was_checked_is_known_by_folder(record: Path, file: Path, tmp_path: Path) -> None:
    assert checked_backups.checked_at(record, file.parent) == {}
    checked_backups.remember(record, file, NOW)
    assert checked_backups.checked_at(record, file.parent) == {"one": NOW}
    assert checked_backups.checked_at(record, tmp_path) == {}
    later = NOW + timedelta(days=2)
    checked_backups.remember(record, file, later)
    assert checked_backups.checked_at(record, file.parent) == {"one": later}
    if os.name == "posix":
        assert stat.S_IMODE(record.stat().st_mode) == 0o600


@pytest.mark.parametrize("change", ["written", "touched", "gone", "forgotten"])
def test_a_backup_that_changed_counts_as_not_checked(record: Path, file: Path, change: str) -> None:
    checked_backups.remember(record, file, NOW)
    if change == "written":
        file.write_bytes(b"not whole")
    elif change == "touched":
        os.utime(file, (1, 1))
    elif change == "gone":
        file.unlink()
    else:
        checked_backups.forget(record, file)
        checked_backups.forget(record, file)
    assert checked_backups.checked_at(record, file.parent) == {}


def test_a_file_that_is_not_there_is_not_remembered(record: Path, file: Path) -> None:
    checked_backups.remember(record, file.with_name("none"), NOW)
    assert not record.exists()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format": "sedesk-checked/1"}', '{"format": "sedesk-checked/1", "backups": []}',
     '{"format": "sedesk-checked/1", "backups": {"a": 1}}', '{"format": "other", "backups": {}}',
     "[" * 99_999,
     '{"format": "sedesk-checked/1", "backups": {"a": {"at": "x", "size": 1, "changed": 1}}}'],
)  # fmt: skip
def test_a_record_that_cannot_be_read_knows_nothing(record: Path, file: Path, content: str) -> None:
    record.parent.mkdir()
    record.write_text(content, "utf-8")
    assert checked_backups.checked_at(record, file.parent) == {}
    checked_backups.remember(record, file, NOW)
    assert checked_backups.checked_at(record, file.parent) == {"one": NOW}


def test_it_does_not_grow_without_end(record: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked_backups, "MOST", 3)
    for number in range(5):
        other = file.with_name(str(number))
        other.write_bytes(b"")
        checked_backups.remember(record, other, NOW + timedelta(hours=number))
    assert sorted(checked_backups.checked_at(record, file.parent)) == ["2", "3", "4"]
    assert len(json.loads(record.read_bytes())["backups"]) == 3


def test_a_record_that_cannot_be_written_stops_nothing(record: Path, file: Path) -> None:
    record.mkdir(parents=True)
    checked_backups.remember(record, file, NOW)
    assert checked_backups.checked_at(record, file.parent) == {}
