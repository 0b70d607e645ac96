"""An open desk: snapshots, transactions, and what stands in the way of opening."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from se_desk.domain.deals import Deal
from se_desk.domain.errors import (
    BadFile,
    DeskBusy,
    DeskDamaged,
    DeskMissing,
    DeskReadOnly,
    DeskTooNew,
    DiskFull,
    NotAllowed,
    WrongKey,
)
from se_desk.storage import rows, upkeep
from se_desk.storage import store as store_room
from se_desk.storage.engine import APPLICATION_ID, connect
from se_desk.storage.migrations import SCHEMA_VERSION
from se_desk.storage.store import Store, open_store
from se_desk.storage.tables.deals import deals
from se_desk.storage.write_ahead import log_of
from tests.storage.conftest import KEY, a_deal


def _titles(store: Store) -> list[str]:
    with store.reading() as conn:
        return [deal.title for deal in rows.fetch(conn, deals, Deal, order_by=deals.c.id)]


def test_what_is_written_is_read_after_opening_again(desk_path: Path) -> None:
    store = open_store(desk_path, KEY)
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    assert store.path == desk_path
    store.close()
    again = open_store(desk_path, KEY)
    assert _titles(again) == ["Cold chain sensors"]
    again.close()
    assert {file.name for file in desk_path.parent.iterdir()} == {"desk.db", "desk.use"}
    assert b"Brookmoor" not in desk_path.read_bytes()


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as conn:
        rows.insert(conn, deals, a_deal())
        _ = 1 / 0
    assert _titles(store) == []


def test_a_snapshot_does_not_move(store: Store) -> None:
    with store.reading() as conn:
        assert rows.fetch(conn, deals, Deal) == ()
        with store.writing() as writing:
            rows.insert(writing, deals, a_deal())
        assert rows.fetch(conn, deals, Deal) == ()
    assert _titles(store) == ["Cold chain sensors"]


def test_a_reading_connection_cannot_write(store: Store) -> None:
    with pytest.raises(DeskReadOnly), store.reading() as conn:
        rows.insert(conn, deals, a_deal())


def test_an_error_of_the_file_system_inside_a_transaction_keeps_its_name(store: Store) -> None:
    with pytest.raises(FileNotFoundError), store.reading():
        Path("/nowhere/at/all").read_bytes()


def test_threads_read_while_one_writes(store: Store) -> None:
    seen: list[int] = []

    def read() -> None:
        seen.append(len(_titles(store)))

    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert seen == [0, 0, 0, 0]


def test_a_second_writer_waits_and_then_is_told(desk_path: Path) -> None:
    first, second = open_store(desk_path, KEY), open_store(desk_path, KEY, patience=0.05)
    with first.writing() as conn:
        rows.insert(conn, deals, a_deal())
        with pytest.raises(DeskBusy, match="writing"), second.writing():
            pass
        with pytest.raises(DeskBusy), second.writing():
            pass
    with second.writing() as conn:
        rows.insert(conn, deals, a_deal("d2"))
    assert len(_titles(first)) == 2
    first.close()
    second.close()


def test_a_writer_inside_a_writer_is_told_rather_than_waiting_for_ever(desk_path: Path) -> None:
    store = open_store(desk_path, KEY, patience=0.05)
    with store.writing(), pytest.raises(DeskBusy), store.writing():
        pass
    store.close()


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "new" / "folder" / "desk.db"
        store = open_store(path, KEY, create=True)
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal())
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        assert modes == dict.fromkeys(("desk.db", "desk.db-wal", "desk.db-shm", "desk.use"), 0o600)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
        store.close()
    finally:
        os.umask(before)


def test_create_touches_no_desk_that_is_there(desk_path: Path) -> None:
    before = desk_path.read_bytes()
    with pytest.raises(NotAllowed, match="already is a desk"):
        open_store(desk_path, KEY, create=True)
    assert desk_path.read_bytes() == before


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path, _key: bytes) -> None:
        raise RuntimeError("stop")

    monkeypatch.setattr(store_room, "migrate", fail)
    with pytest.raises(RuntimeError, match="stop"):
        open_store(tmp_path / "desk.db", KEY, create=True)
    assert list(tmp_path.iterdir()) == []


def test_no_desk_is_no_desk_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(DeskMissing, match="There is no desk at"):
        open_store(tmp_path / "desk.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_the_wrong_key_says_so(desk_path: Path) -> None:
    before = desk_path.read_bytes()
    with pytest.raises(WrongKey, match="does not open with this key"):
        open_store(desk_path, bytes(32))
    assert desk_path.read_bytes() == before


def test_a_key_of_another_length_is_a_fault_of_the_program(desk_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(desk_path, b"short")


@pytest.mark.parametrize(
    "content",
    [b"x", b"Title,Amount\nBerths,12\n" * 400, b"SQLite format 3\0" + bytes(5000), b"%PDF" + bytes(99)],
)
def test_a_file_that_is_not_a_desk(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(content)
    with pytest.raises(BadFile, match="is not a desk"):
        open_store(path, KEY)
    assert path.read_bytes() == content


def test_an_encrypted_database_that_is_not_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.touch()
    raw = connect(path, KEY)
    raw.set_authorizer(None)
    raw.execute("CREATE TABLE other (a)")
    raw.close()
    with pytest.raises(BadFile, match="not a desk"):
        open_store(path, KEY)


def test_a_folder_is_not_a_desk(tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        open_store(tmp_path, KEY)


def _set_version(path: Path, version: int) -> None:
    raw = connect(path, KEY, guarded=False)
    raw.execute(f"PRAGMA user_version = {version}")
    raw.close()


def _written_by(path: Path, app: str) -> None:
    raw = connect(path, KEY)
    raw.execute("UPDATE upkeep SET app = ?", (app,))
    raw.close()


def test_a_newer_desk_is_refused_before_any_write(desk_path: Path) -> None:
    _set_version(desk_path, SCHEMA_VERSION + 1)
    _written_by(desk_path, "7.4.1")
    before = desk_path.read_bytes()
    with pytest.raises(DeskTooNew, match=r"needs SE Desk 7\.4\.1 or later; this is") as caught:
        open_store(desk_path, KEY, before_migration=lambda _path, _version: pytest.fail("not to be called"))
    assert caught.value.do
    assert {file.name for file in desk_path.parent.iterdir()} == {desk_path.name, "desk.use"}
    assert desk_path.read_bytes() == before


def test_a_newer_desk_that_was_killed_keeps_its_log_when_it_is_refused(desk_path: Path) -> None:
    raw = connect(desk_path, KEY, guarded=False)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    files = {path: path.read_bytes() for path in (desk_path, log_of(desk_path))}
    raw.close()
    for path, content in files.items():
        path.write_bytes(content)
    with pytest.raises(DeskTooNew):
        open_store(desk_path, KEY)
    assert {path: path.read_bytes() for path in files} == files
    connect(desk_path, KEY).close()  # the control
    assert not log_of(desk_path).exists()


def test_every_change_is_counted_and_nothing_else(store: Store) -> None:
    def count() -> int:
        with store.reading() as conn:
            return upkeep.writes(conn)

    before = count()
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    assert count() == before + 1
    with store.writing() as conn:
        conn.exec_driver_sql("SELECT 1")
    assert count() == before + 1
    with pytest.raises(KeyError), store.writing() as conn:
        rows.insert(conn, deals, a_deal("other"))
        raise KeyError
    assert count() == before + 1


def test_an_older_desk_is_migrated_after_the_hook(desk_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[object] = []
    _set_version(desk_path, 0)
    monkeypatch.setattr(store_room, "migrate", lambda path, _key: order.append(path))
    open_store(desk_path, KEY, before_migration=lambda path, version: order.append((path, version))).close()
    open_store(desk_path, KEY).close()
    assert order == [(desk_path, 0), desk_path, desk_path]


def test_a_current_desk_is_opened_without_a_migration(
    desk_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_room, "migrate", lambda _path, _key: pytest.fail("not to be called"))
    open_store(desk_path, KEY).close()


def test_a_flipped_bit_is_noticed(desk_path: Path) -> None:
    empty = desk_path.stat().st_size
    store = open_store(desk_path, KEY)
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal(compelling_event="plan " * 20_000))
    store.close()
    content = bytearray(desk_path.read_bytes())
    content[empty + 5 * 4096 + 100] ^= 1  # in the first text that was added
    desk_path.write_bytes(content)
    damaged = open_store(desk_path, KEY)
    with pytest.raises(DeskDamaged, match="does not read back"):
        _titles(damaged)
    damaged.close()


def test_a_full_disk_keeps_what_was_saved(desk_path: Path) -> None:
    store = open_store(desk_path, KEY)
    with store.writing() as conn:
        rows.insert(conn, deals, a_deal())
    writer = store._writer.raw_connection()
    writer.driver_connection.set_authorizer(None)
    writer.driver_connection.execute("PRAGMA max_page_count = 1")  # as many as there are now
    writer.close()
    with pytest.raises(DiskFull, match="no room left"), store.writing() as conn:
        rows.insert(conn, deals, a_deal("d2", compelling_event="plan " * 50_000))
    assert _titles(store) == ["Cold chain sensors"]
    store.close()


def test_every_connection_is_set_up(store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    for block in (store.reading, store.writing):
        with block() as conn:
            found = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        assert found == wanted


def test_references_hold(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), store.writing() as conn:
        rows.insert(conn, deals, a_deal(partner_id="nobody"))


def test_a_plain_driver_reads_nothing(desk_path: Path) -> None:
    raw = dbapi2.connect(str(desk_path))
    with pytest.raises(dbapi2.DatabaseError, match="not a database"):
        raw.execute("SELECT * FROM sqlite_schema")
    raw.close()
