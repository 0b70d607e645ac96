"""Statements of notes: what is shown, what may leave, revisions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import NotFound
from se_desk.domain.notes import Revision
from se_desk.storage import deals, notes
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note


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


def test_revisions_replace_and_thin(filled: Store) -> None:
    def revision(number: int, body: str) -> Revision:
        key = f"r{number}{body}"
        return Revision(id=key, note_id="n5", number=number, title="", body=body, saved_at=NOW)

    with filled.writing() as conn:
        for number in range(1, 6):
            notes.keep_revision(conn, revision(number, "a"))
        notes.keep_revision(conn, revision(5, "b"))
        assert notes.revision(conn, "n5", 5).body == "b"
        notes.thin_revisions(conn, "n5", 2)
        assert [found.number for found in notes.revisions_of(conn, "n5")] == [5, 4]
        with pytest.raises(NotFound):
            notes.revision(conn, "n5", 1)


LINES = st.lists(
    st.sampled_from(("", "plain", "with @ana", "    code", "#tag here", "[[Deal]]", "~")), max_size=5
)


@given(LINES, LINES)
def test_a_change_that_names_the_same_is_known_by_its_lines(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    naming = notes._NAMING_LINE.findall
    assert notes._names_the_same(old, new) == (naming(old) == naming(new))
