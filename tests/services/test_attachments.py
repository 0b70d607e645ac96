"""What can be done with attachments, and what cannot."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.attachments import MOST_BYTES
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile, BadInput, DeskDamaged, NotAllowed, NotFound
from se_desk.domain.notes import Note
from se_desk.services import attachments
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import attachments as statements
from se_desk.storage.lending import Lending

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def note(desk: Desk, deal: Deal, heard: list[Change]) -> Note:
    made = desk.notes.start(deal.id, title="Yard walk")
    heard.clear()
    return made


def test_add_read_and_list(desk: Desk, deal: Deal, note: Note, heard: list[Change]) -> None:
    made = desk.attachments.add(PNG, "../Yard plan.png", note_id=note.id, author="me")
    assert (made.name, made.picture, made.size, made.deal_id) == ("Yard plan.png", "png", 48, deal.id)
    assert heard == [Change(Noun.ATTACHMENT, made.id, deal.id, "me")]
    assert desk.attachments.read(made.id) == PNG
    assert desk.attachments.get(made.id) == made
    assert desk.attachments.of_note(note.id) == desk.attachments.of_deal(deal.id) == (made,)


def test_a_taken_name_gets_a_number(desk: Desk, note: Note) -> None:
    names = [desk.attachments.add(PNG, "plan.png", note_id=note.id).name for _ in range(2)]
    desk.attachments.remove(desk.attachments.of_note(note.id)[0].id)
    names.append(desk.attachments.add(b"other", "PLAN.png", note_id=note.id).name)
    assert names == ["plan.png", "plan (2).png", "PLAN (3).png"]


def test_of_a_deal_alone(desk: Desk, deal: Deal) -> None:
    made = desk.attachments.add(b"x", "order.pdf", deal_id=deal.id)
    assert (made.note_id, made.private) == (None, False)
    with pytest.raises(BadInput):
        desk.attachments.add(b"x", "order.pdf")
    with pytest.raises(NotFound):
        desk.attachments.add(b"x", "order.pdf", deal_id="none")
    with pytest.raises(NotFound):
        desk.attachments.add(b"x", "order.pdf", note_id="none")


def test_of_a_private_note(desk: Desk, deal: Deal) -> None:
    hidden = desk.notes.start(deal.id, private=True)
    made = desk.attachments.add(b"x", "salary.pdf", note_id=hidden.id)
    assert made.private
    (found,) = desk.search.find("salary")
    assert (found.noun, found.note_id, found.private) == ("attachment", hidden.id, True)
    desk.notes.set_private(hidden.id, False)
    assert not desk.attachments.get(made.id).private


def test_a_note_in_the_trash_takes_none(desk: Desk, note: Note) -> None:
    desk.notes.trash(note.id)
    with pytest.raises(NotAllowed):
        desk.attachments.add(b"x", "a.txt", note_id=note.id)


def test_the_limit(desk: Desk, note: Note, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES == 25 * 1024 * 1024
    monkeypatch.setattr(attachments, "MOST_BYTES", 10)
    desk.attachments.add(b"x" * 10, "ten.txt", note_id=note.id)
    (tmp_path / "eleven.txt").write_bytes(b"x" * 11)
    for add in (
        lambda: desk.attachments.add(b"x" * 11, "eleven.txt", note_id=note.id),
        lambda: desk.attachments.add_file(tmp_path / "eleven.txt", note_id=note.id),
    ):
        with pytest.raises(BadFile, match=r"eleven\.txt is larger than"):
            add()
    assert len(desk.attachments.of_note(note.id)) == 1


def test_files(desk: Desk, note: Note, tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(PNG)
    made = desk.attachments.add_file(tmp_path / "plan.png", note_id=note.id)
    assert desk.attachments.read(made.id) == PNG
    for path in (tmp_path, tmp_path / "gone", Path("/dev/zero"), Path("x" * 5_000)):
        with pytest.raises(BadFile):
            desk.attachments.add_file(path, note_id=note.id)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(desk: Desk, note: Note, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadFile):
        desk.attachments.add_file(tmp_path / "pipe", note_id=note.id)


def test_remove_and_take_back(
    desk: Desk, note: Note, heard: list[Change], clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.attachments.add(b"x", "a.txt", note_id=note.id)
    desk.attachments.remove(made.id)
    assert desk.attachments.of_note(note.id) == ()
    assert [one.id for one in desk.attachments.removed_of_note(note.id)] == [made.id]
    assert desk.search.find("txt") == ()
    assert desk.attachments.take_back(made.id) == made
    assert desk.attachments.read(made.id) == b"x"
    assert [change.noun for change in heard] == [Noun.ATTACHMENT] * 3
    desk.attachments.remove(made.id)
    clock.move(timedelta(days=31))
    desk.attachments.add(b"y", "b.txt", note_id=note.id)
    with pytest.raises(NotFound):
        desk.attachments.take_back(made.id)


def test_save_as(desk: Desk, note: Note, tmp_path: Path) -> None:
    made = desk.attachments.add(PNG, "plan.png", note_id=note.id)
    path = desk.attachments.save_as(made.id, tmp_path / "out" / "copy.png")
    assert path.read_bytes() == PNG
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadFile):
        desk.attachments.save_as(made.id, tmp_path / "folder")


def test_lent_copies_go_with_the_desk(
    desk: Desk, note: Note, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "Lending", lambda: Lending(tmp_path))
    plan = desk.attachments.add(PNG, "plan.png", note_id=note.id)
    tool = desk.attachments.add(b"MZ", "tool.exe", note_id=note.id)
    copy = desk.attachments.lend(plan.id)
    assert copy.read_bytes() == PNG
    with pytest.raises(NotAllowed, match=r"tool\.exe"):
        desk.attachments.lend(tool.id)
    desk.close()
    assert not copy.exists()


def test_other_bytes_are_noticed(desk: Desk, note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.attachments.add(b"x", "a.txt", note_id=note.id)
    monkeypatch.setattr(statements, "bytes_of", lambda _conn, _sum: b"y")
    with pytest.raises(DeskDamaged):
        desk.attachments.read(made.id)
