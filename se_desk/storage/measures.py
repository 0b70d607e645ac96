"""Statements that gather what charters are measured by, in a handful of queries however long the years."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from se_desk.domain.ids import made_at
from se_desk.domain.measures import CallFact
from se_desk.storage import calls as call_rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.huddles import debriefs, huddles
from se_desk.storage.tables.partners import crm_ticks


def calls_of(conn: Connection, partner_id: str, since: datetime, until: datetime) -> tuple[CallFact, ...]:
    """The calls on a partner's deals that begin from ``since`` to ``until``, without the cancelled ones.

    With the huddle and the tick of each; its first note is asked for apart.
    """
    found = (
        select(*_OF_CALL)
        .join(deals, deals.c.id == calls.c.deal_id)
        .join(huddles, huddles.c.call_id == calls.c.id, isouter=True)
        .join(crm_ticks, crm_ticks.c.id == calls.c.id, isouter=True)
        .where(deals.c.partner_id == partner_id, calls.c.cancelled.is_(False))
        .where(calls.c.starts_at >= since, calls.c.starts_at <= until)
        .order_by(calls.c.starts_at, calls.c.id)
    )
    return tuple(
        CallFact(
            id=key,
            title=title,
            kind=kind,
            starts_at=starts_at,
            ends_at=ends_at,
            known_at=made_at(key),
            context_received_at=context_at,
            huddle_held_at=held_at,
            ae_logged=logged,
        )
        for key, title, kind, starts_at, ends_at, context_at, held_at, logged in conn.execute(found)
    )


_OF_CALL = (
    calls.c.id,
    calls.c.title,
    calls.c.kind,
    calls.c.starts_at,
    calls.c.ends_at,
    calls.c.context_received_at,
    huddles.c.held_at,
    crm_ticks.c.logged,
)


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
