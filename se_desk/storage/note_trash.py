"""Statements for notes in the trash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from se_desk.domain.notes import Note
from se_desk.storage import note_links, rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.notes import notes


def trashed(conn: Connection, most: int) -> tuple[Note, ...]:
    """The notes in the trash, the last one first; at most so many."""
    found = rows.fetch(
        conn,
        notes,
        Note,
        notes.c.trashed_at.is_not(None),
        order_by=(notes.c.trashed_at.desc(), notes.c.id.desc()),
    )
    return found[:most]


def delete_trashed_before(conn: Connection, moment: datetime) -> int:
    """Delete what was put there before a moment, with its revisions; how many notes."""
    old = delete(notes).where(notes.c.trashed_at.is_not(None), notes.c.trashed_at < moment)
    count = conn.execute(old).rowcount
    if count:
        note_links.forget_gone_notes(conn)
    return count
