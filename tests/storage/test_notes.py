"""Statements of notes: what is shown, what may leave, revisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import NotFound
from se_desk.domain.notes import Note, Revision
from se_desk.storage import deals, notes
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note

HOUR = timedelta(hours=1)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        deals.insert(conn, a_deal("d2"))
        for number, fields in enumerate(
            (
                {"private": True},
                {"deal_id": "d2"},
                {"trashed_at": NOW},
                {"deal_id": None},
                {"trashed_at": NOW, "private": True},
                {},
            )
        ):
            notes.insert(conn, a_note(f"n{number}", written_at=NOW + timedelta(minutes=number), **fields))
    return store


def test_of_a_deal_newest_first_without_trash(filled: Store) -> None:
    with filled.reading() as conn:
        assert [note.id for note in notes.of_deal(conn, "d1")] == ["n5", "n0"]
        assert [note.id for note in notes.of_deal(conn, None)] == ["n3"]
        assert notes.get(conn, "n2").trashed_at == NOW


def test_only_what_may_leave_is_shareable(filled: Store) -> None:
    with filled.reading() as conn:
        assert [note.id for note in notes.shareable(conn)] == ["n1", "n5"]
        assert [note.id for note in notes.shareable(conn, ("d1",))] == ["n5"]
        assert notes.shareable(conn, ()) == ()
        assert [note.id for note in notes.private(conn)] == ["n0"]
        assert notes.private(conn, ("d2",)) == ()


def test_the_newest_revision_follows_the_note_and_older_ones_are_thinned(filled: Store) -> None:
    with filled.writing() as conn:
        note = notes.get(conn, "n5")
        for number in range(1, 6):
            note = replace(note, revision=number, body=f"text {number}", changed_at=NOW + number * HOUR)
            notes.update(conn, note)
            notes.begin_revision(conn, note, f"r{number}")
            if number < 5:
                notes.seal_revision(conn, sealed(note))
        notes.update(conn, replace(note, body="later", changed_at=NOW + 9 * HOUR), before=note)
        found = notes.revisions_of(conn, "n5")
        assert [(each.number, each.body) for each in found[:2]] == [(5, "later"), (4, "text 4")]
        assert [each.saved_at for each in found[:2]] == [NOW + 9 * HOUR, NOW + 4 * HOUR]
        assert [each.id for each in found] == ["r5", "r4", "r3", "r2", "r1"]
        assert notes.is_kept(conn, "n5", "text 4") and not notes.is_kept(conn, "n5", "later")
        notes.thin_revisions(conn, "n5", 2)
        assert [each.number for each in notes.revisions_of(conn, "n5")] == [5, 4]
        with pytest.raises(NotFound):
            notes.revision(conn, "n5", 1)


def sealed(note: Note) -> Revision:
    """The note's newest revision with a text of its own."""
    return Revision(
        id="new", note_id=note.id, number=note.revision, title="", body=note.body, saved_at=note.changed_at
    )


def test_only_a_save_of_the_text_is_one_of_the_revision(filled: Store) -> None:
    with filled.writing() as conn:
        note = notes.get(conn, "n5")
        notes.begin_revision(conn, note, "r")
        notes.update(conn, replace(note, private=True, changed_at=NOW + HOUR), before=note)
        assert notes.saved_at(conn, "n5", 1) == note.changed_at
        notes.update(conn, replace(note, title="New", changed_at=NOW + HOUR), before=note)
        assert notes.saved_at(conn, "n5", 1) == NOW + HOUR


def test_a_note_without_a_revision_gets_one_when_it_is_sealed(filled: Store) -> None:
    with filled.writing() as conn:
        assert notes.revisions_of(conn, "n5") == () and notes.saved_at(conn, "n5", 1) is None
        notes.seal_revision(conn, sealed(replace(notes.get(conn, "n5"), body="as it was")))
        assert notes.revision(conn, "n5", 1).body == "as it was"


LINES = st.lists(
    st.sampled_from(("", "plain", "with @ana", "    code", "#tag here", "[[Deal]]", "~")), max_size=5
)


@given(LINES, LINES)
def test_a_change_that_names_the_same_is_known_by_its_lines(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    naming = notes._NAMING_LINE.findall
    assert notes._names_the_same(old, new) == (naming(old) == naming(new))
