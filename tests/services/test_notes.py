"""Verbs of notes on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.notes import Note, NoteKind
from se_desk.services import notes as notes_module
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage import note_links

BODY = "# Line walk\n\nTab\there, NBSP\u00a0here, line\u2028separator, emoji 🧭, עברית"


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, kind=NoteKind.TECHNICAL, body=BODY)


def test_source_is_kept_as_it_is(desk: Desk, note: Note) -> None:
    assert desk.notes.get(note.id).body == BODY
    assert desk.notes.of_deal(note.deal_id or "") == (note,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(body=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(desk: Desk, note: Note, body: str) -> None:
    desk.notes.write(note.id, body)
    assert desk.notes.get(note.id).body == body


def test_an_unchanged_text_says_nothing(desk: Desk, note: Note, heard: list[Change]) -> None:
    heard.clear()
    desk.notes.write(note.id, BODY)
    assert heard == []
    desk.notes.write(note.id, BODY + "!", author="editor")
    assert heard == [Change(Noun.NOTE, note.id, note.deal_id, "editor")]


def test_one_revision_a_pause_of_work(desk: Desk, note: Note, clock: MovableClock) -> None:
    desk.notes.write(note.id, BODY + " one")
    clock.move(timedelta(minutes=4, seconds=59))
    assert desk.notes.write(note.id, BODY + " two").revision == 1
    clock.move(timedelta(minutes=5))
    assert desk.notes.write(note.id, BODY + " three").revision == 2
    kept = [revision.body.removeprefix(BODY) for revision in desk.notes.revisions(note.id)]
    assert kept == [" three", " two"]


def test_emptying_keeps_what_was_there(desk: Desk, note: Note) -> None:
    assert desk.notes.write(note.id, "").revision == 2
    assert desk.notes.revisions(note.id)[1].body == BODY
    back = desk.notes.restore(note.id, 1)
    assert (back.body, back.revision) == (BODY, 3)
    with pytest.raises(NotFound):
        desk.notes.restore(note.id, 99)


def test_a_note_that_is_emptied_by_and_by_can_be_had_back(desk: Desk, note: Note) -> None:
    full = BODY + " and much more that was written in one go" * 10
    desk.notes.write(note.id, full)
    for length in range(len(full), -1, -20):
        desk.notes.write(note.id, full[:length])
    desk.notes.write(note.id, "")
    kept = [revision.body for revision in desk.notes.revisions(note.id)]
    assert full in kept
    assert kept[0] == ""
    assert len(kept) <= 10  # one each time it halves, and not one for every write
    desk.notes.write(note.id, "a")
    assert desk.notes.get(note.id).body == "a"


def test_a_text_that_shrinks_a_little_keeps_one_revision(desk: Desk, note: Note) -> None:
    """The control of the one before."""
    full = BODY + "words " * 40
    desk.notes.write(note.id, full)
    desk.notes.write(note.id, full[:-60])
    assert desk.notes.write(note.id, full[:-90]).revision == 1


@pytest.mark.parametrize("verb", ["private", "kind", "file", "trash"])
def test_what_is_no_typing_does_not_join_two_pauses_of_work(
    desk: Desk, note: Note, clock: MovableClock, verb: str
) -> None:
    desk.notes.write(note.id, BODY + " of last week")
    clock.move(timedelta(days=7))
    {
        "private": lambda: desk.notes.set_private(note.id, True),
        "kind": lambda: desk.notes.set_kind(note.id, NoteKind.POC),
        "file": lambda: desk.notes.file(note.id, None),
        "trash": lambda: (desk.notes.trash(note.id), desk.notes.take_back(note.id)),
    }[verb]()
    clock.move(timedelta(minutes=1))
    desk.notes.write(note.id, BODY + " of this week")
    assert [r.body.removeprefix(BODY) for r in desk.notes.revisions(note.id)] == [
        " of this week",
        " of last week",
    ]


def test_a_transcript_and_its_summary_can_both_be_had_back(desk: Desk, note: Note) -> None:
    transcript, summary = "said " * 200, "sum " * 150
    for body in (transcript, summary, ""):
        desk.notes.write(note.id, body)
    assert [r.body for r in desk.notes.revisions(note.id)][:3] == ["", summary, transcript]


def test_restoring_keeps_the_text_of_now(desk: Desk, note: Note) -> None:
    longest, shown = "long " * 200, "now " * 150
    desk.notes.write(note.id, "short")
    desk.notes.write(note.id, longest)
    desk.notes.write(note.id, shown)
    short = next(r.number for r in desk.notes.revisions(note.id) if r.body == BODY)
    assert desk.notes.restore(note.id, short).body == BODY
    assert {longest, shown, BODY} <= {r.body for r in desk.notes.revisions(note.id)}


def test_the_first_write_of_a_sitting_keeps_what_it_found(desk: Desk, note: Note) -> None:
    desk.notes.write(note.id, BODY + " before")
    again = Desk(desk.store, desk.clock)
    again.notes.write(note.id, BODY + " after")
    assert [r.body.removeprefix(BODY) for r in again.notes.revisions(note.id)] == [" after", " before"]
    assert again.notes.write(note.id, BODY + " after all").revision == 2


def test_emptied_and_filled_in_turn_pushes_no_older_text_out(desk: Desk, note: Note) -> None:
    for _ in range(notes_module.KEPT_REVISIONS + 20):
        desk.notes.write(note.id, "")
        desk.notes.write(note.id, "again " * 20)
    assert len(desk.notes.revisions(note.id)) <= 4
    assert BODY in {r.body for r in desk.notes.revisions(note.id)}


def test_old_revisions_are_thinned(
    desk: Desk, note: Note, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes_module, "KEPT_REVISIONS", 3)
    for number in range(5):
        clock.move(timedelta(hours=1))
        desk.notes.write(note.id, f"{BODY} {number}")
    assert [r.number for r in desk.notes.revisions(note.id)] == [6, 5, 4]


def test_title_kind_private_file_trash(desk: Desk, note: Note) -> None:
    assert desk.notes.retitle(note.id, " Walk ").title == "Walk"
    assert desk.notes.set_kind(note.id, NoteKind.DECISION).kind is NoteKind.DECISION
    assert desk.notes.set_private(note.id, True).private
    desk.notes.trash(note.id)
    assert desk.notes.of_deal(note.deal_id or "") == ()
    assert desk.notes.take_back(note.id).trashed_at is None
    assert desk.notes.file(note.id, None).deal_id is None
    assert [n.id for n in desk.notes.inbox()] == [note.id]


def test_a_note_of_a_call_belongs_to_its_deal(desk: Desk, deal: Deal) -> None:
    call = desk.calls.plan("Line walk", desk.now(), minutes=30, deal_id=deal.id)
    note = desk.notes.start(None, kind=NoteKind.CALL, call_id=call.id, body="x")
    assert note.deal_id == deal.id
    assert desk.notes.of_call(call.id) == (note,)


def test_a_note_of_nothing(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.notes.start("nowhere")
    with pytest.raises(NotFound):
        desk.notes.write("nowhere", "x")


def test_a_template_is_filled_in_with_deal_and_call(desk: Desk, deal: Deal) -> None:
    call = desk.calls.plan("Line walk", desk.now(), minutes=30, deal_id=deal.id)
    desk.calls.attend(call.id, "Oskar Brandt")
    text = desk.notes.template(NoteKind.CALL, call_id=call.id)
    assert text.startswith(
        "# Line walk\n\n- Deal: Berth planning\n- Account: Halvorsen Quays\n- Day: Wed 4 Mar 2026\n"
    )
    assert "- Present: Oskar Brandt\n" in text
    assert desk.notes.template(NoteKind.DEMO, deal.id).startswith("# Demo: Halvorsen Quays\n")
    assert "Deal:" not in desk.notes.template(NoteKind.IDEA)
    with pytest.raises(NotFound):
        desk.notes.template(NoteKind.CALL, call_id="nowhere")


def test_links_follow_each_save_that_names_something_else(desk: Desk, note: Note) -> None:
    """A save that names the same is not looked through again; indenting can make a name code."""
    for body, count in (
        ("See #lifts here", 1),
        ("See #lifts here and more", 1),
        ("See #lifts here and more\nplain", 1),
        ("Plain\n\n    #lifts", 0),
        ("Plain\n\n    #lifts\nplain words", 0),
        ("Plain\n\n#lifts\nplain words", 1),
        ("", 0),
    ):
        desk.notes.write(note.id, body)
        with desk.reading() as conn:
            assert len(note_links.of_note(conn, note.id)) == count, body
