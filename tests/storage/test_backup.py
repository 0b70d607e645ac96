"""Backups: whole or not there, put back whole or not at all."""

from __future__ import annotations

import shutil
import stat
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from se_desk.domain.errors import (
    BadFile,
    DeskDamaged,
    DeskError,
    DeskMissing,
    DeskReadOnly,
    DeskTooNew,
    DiskFull,
    NotAllowed,
    WrongKey,
)
from se_desk.paths import DeskPaths
from se_desk.storage import archive, backup, private, rows
from se_desk.storage.engine import connect
from se_desk.storage.keyslots import Cost
from se_desk.storage.store import Connection, open_store
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes
from se_desk.storage.vault import Vault, passphrase_opens
from tests.storage.conftest import NOW, a_deal, a_note

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PHRASE = "seven quiet harbour cranes"


@dataclass
class Home:
    """A desk with keyslots, its key, and a place for backups."""

    paths: DeskPaths
    key: bytes

    @property
    def file(self) -> Path:
        return self.paths.backups / "one.sedesk"

    def titles(self) -> list[str]:
        opened = open_store(self.paths.desk, self.key)
        try:
            with opened.reading() as conn:
                return [str(row[0]) for row in conn.exec_driver_sql("SELECT title FROM deals ORDER BY id")]
        finally:
            opened.close()

    def add(self, *records: object) -> None:
        opened = open_store(self.paths.desk, self.key)
        with opened.writing() as conn:
            rows.insert_many(conn, deals, records)  # type: ignore[arg-type]
        opened.close()

    def back_up(self) -> archive.Manifest:
        return backup.make(self.paths, self.key, self.file, made_at=NOW)

    def restore(self, prepare: Callable[[Connection], None] | None = None) -> Path | None:
        return backup.restore(self.file, self.paths, self.key, at=NOW, prepare=prepare)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    paths = DeskPaths.of(tmp_path / "home")
    key = Vault(paths.keyslots, cost=CHEAP).create(passphrase=PHRASE, keyring=False)
    open_store(paths.desk, key, create=True).close()
    made = Home(paths, key)
    made.add(a_deal())
    return made


def test_a_backup_is_one_private_encrypted_file(home: Home) -> None:
    manifest = home.back_up()
    assert manifest.made_at == NOW
    assert archive.read_manifest(home.file) == manifest
    assert backup.verify(home.file, home.key) == manifest
    assert b"Brookmoor" not in home.file.read_bytes()
    assert b"Brookmoor" in str(a_deal()).encode()  # the control: it is what the desk holds
    assert stat.S_IMODE(home.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.paths.backups.stat().st_mode) == 0o700
    assert [file.name for file in home.paths.backups.iterdir()] == ["one.sedesk"]


def test_a_backup_opens_by_passphrase_alone_on_another_computer(home: Home, tmp_path: Path) -> None:
    home.back_up()
    there = DeskPaths.of(tmp_path / "elsewhere")
    key = passphrase_opens(archive.slots_in(home.file), PHRASE)
    assert backup.restore(home.file, there, key, at=NOW) is None
    assert Home(there, Vault(there.keyslots).open_with_passphrase(PHRASE)).titles() == ["Cold chain sensors"]


def test_a_backup_is_made_while_the_desk_is_written(home: Home) -> None:
    opened = open_store(home.paths.desk, home.key)
    with opened.writing() as conn:
        rows.insert(conn, deals, a_deal("d2", title="Committed"))
        rows.insert_many(conn, notes, [a_note(f"n{number}", body="plan") for number in range(2_000)])
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        with opened.writing() as conn:
            rows.insert(conn, deals, a_deal(f"later {len(seen)}", title="Later"))
        seen.append((done, total))

    backup.make(home.paths, home.key, home.file, made_at=NOW, progress=progress)
    opened.close()
    assert len(seen) > 1
    assert seen[-1][0] == seen[-1][1]
    home.restore()
    assert home.titles() == ["Cold chain sensors", "Committed"]


def test_restore_swaps_and_keeps_what_was_there(home: Home) -> None:
    home.back_up()
    home.add(a_deal("d2", title="After the backup"))
    kept = home.restore()
    assert home.titles() == ["Cold chain sensors"]
    assert kept is not None
    old = Home(DeskPaths.of(kept), home.key)
    assert old.titles() == ["Cold chain sensors", "After the backup"]
    assert old.paths.keyslots.exists()
    again = home.restore()
    assert again is not None
    assert again != kept


def test_prepare_brings_rows_over_before_the_swap(home: Home) -> None:
    home.back_up()
    home.restore(lambda conn: rows.insert(conn, deals, a_deal("d2", title="Brought over")))
    assert home.titles() == ["Cold chain sensors", "Brought over"]


def test_a_failing_prepare_changes_nothing(home: Home) -> None:
    home.back_up()

    def fail(_conn: Connection) -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        home.restore(fail)
    assert home.titles() == ["Cold chain sensors"]
    assert not list(home.paths.desk.parent.glob("*-restoring"))


class Stop(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("moves", range(6))
def test_a_restore_stopped_at_any_move_is_ended_later(
    home: Home, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.back_up()
    home.add(a_deal("d2", title="After the backup"))
    done = iter(range(moves))

    def stopping(old: Path, new: Path) -> None:
        if old.exists() and next(done, None) is None:
            raise Stop
        real(old, new)

    real = backup._move
    with monkeypatch.context() as patched:
        patched.setattr(backup, "_move", stopping)
        if moves < 5:
            with pytest.raises(Stop):
                home.restore()
        else:  # the control: five moves are all there are
            home.restore()
    backup.settle(home.paths)
    assert home.titles() == ["Cold chain sensors"]
    (kept,) = home.paths.desk.parent.glob("desk-replaced-*")
    assert Home(DeskPaths.of(kept), home.key).titles() == ["Cold chain sensors", "After the backup"]


def test_a_restore_stopped_before_it_tidies_up_is_ended_later(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.back_up()

    def stop(_folder: Path, **_rest: object) -> None:
        raise Stop

    with monkeypatch.context() as patched:
        patched.setattr(backup.shutil, "rmtree", stop)
        with pytest.raises(Stop):
            home.restore()
    assert backup.settle(home.paths) is not None
    assert home.titles() == ["Cold chain sensors"]
    assert not list(home.paths.desk.parent.glob("*-restoring"))


def test_a_copy_that_was_not_ready_is_forgotten(home: Home) -> None:
    beside = home.paths.desk.parent / "desk-restoring"
    private.make_folder(beside)
    (beside / "desk.db").write_bytes(b"half")
    assert backup.settle(home.paths) is None
    assert not beside.exists()
    assert home.titles() == ["Cold chain sensors"]


def test_a_left_log_of_the_old_desk_does_not_reach_the_new_one(home: Home) -> None:
    home.back_up()
    opened = open_store(home.paths.desk, home.key)
    with opened.writing() as conn:
        rows.insert(conn, deals, a_deal("d2", title="Only in the log"))
    log = home.paths.desk.with_name("desk.db-wal")
    saved = {file: file.read_bytes() for file in (home.paths.desk, log)}
    opened.close()
    for file, content in saved.items():  # as after a kill
        file.write_bytes(content)
    kept = home.restore()
    assert home.titles() == ["Cold chain sensors"]
    assert kept is not None
    assert Home(DeskPaths.of(kept), home.key).titles() == ["Cold chain sensors", "Only in the log"]


def _flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def test_every_flipped_bit_of_a_backup_is_noticed(home: Home) -> None:
    before = home.back_up()
    whole, noticed = home.file.read_bytes(), 0
    for at in range(0, len(whole), len(whole) // 150):
        _flip(home.file, at)
        try:
            manifest = backup.verify(home.file, home.key)
        except DeskError:
            noticed += 1
        else:  # a bit of the zip's own bookkeeping, such as a date, that changes no content
            assert manifest.parts == before.parts
            assert not _content_changed(whole, home.file)
        home.file.write_bytes(whole)
    assert noticed > 140


def _content_changed(whole: bytes, file: Path) -> bool:
    flipped = file.read_bytes()
    at = next(index for index, (a, b) in enumerate(zip(whole, flipped, strict=True)) if a != b)
    with zipfile.ZipFile(file) as packed:
        spans = [
            (entry.header_offset + 30 + len(entry.filename), entry.file_size) for entry in packed.infolist()
        ]
    return any(start + 20 <= at < start + size for start, size in spans)


def test_what_is_no_backup_is_refused(home: Home) -> None:
    private.write_file(home.file, b"not a zip")
    with pytest.raises(BadFile):
        home.restore()
    assert home.titles() == ["Cold chain sensors"]


def test_a_missing_backup_is_said_to_be_missing(home: Home) -> None:
    with pytest.raises(BadFile):
        home.restore()


def test_the_wrong_key_restores_nothing(home: Home) -> None:
    home.back_up()
    with pytest.raises(WrongKey):
        backup.restore(home.file, home.paths, bytes(32), at=NOW)
    with pytest.raises(WrongKey):
        backup.verify(home.file, bytes(32))
    assert home.titles() == ["Cold chain sensors"]


def test_a_backup_of_a_newer_schema_is_refused(home: Home) -> None:
    raw = connect(home.paths.desk, home.key, guarded=False)
    raw.execute("PRAGMA user_version = 99")
    raw.execute("UPDATE upkeep SET app = '9.1'")
    raw.close()
    with pytest.raises(DeskTooNew, match=r"This backup needs SE Desk 9\.1 or later"):
        home.back_up()
    assert not home.file.exists()


def test_a_backup_of_an_older_schema_is_whole_without_the_checks_of_this_one(home: Home) -> None:
    raw = connect(home.paths.desk, home.key, guarded=False)
    raw.execute("PRAGMA user_version = 0")
    raw.execute("DROP TABLE search_items")
    raw.close()
    assert home.back_up().schema == 0


def test_a_damaged_page_stops_the_backup_or_is_not_in_it(home: Home) -> None:
    """A page of an index is made anew in the copy; any other stops it, naming the desk."""
    whole, stopped = home.paths.desk.read_bytes(), 0
    for page in range(0, len(whole) // 4096, 3):
        _flip(home.paths.desk, page * 4096 + 77)
        try:
            home.back_up()
        except (DeskDamaged, WrongKey) as error:
            assert "desk.db" in error.happened
            stopped += 1
        else:
            backup.verify(home.file, home.key)
            home.file.unlink()
        assert list(home.paths.backups.iterdir()) == []
        home.paths.desk.write_bytes(whole)
    assert stopped > 10


def test_a_desk_out_of_step_makes_no_backup(home: Home) -> None:
    opened = open_store(home.paths.desk, home.key)
    with opened.writing() as conn:
        conn.exec_driver_sql("DELETE FROM search_items")
    opened.close()
    with pytest.raises(DeskDamaged, match="search index"):
        home.back_up()


def test_no_backup_over_another_file_or_without_keyslots(home: Home) -> None:
    home.back_up()
    with pytest.raises(NotAllowed):
        home.back_up()
    home.file.unlink()
    home.paths.keyslots.unlink()
    with pytest.raises(DeskMissing, match="key file"):
        home.back_up()


def test_a_full_disk_leaves_no_half_backup(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(DiskFull, match=r"one\.sedesk"):
        home.back_up()
    assert list(home.paths.backups.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limit on the size of files")
def test_a_disk_that_fills_up_in_the_middle_of_the_copy_is_told_of_the_copy(home: Home) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))  # the desk is larger
    try:
        with pytest.raises(DiskFull) as caught:
            home.back_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "desk.db" in caught.value.happened
    assert list(home.paths.backups.iterdir()) == []
    home.back_up()  # the control
    assert home.paths.desk.stat().st_size > 40_000


def test_a_folder_that_cannot_be_written_is_said_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(backup.tempfile, "mkdtemp", refuse)
    with pytest.raises(DeskReadOnly):
        home.back_up()


def test_a_restore_that_was_ready_is_pending_and_ends_though_its_note_is_damaged(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.back_up()
    home.add(a_deal("d2", title="After the backup"))

    def stop(*_args: object) -> None:
        raise Stop

    assert not backup.begun(home.paths)
    with monkeypatch.context() as patched:
        patched.setattr(backup, "_swap", stop)
        with pytest.raises(Stop):
            home.restore()
    assert backup.begun(home.paths)
    assert backup.pending(home.paths)
    (home.paths.desk.parent / "desk-restoring" / backup.READY).write_bytes(b"{")
    kept = backup.settle(home.paths)
    assert kept is not None
    assert not backup.pending(home.paths)
    assert home.titles() == ["Cold chain sensors"]


def test_a_copy_that_does_not_read_back_is_no_copy(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.back_up()
    target = home.paths.backups.parent / "second" / home.file.name
    target.parent.mkdir()
    backup.copy(home.file, target)
    assert target.read_bytes() == home.file.read_bytes()
    target.unlink()

    def half(file: Path, copy: Path) -> None:
        copy.write_bytes(file.read_bytes()[:-5000])

    monkeypatch.setattr(shutil, "copyfile", half)
    with pytest.raises(DeskError):
        backup.copy(home.file, target)
    assert list(target.parent.iterdir()) == []
