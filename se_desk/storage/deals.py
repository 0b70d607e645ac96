"""Statements for deals and the two histories of their dates."""

from __future__ import annotations

from sqlalchemy import func, select

from se_desk.domain.deals import Deal, Forecast, Read
from se_desk.storage import note_links, rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals, forecasts, reads


def insert(conn: Connection, deal: Deal) -> None:
    """A new deal."""
    rows.insert(conn, deals, deal)
    note_links.settle_deal(conn, deal.account, deal.title)


def update(conn: Connection, deal: Deal) -> None:
    """All fields of a deal that is there."""
    rows.update(conn, deals, deal)
    note_links.settle_deal(conn, deal.account, deal.title)


def get(conn: Connection, deal_id: str) -> Deal:
    """The deal; NotFound where there is none."""
    return rows.get(conn, deals, Deal, deal_id)


def all_deals(conn: Connection) -> tuple[Deal, ...]:
    """Every deal, by account and title."""
    order = (func.lower(deals.c.account), func.lower(deals.c.title), deals.c.id)
    return rows.fetch(conn, deals, Deal, order_by=order)


def active(conn: Connection) -> tuple[Deal, ...]:
    """The deals that have no outcome, by account and title."""
    order = (func.lower(deals.c.account), func.lower(deals.c.title), deals.c.id)
    return rows.fetch(conn, deals, Deal, deals.c.outcome.is_(None), order_by=order)


def of_partner(conn: Connection, partner_id: str) -> tuple[Deal, ...]:
    """The deals a partner has with the SE, by account."""
    order = (func.lower(deals.c.account), deals.c.id)
    return rows.fetch(conn, deals, Deal, deals.c.partner_id == partner_id, order_by=order)


def count(conn: Connection) -> int:
    """How many there are."""
    return conn.execute(select(func.count()).select_from(deals)).scalar_one()


def count_active(conn: Connection) -> int:
    """How many have no outcome."""
    return conn.execute(select(func.count()).select_from(deals).where(deals.c.outcome.is_(None))).scalar_one()


def insert_forecast(conn: Connection, forecast: Forecast) -> None:
    """One more point of the AE's history."""
    rows.insert(conn, forecasts, forecast)


def insert_read(conn: Connection, read: Read) -> None:
    """One more point of the SE's history."""
    rows.insert(conn, reads, read)


def forecasts_of(conn: Connection, deal_id: str | None = None) -> tuple[Forecast, ...]:
    """The AE's history, oldest first; of all deals where none is named."""
    where = () if deal_id is None else (forecasts.c.deal_id == deal_id,)
    return rows.fetch(conn, forecasts, Forecast, *where, order_by=(forecasts.c.recorded_at, forecasts.c.id))


def reads_of(conn: Connection, deal_id: str | None = None) -> tuple[Read, ...]:
    """The SE's history, oldest first; of all deals where none is named."""
    where = () if deal_id is None else (reads.c.deal_id == deal_id,)
    return rows.fetch(conn, reads, Read, *where, order_by=(reads.c.recorded_at, reads.c.id))
