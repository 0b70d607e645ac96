"""Statements for where something was taken from: passages of notes, calls, attachments."""

from __future__ import annotations

from se_desk.domain.passages import TakenFrom
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.note_links import passages


def insert(conn: Connection, taken: TakenFrom) -> None:
    """One more."""
    rows.insert(conn, passages, taken)


def find(conn: Connection, passage_id: str) -> TakenFrom | None:
    """The passage, where it is still known."""
    return rows.find(conn, passages, TakenFrom, passages.c.id == passage_id)


def of(conn: Connection, noun: str, target_id: str) -> tuple[TakenFrom, ...]:
    """Where one thing was taken from, in the order of taking."""
    where = (passages.c.target_id == target_id, passages.c.noun == noun)
    return rows.fetch(conn, passages, TakenFrom, *where, order_by=(passages.c.taken_at, passages.c.id))


def of_note(conn: Connection, note_id: str) -> tuple[TakenFrom, ...]:
    """What was taken from a note, in the order of taking."""
    where = passages.c.note_id == note_id
    return rows.fetch(conn, passages, TakenFrom, where, order_by=(passages.c.taken_at, passages.c.id))
