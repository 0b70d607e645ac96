"""Statements for deals that were called not ready for technical investment."""

from __future__ import annotations

from sqlalchemy import select

from se_desk.domain.not_ready import Ended, NotReady
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.not_ready import not_ready

_NEWEST = (not_ready.c.flagged_on.desc(), not_ready.c.id.desc())


def insert(conn: Connection, record: NotReady) -> None:
    """A deal is called not ready."""
    rows.insert(conn, not_ready, record)


def update(conn: Connection, record: NotReady) -> None:
    """All fields of one that is there."""
    rows.update(conn, not_ready, record)


def get(conn: Connection, record_id: str) -> NotReady:
    """The record; NotFound where there is none."""
    return rows.get(conn, not_ready, NotReady, record_id)


def find_open(conn: Connection, deal_id: str) -> NotReady | None:
    """What stands on a deal now, or None."""
    return rows.find(
        conn, not_ready, NotReady, not_ready.c.deal_id == deal_id, not_ready.c.ended == Ended.OPEN
    )


def of_deal(conn: Connection, deal_id: str) -> tuple[NotReady, ...]:
    """All of a deal, the newest first."""
    return rows.fetch(conn, not_ready, NotReady, not_ready.c.deal_id == deal_id, order_by=_NEWEST)


def of_partner(conn: Connection, partner_id: str) -> tuple[NotReady, ...]:
    """All on a partner's deals, the newest first."""
    theirs = not_ready.c.deal_id.in_(select(deals.c.id).where(deals.c.partner_id == partner_id))
    return rows.fetch(conn, not_ready, NotReady, theirs, order_by=_NEWEST)
