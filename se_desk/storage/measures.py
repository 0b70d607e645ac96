"""Statements that gather what charters are measured by, in a handful of queries however long the years."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from se_desk.domain.calls import Call
from se_desk.storage import calls as call_rows
from se_desk.storage.rows import columns_of, record_of
from se_desk.storage.store import Connection
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.huddles import debriefs, huddles


def calls_of(conn: Connection, partner_id: str, since: datetime, until: datetime) -> tuple[Call, ...]:
    """The calls on a partner's deals that begin from ``since`` to ``until``, without the cancelled ones."""
    found = (
        select(*columns_of(calls, Call))
        .join(deals, deals.c.id == calls.c.deal_id)
        .where(deals.c.partner_id == partner_id, calls.c.cancelled.is_(False))
        .where(calls.c.starts_at >= since, calls.c.starts_at <= until)
        .order_by(calls.c.starts_at, calls.c.id)
    )
    return tuple(record_of(Call, row) for row in conn.execute(found))


def huddles_held(conn: Connection, partner_id: str) -> dict[str, datetime]:
    """When the huddles of a partner's calls were held, by the call's id."""
    found = (
        select(huddles.c.call_id, huddles.c.held_at)
        .join(calls, calls.c.id == huddles.c.call_id)
        .join(deals, deals.c.id == calls.c.deal_id)
        .where(deals.c.partner_id == partner_id, huddles.c.held_at.is_not(None))
    )
    return {row[0]: row[1] for row in conn.execute(found)}


def count_debriefs(conn: Connection, partner_id: str) -> int:
    """How many calls on a partner's deals have a debrief."""
    found = (
        select(func.count())
        .select_from(debriefs)
        .join(calls, calls.c.id == debriefs.c.call_id)
        .join(deals, deals.c.id == calls.c.deal_id)
        .where(deals.c.partner_id == partner_id)
    )
    return conn.execute(found).scalar_one()


def first_notes(conn: Connection, call_ids: tuple[str, ...]) -> dict[str, datetime]:
    """When each call was first written down, by its id; asked in parts that a statement can take."""
    found: dict[str, datetime] = {}
    for start in range(0, len(call_ids), _MOST_KEYS):
        found |= call_rows.first_notes(conn, call_ids[start : start + _MOST_KEYS])
    return found


_MOST_KEYS = 5_000  # SQLite takes 32,766 in one statement, and the query names each twice
