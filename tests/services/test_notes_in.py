"""Notes of other programs: seen before they come, all or none of them, with times and pictures kept."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile, NotFound
from se_desk.domain.notes import NoteKind
from se_desk.services import notes_folder, notes_in
from se_desk.services.desk import Desk
from se_desk.storage import attachments as attachment_rows

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
JOPLIN = """---
title: Walk of the quay
updated: 2021-05-02 08:00:00Z
created: 2021-05-01 16:40:00Z
tags:
  - crane
---

![plan](../_resources/plan.png) and [the form](../_resources/form.pdf)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "notes"
    (made / "inner").mkdir(parents=True)
    (made / "first.md").write_text("# First\n\nTwo words", encoding="utf-8")
    (made / "inner" / "second.txt").write_text("\ufeffplain", encoding="utf-8")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / "bad.md").write_bytes(b"caf\xe9")
    (made / "linked.md").symlink_to("/etc/hosts")
    return made


@pytest.fixture
def joplin(tmp_path: Path) -> Path:
    made = tmp_path / "export"
    (made / "Quays").mkdir(parents=True)
    (made / "_resources").mkdir()
    (made / "Quays" / "Walk of the quay.md").write_text(JOPLIN, encoding="utf-8")
    (made / "_resources" / "plan.png").write_bytes(PNG)
    (made / "_resources" / "form.pdf").write_bytes(b"%PDF")
    return made


def test_a_folder(desk: Desk, deal: Deal, folder: Path) -> None:
    plan = desk.imports.plan_notes(folder)
    assert [(note.title, note.words) for note in plan.notes] == [("first", 4), ("second", 1)]
    assert plan.problems == (
        "linked.md is a link to another place and was left out.",
        "bad.md is no UTF-8 text.",
    )
    assert plan.say() == "2 notes, 2 files skipped."
    assert desk.notes.inbox() == ()
    taken = desk.imports.take_notes(plan)
    assert all(note.private for note in taken)
    assert {note.body for note in desk.notes.inbox()} == {"# First\n\nTwo words", "plain"}
    with pytest.raises(NotFound):
        desk.imports.take_notes(plan, "nowhere")


def test_what_is_there_word_for_word_is_not_taken_again(desk: Desk, deal: Deal, folder: Path) -> None:
    desk.imports.take_notes(desk.imports.plan_notes(folder))
    again = desk.imports.plan_notes(folder)
    assert (again.notes, len(again.present)) == ((), 2)
    assert again.say() == "0 notes, 2 on the desk already, 2 files skipped."
    (folder / "first.md").write_text("# First\n\nTwo wards", encoding="utf-8")
    assert [note.title for note in desk.imports.plan_notes(folder).notes] == ["first"]
    desk.imports.take_notes(desk.imports.plan_notes(folder / "first.md"), deal.id)
    (note,) = desk.notes.of_deal(deal.id)
    desk.notes.trash(note.id)
    assert [note.title for note in desk.imports.plan_notes(folder).notes] == ["first"]


def test_joplin(desk: Desk, deal: Deal, joplin: Path) -> None:
    plan = desk.imports.plan_notes(joplin)
    assert (plan.problems, plan.say()) == ((), "1 note, 2 attachments.")
    (note,) = desk.imports.take_notes(plan, deal.id)
    assert note.title == "Walk of the quay"
    assert note.body.endswith("(../_resources/form.pdf)\n\n#crane\n")
    assert note.written_at == datetime(2021, 5, 1, 16, 40, tzinfo=UTC)
    assert note.changed_at == datetime(2021, 5, 2, 8, 0, tzinfo=UTC)
    assert note.written_at.isoformat().endswith("+02:00")  # where the desk is
    plan_png, form = desk.attachments.of_note(note.id)
    assert (plan_png.name, plan_png.picture, plan_png.private) == ("plan.png", "png", True)
    assert desk.attachments.read(form.id) == b"%PDF"
    assert desk.notes.get(note.id) == note
    (revision,) = desk.notes.revisions(note.id)
    assert (revision.body, revision.saved_at) == (note.body, note.changed_at)


def test_obsidian(desk: Desk, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for name in (".obsidian", ".trash", "a", "b"):
        (vault / name).mkdir(parents=True)
    (vault / ".trash" / "old.md").write_text("thrown away", encoding="utf-8")
    for name in ("a", "b"):
        (vault / name / "plan.png").write_bytes(PNG + name.encode())
    (vault / "only.png").write_bytes(PNG)
    text = (
        "![[Only.png|200]] ![[a/plan.png]] ![[b/plan.png]] ![[plan.png]] [[Other]] ![[Other]] [x](Other.md)"
    )
    (vault / "Yard.md").write_text(text, encoding="utf-8")
    os.utime(vault / "Yard.md", (1_600_000_000, 1_600_000_000))
    plan = desk.imports.plan_notes(vault)
    assert plan.remarks == ("Yard.md refers to plan.png, which is not there.",)  # there are two of that name
    (note,) = desk.imports.take_notes(plan)
    names = [one.name for one in desk.attachments.of_note(note.id)]
    assert names == ["only.png", "plan.png", "plan (2).png"]
    assert note.body.startswith("![[Only.png|200]] ![[a/plan.png]] ![plan.png](attachment:")
    assert note.body.endswith("[[Other]] ![[Other]] [x](Other.md)")
    assert note.changed_at == datetime.fromtimestamp(1_600_000_000, UTC)


def test_joplins_ids(desk: Desk, tmp_path: Path) -> None:
    key = "0123456789abcdef0123456789abcdef"
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / f"{key}.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text(f"![x](:/{key}) ![y](:/{'f' * 32})", encoding="utf-8")
    plan = desk.imports.plan_notes(tmp_path / "a.md")
    assert plan.remarks == (f"a.md refers to :/{'f' * 32}, which is not there.",)
    (note,) = desk.imports.take_notes(plan)
    assert note.body.startswith(f"![x](attachment:{key}.png)")


def test_no_text_reaches_out_of_the_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    vault = tmp_path / "vault"
    (vault / "sub").mkdir(parents=True)
    (vault / "link.png").symlink_to(tmp_path / "secret.png")
    (vault / "way").symlink_to(tmp_path)
    text = (
        "![a](../secret.png) ![b](../../etc/passwd.png) ![c](/etc/passwd.png) ![d](link.png) "
        "![e](way/secret.png) ![f](file:///etc/passwd) ![g](sub/../../secret.png) ![h](..%2Fsecret.png) "
        "![i](..\\secret.png) ![[../secret.png]]"
    )
    (vault / "note.md").write_text(text, encoding="utf-8")
    plan = desk.imports.plan_notes(vault)
    assert plan.attachments == 0
    ends = [remark.rpartition(", which ")[2] for remark in plan.remarks]
    assert ends.count("lies outside the folder.") == 7
    assert ends.count("is not there.") == 2
    desk.imports.take_notes(plan)


def test_front_matter_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: a: b\n---\nBody", encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: Fine\nkind: demo\n---\nBody", encoding="utf-8")
    (tmp_path / "c.md").write_text("---\ncreated: 2099-01-01\n---\nBody", encoding="utf-8")
    plan = desk.imports.plan_notes(tmp_path)
    assert [(note.title, note.kind) for note in plan.notes] == [
        ("a", NoteKind.IDEA),
        ("Fine", NoteKind.DEMO),
        ("c", NoteKind.IDEA),
    ]
    assert plan.remarks[0] == "a.md: its front matter is no YAML in line 2, so it was left in the text."
    assert plan.remarks[1].startswith("c.md is dated later than now")
    assert plan.skipped == ()
    desk.imports.take_notes(plan)
    assert max(note.changed_at for note in desk.notes.inbox()) <= desk.now()


def test_limits(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile):
        desk.imports.plan_notes(folder / "nowhere")
    monkeypatch.setattr(notes_in, "MOST_BYTES", 3)
    assert "longer than" in desk.imports.plan_notes(folder / "first.md").problems[0]
    monkeypatch.undo()
    monkeypatch.setattr(notes_in, "MOST_IN_ALL", 3)
    assert desk.imports.plan_notes(folder).skipped[-1].startswith("inner/second.txt has no more room")
    monkeypatch.setattr(notes_folder, "MOST_FILES", 2)
    with pytest.raises(BadFile):
        desk.imports.plan_notes(folder)
    assert len(desk.imports.plan_notes(folder / "first.md").notes) == 1  # of one file only what is beside it


def test_files_over_the_limit_stay_out(desk: Desk, joplin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_in, "MOST_ATTACHED", 10)
    plan = desk.imports.plan_notes(joplin)
    assert plan.attachments == 1
    assert plan.remarks == ("Quays/Walk of the quay.md: plan.png is larger than 0 MB.",)


@pytest.mark.parametrize("raw", [b"a\0b", b"\xff\xfe\xff", "Größe".encode("cp1252")])
def test_what_is_no_text_is_named(desk: Desk, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "odd.md").write_bytes(raw)
    (tmp_path / "fine.md").write_text("x", encoding="utf-16")
    plan = desk.imports.plan_notes(tmp_path)
    assert len(plan.skipped) == 1
    assert plan.skipped[0].startswith("odd.md ")
    assert [note.body for note in plan.notes] == ["x"]


def test_a_file_that_cannot_be_read(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_words: object) -> bytes:
        raise PermissionError

    assert desk.zone.key == "Europe/Berlin"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        plan = desk.imports.plan_notes(folder / "first.md")
    assert plan.problems == ("first.md cannot be read.",)


@pytest.mark.parametrize("place", [Path("/dev/zero"), Path("a" * 5_000)])
def test_what_is_no_file(desk: Desk, place: Path) -> None:
    with pytest.raises(BadFile):
        desk.imports.plan_notes(place)


def test_the_title_is_one_line(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.md").write_text("x", encoding="utf-8")
    assert [note.title for note in desk.imports.plan_notes(tmp_path).notes] == ["two lines"]


class Enough(Exception):
    """Somebody stops it."""


def test_progress_and_stop(desk: Desk, folder: Path, heard: list[Change]) -> None:
    told: list[tuple[int, int]] = []
    plan = desk.imports.plan_notes(folder, lambda done, of: told.append((done, of)))
    assert told[-3:] == [(0, 3), (1, 3), (2, 3)]
    heard.clear()

    def stop(done: int, _of: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        desk.imports.take_notes(plan, progress=stop)
    assert (desk.notes.inbox(), heard) == ((), [])
    with pytest.raises(Enough):
        desk.imports.plan_notes(folder, stop)


def test_a_file_that_is_gone_stops_all_of_it(desk: Desk, joplin: Path) -> None:
    (joplin / "other.md").write_text("x", encoding="utf-8")
    plan = desk.imports.plan_notes(joplin)
    (joplin / "_resources" / "form.pdf").unlink()
    with pytest.raises(BadFile):
        desk.imports.take_notes(plan)
    assert desk.notes.inbox() == ()
    with desk.reading() as conn:
        assert attachment_rows.total_size(conn) == 0


def test_many_are_announced_as_one(desk: Desk, tmp_path: Path, heard: list[Change]) -> None:
    for number in range(notes_in.FEW + 1):
        (tmp_path / f"{number:03}.md").write_text(f"note {number}", encoding="utf-8")
    desk.imports.take_notes(desk.imports.plan_notes(tmp_path))
    assert [change.noun for change in heard] == [Noun.EVERYTHING]
    assert len(desk.notes.inbox()) == notes_in.FEW + 1
