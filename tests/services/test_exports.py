"""Notes that leave: only Shareable ones, only what is new, and nothing kept where nothing was written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadFile, BadInput, DiskFull, NotAllowed, NotFound
from se_desk.domain.notes import Note, NoteKind
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.exports import CHANGED, NEW, SAME, Exports

FORMATS = tuple(form.key for form in Exports.formats())


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, kind=NoteKind.DEMO, title="Berth demo", body="They *liked* the plan.")


@pytest.fixture
def secret(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, title="Doubt", body="zebra-secret", private=True)


@pytest.mark.parametrize("form", FORMATS)
def test_what_left_is_not_offered_again_until_it_changes(
    desk: Desk, deal: Deal, note: Note, clock: MovableClock, heard: list[Change], tmp_path: Path, form: str
) -> None:
    (new,) = desk.exports.plan(form).notes
    assert (new.how, new.is_new, new.last) == (NEW, True, None)
    heard.clear()
    written = desk.exports.write(form, (note.id,), tmp_path / "out", author="me")
    (ledger,) = desk.exports.of_note(note.id)
    assert heard == [Change(Noun.EXPORT, ledger.id, deal.id, "me")]
    assert (ledger.format, ledger.place, ledger.revision) == (form, str(tmp_path / "out"), note.revision)
    assert [path.read_bytes() for path in written] == [
        file.data for file in desk.exports.preview(form, (note.id,), tmp_path / "out")
    ]
    assert desk.exports.usual() == form
    plan = desk.exports.plan(form)
    assert (plan.notes[0].how, plan.offered) == (SAME, ())
    assert plan.notes[0].last == ledger

    clock.move(timedelta(minutes=10))
    desk.notes.write(note.id, "They *liked* the plan. And the price.")
    (changed,) = desk.exports.plan(form).offered
    assert (changed.how, changed.last) == (CHANGED, ledger)


def test_a_note_counts_as_changed_where_only_what_is_written_of_it_changed(
    desk: Desk, deal: Deal, note: Note, tmp_path: Path
) -> None:
    desk.exports.write("markdown", (note.id,), tmp_path)
    desk.deals.change(deal.id, title="Berths, second try")
    assert [one.how for one in desk.exports.plan("markdown").offered] == [CHANGED]


def test_formats_have_ledgers_of_their_own(desk: Desk, note: Note, tmp_path: Path) -> None:
    desk.exports.write("markdown", (note.id,), tmp_path)
    assert desk.exports.plan("markdown").offered == ()
    assert len(desk.exports.plan("text").offered) == 1


def test_what_left_may_leave_again(desk: Desk, note: Note, tmp_path: Path) -> None:
    for _ in range(2):
        again = tuple(one.out.note.id for one in desk.exports.plan("text").notes)
        desk.exports.write("text", again, tmp_path)
    assert len(desk.exports.of_note(note.id)) == 2


@pytest.mark.parametrize("form", FORMATS)
def test_a_private_note_leaves_in_no_way(
    desk: Desk, note: Note, secret: Note, tmp_path: Path, form: str
) -> None:
    plan = desk.exports.plan(form)
    assert [one.out.note.id for one in plan.notes] == [note.id]
    assert [one.id for one in plan.private] == [secret.id]
    for leave in (
        lambda: desk.exports.write(form, (note.id, secret.id), tmp_path),
        lambda: desk.exports.preview(form, (secret.id,)),
        lambda: desk.exports.clipboard(secret.id),
    ):
        with pytest.raises(NotAllowed):
            leave()
    assert list(tmp_path.glob("*.*")) == []
    assert desk.exports.of_note(note.id) == ()
    desk.exports.write(form, (note.id,), tmp_path)  # the control: without it, it leaves
    assert desk.exports.of_note(note.id)


def test_a_note_made_private_later_stays_from_then_on(desk: Desk, note: Note, tmp_path: Path) -> None:
    desk.exports.write("text", (note.id,), tmp_path)
    desk.notes.set_private(note.id, True)
    plan = desk.exports.plan("text")
    assert (plan.notes, [one.id for one in plan.private]) == ((), [note.id])


def test_only_the_deals_that_are_named(desk: Desk, deal: Deal, note: Note, secret: Note) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    elsewhere = desk.notes.start(other.id, title="Gate", body="x")
    desk.notes.start(None, title="Of no deal, so with no place in a CRM", body="x")
    assert {one.out.note.id for one in desk.exports.plan("text").notes} == {note.id, elsewhere.id}
    plan = desk.exports.plan("text", (other.id,))
    assert ([one.out.note.id for one in plan.notes], plan.private) == ([elsewhere.id], ())


def test_a_disk_that_refuses_leaves_no_line_in_the_ledger(
    desk: Desk,
    note: Note,
    heard: list[Change],
    tmp_path: Path,
    no_room: Callable[[], AbstractContextManager[None]],
) -> None:
    heard.clear()
    with no_room(), pytest.raises(DiskFull):
        desk.exports.write("text", (note.id,), tmp_path)
    assert (desk.exports.of_note(note.id), heard) == ((), [])
    assert [one.how for one in desk.exports.plan("text").offered] == [NEW]
    assert desk.exports.write("text", (note.id,), tmp_path)  # the control
    assert len(desk.exports.of_note(note.id)) == 1


def test_what_cannot_be_exported(desk: Desk, note: Note, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        desk.exports.write("text", (), tmp_path)
    with pytest.raises(NotFound):
        desk.exports.write("text", ("nowhere",), tmp_path)
    with pytest.raises(NotFound, match="markdown"):
        desk.exports.plan("word-perfect")


def test_one_note_for_the_clipboard(desk: Desk, note: Note) -> None:
    both = desk.exports.clipboard(note.id)
    assert "liked" in both.text
    assert "<em>liked</em>" in both.html
    assert desk.exports.of_note(note.id) == ()


def test_the_formats_there_are(desk: Desk) -> None:
    assert set(FORMATS) <= {each.key for each in desk.exports.formats()}


DOCUMENT = "069Qy000001AbCdIAK"


def successes(path: Path, *rows: tuple[str, Path]) -> Path:
    """As Data Loader writes about a load."""
    lines = [f'"{key}","SE note: x","{content}","Item Created"' for key, content in rows]
    path.write_text("\r\n".join(('"ID","TITLE","CONTENT","STATUS"', *lines)), "utf-8")
    return path


def test_loaded_notes_are_linked_to_their_opportunities(
    desk: Desk, deal: Deal, note: Note, secret: Note, tmp_path: Path
) -> None:
    desk.deals.change(deal.id, crm_id="006Aa00000KQp1x")
    _table, body = desk.exports.write("salesforce-notes", (note.id,), tmp_path / "out")
    gone = body.with_name(f"note-{'0' * 8}-0000-7000-8000-{'0' * 12}.html")
    hidden = body.with_name(f"note-{secret.id}.html")
    said = successes(tmp_path / "s.csv", (DOCUMENT, body), (DOCUMENT, gone), (DOCUMENT, hidden))
    written = desk.exports.link_notes(said, tmp_path / "out")
    assert written.read_text("utf-8").splitlines()[1:] == [f'"{DOCUMENT}","006Aa00000KQp1x","V","AllUsers"']


def test_the_table_names_the_bodies_by_their_path(desk: Desk, note: Note, tmp_path: Path) -> None:
    table, body = desk.exports.write("salesforce-notes", (note.id,), tmp_path)
    assert f'"{body}"' in table.read_text("utf-8")


def test_a_file_of_successes_that_is_none(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        desk.exports.link_notes(tmp_path / "gone.csv", tmp_path)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(BadFile):
        desk.exports.link_notes(tmp_path / "x.csv", tmp_path)
    assert not list(tmp_path.glob("*links*"))


def test_pictures_leave_beside_their_notes(desk: Desk, deal: Deal, tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n1"
    note = desk.notes.start(deal.id, title="Yard", body="![](attachment:plan.png)")
    hidden = desk.notes.start(deal.id, title="Own", body="![](attachment:secret.png)", private=True)
    desk.attachments.add(png, "plan.png", note_id=note.id)
    desk.attachments.add(b"unseen", "unseen.txt", note_id=note.id)
    desk.attachments.add(png + b"2", "secret.png", note_id=hidden.id)
    desk.attachments.add(b"x", "order.pdf", deal_id=deal.id)
    out = tmp_path / "out"
    text, picture = desk.exports.write("markdown", (note.id,), out)
    assert picture.read_bytes() == png
    assert f"](attached/{picture.name})" in text.read_text("utf-8")
    assert sorted(path.name for path in out.rglob("*")) == sorted(["attached", text.name, picture.name])
    assert desk.exports.plan("markdown").offered == ()
    with pytest.raises(NotAllowed):
        desk.exports.write("markdown", (hidden.id,), tmp_path)
    assert len(desk.exports.write("html", (note.id,), tmp_path / "html")) == 1
