"""Statements for attachments. Only ``bytes_of`` reads bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_leave

from se_desk.domain.attachments import Attachment
from se_desk.domain.errors import NotFound
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.attachments import attachment_bytes, attachments
from se_desk.storage.tables.notes import notes

_SHOWN = (attachments.c.removed_at.is_(None), attachments.c.away.is_(False))


def insert(conn: Connection, attachment: Attachment, data: bytes) -> None:
    """A new one; bytes that are on the desk already are kept once."""
    kept = insert_or_leave(attachment_bytes).values(sha256=attachment.sha256, data=data)
    conn.execute(kept.on_conflict_do_nothing())
    rows.insert(conn, attachments, attachment)


def update(conn: Connection, attachment: Attachment) -> None:
    """All fields of one that is there."""
    rows.update(conn, attachments, attachment)


def get(conn: Connection, attachment_id: str) -> Attachment:
    """The attachment, removed or not; NotFound where there is none."""
    return rows.get(conn, attachments, Attachment, attachment_id)


def of_note(conn: Connection, note_id: str, *, removed: bool = False) -> tuple[Attachment, ...]:
    """A note's attachments in the order they were added; with ``removed`` those that can be taken back."""
    gone = attachments.c.removed_at.is_not(None) if removed else attachments.c.removed_at.is_(None)
    return _listed(conn, attachments.c.note_id == note_id, gone)


def of_deal(conn: Connection, deal_id: str) -> tuple[Attachment, ...]:
    """What hangs on a deal and on its notes, without what is removed or in the trash."""
    return _listed(conn, attachments.c.deal_id == deal_id, *_SHOWN)


def note_titles(conn: Connection, deal_id: str) -> dict[str, str]:
    """The titles of a deal's notes on which something hangs, by their ids."""
    carrying = select(attachments.c.note_id).where(attachments.c.deal_id == deal_id, *_SHOWN)
    found = conn.execute(select(notes.c.id, notes.c.title).where(notes.c.id.in_(carrying)))
    return {row.id: row.title for row in found}


def _listed(conn: Connection, *where: ColumnElement[bool]) -> tuple[Attachment, ...]:
    order = (attachments.c.added_at, attachments.c.id)
    return rows.fetch(conn, attachments, Attachment, *where, order_by=order)


def bytes_of(conn: Connection, sha256: str) -> bytes:
    """The bytes with this sum; NotFound where there are none."""
    found = conn.execute(select(attachment_bytes.c.data).where(attachment_bytes.c.sha256 == sha256)).scalar()
    if found is None:
        raise NotFound("The bytes of this attachment are not on the desk.")
    return bytes(found)


def let_go(conn: Connection, removed_before: datetime) -> int:
    """Deletes what was removed before this moment; how many that were."""
    done = conn.execute(delete(attachments).where(attachments.c.removed_at < removed_before))
    return int(done.rowcount)


def total_size(conn: Connection) -> int:
    """How many bytes all attachments take, each kept once."""
    once = select(attachments.c.size).group_by(attachments.c.sha256).subquery()
    return int(conn.execute(select(func.coalesce(func.sum(once.c.size), 0))).scalar() or 0)
