"""The whole desk out and in again, equal; nothing half taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from se_desk.domain.errors import BadFile, BadInput, DeskError, DeskTooNew, NotAllowed, WrongKey
from se_desk.domain.notes import NoteKind
from se_desk.exchange.desk_archive import DeskArchive, opened, packed, sealed, unpacked
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.services.sample import fill
from se_desk.storage import whole
from tests.services.conftest import QUICK, Ring

SECRET, PHRASE = "an archive of mine", "another way in here"


def dump(desk: Desk) -> dict[str, Any]:
    """Every row, table by table."""
    with desk.reading() as conn:
        return {table.name: table.rows for table in whole.read_all(conn)}


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The sample desk, with a Private note and a file."""
    fill(desk, desk.now())
    note = desk.notes.start(None, kind=NoteKind.IDEA, title="Doubt", body="zebra-secret", private=True)
    desk.attachments.add(b"%PDF-1.7 plan", "plan.pdf", note_id=note.id)
    return desk


@pytest.fixture
def archive(full: Desk, tmp_path: Path) -> Path:
    return full.archives.export(tmp_path / full.archives.usual_name(), SECRET)


@pytest.fixture
def move_in(tmp_path: Path, clock: MovableClock) -> Callable[..., Desk]:
    """Into a place of its own, with a passphrase."""

    def move(file: Path, secret: str = SECRET) -> Desk:
        there = Opening(DeskPaths.of(tmp_path / "elsewhere"), clock, Ring(), QUICK)
        return there.move_in(file, secret, passphrase=PHRASE, use_keyring=False)

    return move


def changed(archive: Path, change: Callable[[DeskArchive], DeskArchive]) -> Path:
    """The archive once more, with something else in it."""
    read = unpacked(opened(archive.read_bytes(), SECRET))
    archive.write_bytes(sealed(packed(change(read)), SECRET))
    return archive


def test_the_archive_back_again_is_equal(full: Desk, archive: Path, move_in: Callable[..., Desk]) -> None:
    assert archive.name == "desk-2026-03-04.sedesk.age"
    there = move_in(archive)
    try:
        assert dump(there) == dump(full)
        assert sum(map(len, dump(full).values())) > 500
        assert there.search.find("zebra-secret")
        flag = there.risks.open_flags()[0]
        there.risks.remark(flag.id, "It goes on here.")  # the chain came along
        assert there.risks.check().intact
        there.notes.start(None, body="One more")
    finally:
        there.close()


def test_it_opens_again_with_the_ways_in_of_its_new_place(
    archive: Path, move_in: Callable[..., Desk], tmp_path: Path, clock: MovableClock
) -> None:
    move_in(archive).close()
    again = Opening(DeskPaths.of(tmp_path / "elsewhere"), clock, Ring(), QUICK)
    desk = again.with_passphrase(PHRASE)
    assert again.problems(desk) == ()
    assert again.missing_entries(desk) is None
    desk.close()


def test_nothing_of_it_can_be_read_without_the_passphrase(archive: Path) -> None:
    raw = archive.read_bytes()
    assert b"zebra" not in raw and b"desk.json" not in raw
    inside = unpacked(opened(raw, SECRET))
    notes = dict(inside.tables)["notes"]
    assert any(row["body"] == "zebra-secret" for row in notes)  # Private notes are in it


def test_a_passphrase_that_is_too_short_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        desk.archives.export(tmp_path / "x.age", "short")
    assert not (tmp_path / "x.age").exists()


def test_another_passphrase_leaves_nothing_behind(
    archive: Path, move_in: Callable[..., Desk], tmp_path: Path
) -> None:
    with pytest.raises(WrongKey):
        move_in(archive, "something else entirely")
    assert not (tmp_path / "elsewhere").exists() or not list((tmp_path / "elsewhere").glob("desk.db*"))


def test_where_there_is_a_desk_nothing_moves_in(archive: Path, move_in: Callable[..., Desk]) -> None:
    move_in(archive).close()
    with pytest.raises(NotAllowed):
        move_in(archive)


def test_an_archive_of_a_later_version_names_it(archive: Path, move_in: Callable[..., Desk]) -> None:
    later = changed(archive, lambda read: replace(read, schema=read.schema + 1, app="7.5.0"))
    with pytest.raises(DeskTooNew, match=r"7\.5\.0"):
        move_in(later)


def without_row(table: str) -> Callable[[DeskArchive], DeskArchive]:
    """Its first row is gone."""

    def change(read: DeskArchive) -> DeskArchive:
        return replace(
            read, tables=tuple((name, rows[1:] if name == table else rows) for name, rows in read.tables)
        )

    return change


def with_field(table: str, field: str, value: Any) -> Callable[[DeskArchive], DeskArchive]:
    """A field of its first row is another."""

    def change(read: DeskArchive) -> DeskArchive:
        return replace(
            read,
            tables=tuple(
                (name, ({**rows[0], field: value}, *rows[1:]) if name == table else rows)
                for name, rows in read.tables
            ),
        )

    return change


@pytest.mark.parametrize(
    "change",
    [
        without_row("deals"),
        without_row("risk_entries"),
        without_row("attachment_bytes"),
        with_field("risk_opened", "value", "another sentence"),
        with_field("risk_entries", "core", b"{}"),
        with_field("notes", "deal_id", "0198f0a2-0000-7000-8000-00000000dead"),
        with_field("notes", "unknown", 1),
        lambda read: replace(read, tables=(*read.tables, ("sqlite_schema", ()))),
    ],
)
def test_what_is_not_one_whole_desk_is_refused_and_nothing_stays(
    archive: Path, move_in: Callable[..., Desk], change: Callable[[DeskArchive], DeskArchive], tmp_path: Path
) -> None:
    with pytest.raises(BadFile):
        move_in(changed(archive, change))
    assert not list((tmp_path / "elsewhere").glob("desk.db*"))


def test_a_full_disk_leaves_no_archive(full: Desk, tmp_path: Path, no_room: Callable[[], Any]) -> None:
    with no_room(), pytest.raises(DeskError):
        full.archives.export(tmp_path / "x.age", SECRET)
    assert not (tmp_path / "x.age").exists()
