"""Statements for notes in the trash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from se_desk.storage import note_links
from se_desk.storage.store import Connection
from se_desk.storage.tables.notes import notes


def delete_trashed_before(conn: Connection, moment: datetime) -> int:
    """Delete what was put there before a moment, with its revisions; how many notes."""
    old = delete(notes).where(notes.c.trashed_at.is_not(None), notes.c.trashed_at < moment)
    count = conn.execute(old).rowcount
    if count:
        note_links.forget_gone_notes(conn)
    return count
