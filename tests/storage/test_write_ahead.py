"""The log of another desk is refused before it can overwrite this one; a desk's own log never is."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskDamaged, DeskError, WrongKey
from se_desk.storage import rows, write_ahead
from se_desk.storage.engine import connect
from se_desk.storage.store import open_store
from se_desk.storage.tables.deals import deals
from se_desk.storage.write_ahead import log_of, refuse_foreign_log
from tests.storage.conftest import KEY, a_deal

OTHER = bytes(range(1, 33))


def _left(path: Path, key: bytes, number: int = 1, title: str = "In the log") -> tuple[bytes, bytes]:
    """The desk and its log as a kill would leave them."""
    store = open_store(path, key)
    for each in range(number):
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal(f"{title} {each}", title=title))
    found = path.read_bytes(), log_of(path).read_bytes()
    store.close()
    return found


@pytest.mark.parametrize("number", [1, 2, 7, 40])
def test_a_desks_own_log_is_read(desk_path: Path, number: int) -> None:
    desk, log = _left(desk_path, KEY, number)
    desk_path.write_bytes(desk)
    log_of(desk_path).write_bytes(log)
    assert write_ahead._is_read(log[: write_ahead.HEADER + write_ahead.FRAME + write_ahead.PAGE])
    refuse_foreign_log(desk_path, KEY)
    raw = connect(desk_path, KEY)
    assert raw.execute("SELECT count(*) FROM deals").fetchone() == (number,)
    raw.close()


def test_the_log_of_another_desk_is_refused(desk_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    open_store(other, OTHER, create=True).close()
    _desk, log = _left(other, OTHER)
    log_of(desk_path).write_bytes(log)
    before = desk_path.read_bytes()
    with pytest.raises(DeskDamaged, match="belongs to another desk") as caught:
        open_store(desk_path, KEY)
    assert "Move desk.db-wal" in caught.value.do
    assert (desk_path.read_bytes(), log_of(desk_path).read_bytes()) == (before, log)
    log_of(desk_path).unlink()
    open_store(desk_path, KEY).close()


def test_without_the_check_it_would_overwrite_the_desk(
    desk_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    other = tmp_path / "other.db"
    open_store(other, OTHER, create=True).close()
    _desk, log = _left(other, OTHER)
    log_of(desk_path).write_bytes(log)
    before = desk_path.read_bytes()
    monkeypatch.setattr("se_desk.storage.engine.refuse_foreign_log", lambda _path, _key: None)
    with pytest.raises(DeskError):
        store = open_store(desk_path, KEY)
        try:
            with store.reading() as conn:
                conn.exec_driver_sql("SELECT title FROM deals").all()
        finally:
            store.close()
    assert desk_path.read_bytes() != before


def test_a_log_that_is_not_whole_is_left_to_the_database(desk_path: Path) -> None:
    desk, log = _left(desk_path, KEY)
    chance = random.Random(5)
    for _ in range(40):
        cut = bytearray(log[: chance.randrange(len(log))])
        if cut and chance.random() < 0.7:
            cut[chance.randrange(len(cut))] ^= 1 << chance.randrange(8)
        desk_path.write_bytes(desk)
        log_of(desk_path).write_bytes(cut)
        refuse_foreign_log(desk_path, KEY)
        raw = connect(desk_path, KEY)
        assert raw.execute("SELECT count(*) FROM deals").fetchone()[0] in (0, 1)
        raw.close()


def test_without_log_or_desk_there_is_nothing_to_refuse(desk_path: Path) -> None:
    refuse_foreign_log(desk_path, KEY)
    refuse_foreign_log(desk_path.with_name("none.db"), KEY)
    log_of(desk_path).write_bytes(b"")
    refuse_foreign_log(desk_path, KEY)


def test_the_wrong_key_is_still_the_wrong_key(desk_path: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy2(desk_path, tmp_path / "copy.db"))
    with pytest.raises(WrongKey):
        connect(copy, OTHER)


def _older(desk_path: Path) -> tuple[bytes, bytes]:
    """A log of this desk, and the desk as it was written on after that."""
    store = open_store(desk_path, KEY)
    for title in ("First", "Second"):
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal(title, title=title))
        if title == "First":
            log = log_of(desk_path).read_bytes()
    store.close()
    return log, desk_path.read_bytes()


def test_an_older_log_of_the_same_desk_is_refused_and_harms_nothing(desk_path: Path) -> None:
    log, desk = _older(desk_path)
    log_of(desk_path).write_bytes(log)
    for _ in range(2):
        with pytest.raises(DeskDamaged, match="another state of this one") as caught:
            open_store(desk_path, KEY)
        assert "Move desk.db-wal" in caught.value.do
        assert desk_path.read_bytes() == desk
        assert log_of(desk_path).read_bytes() == log
    log_of(desk_path).unlink()  # the way on
    with closing(open_store(desk_path, KEY)) as store, store.reading() as conn:
        assert len(conn.exec_driver_sql("SELECT 1 FROM deals").all()) == 2


def test_without_that_check_it_takes_the_desk_back(desk_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a change is gone, and nobody is told."""
    log, _desk = _older(desk_path)
    log_of(desk_path).write_bytes(log)
    monkeypatch.setattr("se_desk.storage.engine._refuse_older_log", lambda *_args: None)
    with closing(open_store(desk_path, KEY)) as store, store.reading() as conn:
        assert len(conn.exec_driver_sql("SELECT 1 FROM deals").all()) == 1


def test_the_log_of_a_desk_that_was_killed_is_taken(desk_path: Path) -> None:
    store = open_store(desk_path, KEY)
    for number in range(30):
        with store.writing() as conn:
            rows.insert(conn, deals, a_deal(str(number)))
        if number % 10 == 5:  # some of it is in the file already
            with closing(connect(desk_path, KEY)) as raw:
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)")
        files = desk_path.read_bytes(), log_of(desk_path).read_bytes()
        place = desk_path.with_name(f"killed {number}.db")
        place.write_bytes(files[0])
        log_of(place).write_bytes(files[1])
        with closing(open_store(place, KEY)) as again, again.reading() as conn:
            assert len(conn.exec_driver_sql("SELECT 1 FROM deals").all()) == number + 1
    store.close()
