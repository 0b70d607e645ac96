"""Statements for asks."""

from __future__ import annotations

from se_desk.domain.asks import Ask
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.asks import asks


def insert(conn: Connection, ask: Ask) -> None:
    """A new ask."""
    rows.insert(conn, asks, ask)


def update(conn: Connection, ask: Ask) -> None:
    """All fields of one that is there."""
    rows.update(conn, asks, ask)


def get(conn: Connection, ask_id: str) -> Ask:
    """The ask; NotFound where there is none."""
    return rows.get(conn, asks, Ask, ask_id)


def of_deal(conn: Connection, deal_id: str) -> tuple[Ask, ...]:
    """A deal's asks, oldest first."""
    return rows.fetch(conn, asks, Ask, asks.c.deal_id == deal_id, order_by=(asks.c.asked_on, asks.c.id))


def all_asks(conn: Connection) -> tuple[Ask, ...]:
    """The asks of every deal, oldest first."""
    return rows.fetch(conn, asks, Ask, order_by=(asks.c.asked_on, asks.c.id))
