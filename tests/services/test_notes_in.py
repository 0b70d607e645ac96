"""Markdown files as notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile
from se_desk.services import notes_in
from se_desk.services.desk import Desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    (made / "inner").mkdir(parents=True)
    (made / "first.md").write_text("# First\n\nTwo words", encoding="utf-8")
    (made / "inner" / "second.txt").write_text("\ufeffplain", encoding="utf-8")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / "bad.md").write_bytes(b"\xff\xfe\xff")
    (made / "linked.md").symlink_to("/etc/hosts")
    return made


def test_a_folder(desk: Desk, deal: Deal, folder: Path) -> None:
    plan = desk.imports.plan_notes(folder)
    assert [(note.title, note.words) for note in plan.notes] == [("first", 4), ("second", 1)]
    assert plan.problems == ("bad.md is no UTF-8 text.",)
    assert plan.say() == "2 notes, 1 file skipped."
    assert desk.notes.inbox() == ()
    taken = desk.imports.take_notes(plan)
    assert all(note.private for note in taken)
    assert {note.body for note in desk.notes.inbox()} == {"# First\n\nTwo words", "plain"}
    desk.imports.take_notes(desk.imports.plan_notes(folder / "first.md"), deal.id)
    assert [note.title for note in desk.notes.of_deal(deal.id)] == ["first"]


def test_limits(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile):
        desk.imports.plan_notes(folder / "nowhere")
    monkeypatch.setattr(notes_in, "MOST_BYTES", 3)
    assert "longer than" in desk.imports.plan_notes(folder / "first.md").problems[0]
    monkeypatch.setattr(notes_in, "MOST_FILES", 2)
    with pytest.raises(BadFile):
        desk.imports.plan_notes(folder)


def test_a_file_that_cannot_be_read(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert desk.imports.plan_notes(folder / "first.md").problems == ("first.md cannot be read.",)


def test_a_device_has_no_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_in, "MOST_BYTES", 1_000)
    assert desk.imports.plan_notes(Path("/dev/zero")).problems == ("zero is longer than 10 MB.",)


def test_a_name_that_no_system_takes(desk: Desk) -> None:
    with pytest.raises(BadFile):
        desk.imports.plan_notes(Path("a" * 5_000))


def test_the_title_is_one_line(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.md").write_text("x", encoding="utf-8")
    assert [note.title for note in desk.imports.plan_notes(tmp_path).notes] == ["two lines"]
