"""Statements for the outbox, on a real desk file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.notes import Note
from se_desk.domain.outbox import Sending, SendingState
from se_desk.storage import deals, note_trash, notes, outbox
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal, a_note


def sending(number: int, note_id: str, state: SendingState = SendingState.WAITING) -> Sending:
    return Sending(
        id=f"0190000{number}-0000-7000-8000-000000000000",
        note_id=note_id, crm="tryton" if number % 2 else "x",
        crm_deal="7", revision=1, title=f"Note {number}", body="b", marker="m", digest="d",
        happened_at=NOW, approved_at=NOW + timedelta(minutes=number), state=state,
    )  # fmt: skip


@pytest.fixture
def note(store: Store) -> Note:
    made = a_note("n1", trashed_at=NOW)
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        notes.insert(conn, made)
    return made


def test_open_ones_by_age_and_the_newest_first(store: Store, note: Note) -> None:
    rows = [sending(number, note.id) for number in range(4)]
    rows[0] = replace(rows[0], state=SendingState.SENT)
    rows[3] = replace(rows[3], state=SendingState.SENDING, unsure=True)
    with store.writing() as conn:
        for one in rows:
            outbox.insert(conn, one)
    with store.reading() as conn:
        assert outbox.still_open(conn) == tuple(rows[1:])
        assert outbox.still_open(conn, "tryton") == (rows[1], rows[3])
        assert outbox.count_open(conn) == 3
        assert outbox.newest(conn, 5) == (*reversed(rows[1:]), rows[0])
        assert outbox.newest(conn, 0) == tuple(reversed(rows[1:]))
        assert outbox.of_note(conn, note.id, "x") == (rows[0], rows[2])
        assert outbox.get(conn, rows[3].id) == outbox.find(conn, rows[3].id) == rows[3]
        assert outbox.revisions(conn, {note.id, "gone"}) == {note.id: note.revision}


def test_changed_taken_back_and_gone_with_its_note(store: Store, note: Note) -> None:
    one, other = sending(1, note.id), sending(2, note.id)
    with store.writing() as conn:
        outbox.insert(conn, one)
        outbox.insert(conn, other)
        outbox.update(conn, one.begun(NOW))
        outbox.remove(conn, other.id)
    with store.writing() as conn:
        assert outbox.get(conn, one.id) == one.begun(NOW)
        assert outbox.find(conn, other.id) is None
        with pytest.raises(NotFound):
            outbox.get(conn, other.id)
        assert note_trash.delete_trashed_before(conn, NOW + timedelta(days=1)) == 1
        assert outbox.newest(conn, 5) == ()
