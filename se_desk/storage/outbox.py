"""Statements for the outbox."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, func, select

from se_desk.domain.outbox import Sending, SendingState
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.notes import notes
from se_desk.storage.tables.outbox import outbox

_OPEN = tuple(state for state in SendingState if state.is_open)


def insert(conn: Connection, record: Sending) -> None:
    """One more."""
    rows.insert(conn, outbox, record)


def update(conn: Connection, record: Sending) -> None:
    """What became of one."""
    rows.update(conn, outbox, record)


def get(conn: Connection, sending_id: str) -> Sending:
    """NotFound where it was taken back."""
    return rows.get(conn, outbox, Sending, sending_id)


def find(conn: Connection, sending_id: str) -> Sending | None:
    """None where it was taken back."""
    return rows.find(conn, outbox, Sending, outbox.c.id == sending_id)


def remove(conn: Connection, sending_id: str) -> None:
    """Taken back."""
    conn.execute(delete(outbox).where(outbox.c.id == sending_id))


def still_open(conn: Connection, crm: str | None = None) -> tuple[Sending, ...]:
    """What is to be sent, oldest first: of one CRM, or of all."""
    chosen = () if crm is None else (outbox.c.crm == crm,)
    return rows.fetch(
        conn,
        outbox,
        Sending,
        outbox.c.state.in_(_OPEN),
        *chosen,
        order_by=(outbox.c.approved_at, outbox.c.id),
    )


def count_open(conn: Connection) -> int:
    """How many are to be sent."""
    found = conn.execute(select(func.count()).select_from(outbox).where(outbox.c.state.in_(_OPEN)))
    return int(found.scalar_one())


def newest(conn: Connection, limit: int) -> tuple[Sending, ...]:
    """All but the sent ones, and the last ``limit`` of those; newest first."""
    order = (outbox.c.approved_at.desc(), outbox.c.id.desc())
    sent = outbox.c.state == SendingState.SENT
    return (
        *rows.fetch(conn, outbox, Sending, ~sent, order_by=order),
        *rows.fetch(conn, outbox, Sending, sent, order_by=order, limit=limit),
    )


def revisions(conn: Connection, note_ids: Collection[str]) -> dict[str, int]:
    """At which revision these notes are now; a note that is gone is left out."""
    asked = select(notes.c.id, notes.c.revision).where(notes.c.id.in_(note_ids))
    return {row.id: row.revision for row in conn.execute(asked)}


def of_note(conn: Connection, note_id: str, crm: str) -> tuple[Sending, ...]:
    """What was approved of a note for a CRM, oldest first."""
    return rows.fetch(
        conn,
        outbox,
        Sending,
        outbox.c.note_id == note_id,
        outbox.c.crm == crm,
        order_by=(outbox.c.approved_at, outbox.c.id),
    )
