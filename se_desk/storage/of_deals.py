"""What hangs on several deals, one statement a kind however many deals there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Table, func, select

from se_desk.domain.asks import Ask
from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, Forecast, Read
from se_desk.domain.partners import Partner
from se_desk.domain.people import Stakeholder
from se_desk.domain.qualification import Element, Gate, GateChange
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables import asks, calls, deals, partners, people, qualification

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
ByDeal = dict[str, tuple[R, ...]]


def deals_by_id(conn: Connection, ids: Sequence[str]) -> dict[str, Deal]:
    """Those that are on the desk."""
    return {deal.id: deal for deal in rows.fetch(conn, deals.deals, Deal, deals.deals.c.id.in_(ids))}


def partners_by_id(conn: Connection, ids: Sequence[str]) -> dict[str, Partner]:
    """Those that are on the desk."""
    table = partners.partners
    return {partner.id: partner for partner in rows.fetch(conn, table, Partner, table.c.id.in_(ids))}


def calls_by_id(conn: Connection, ids: Sequence[str]) -> dict[str, Call]:
    """Those that are on the desk, cancelled ones too."""
    return {call.id: call for call in rows.fetch(conn, calls.calls, Call, calls.calls.c.id.in_(ids))}


def forecasts(conn: Connection, ids: Sequence[str]) -> ByDeal[Forecast]:
    """The AE's histories, oldest first."""
    table = deals.forecasts
    return _by_deal(conn, table, Forecast, ids, table.c.recorded_at, table.c.id)


def reads(conn: Connection, ids: Sequence[str]) -> ByDeal[Read]:
    """The SE's histories, oldest first."""
    table = deals.reads
    return _by_deal(conn, table, Read, ids, table.c.recorded_at, table.c.id)


def gates(conn: Connection, ids: Sequence[str]) -> ByDeal[Gate]:
    """Those that somebody has touched."""
    return _by_deal(conn, qualification.gates, Gate, ids)


def gate_changes(conn: Connection, ids: Sequence[str]) -> ByDeal[GateChange]:
    """What became of the gates, in the order it was recorded."""
    table = qualification.gate_changes
    return _by_deal(conn, table, GateChange, ids, table.c.recorded_at, table.c.id)


def elements(conn: Connection, ids: Sequence[str]) -> ByDeal[Element]:
    """Those that somebody has touched."""
    return _by_deal(conn, qualification.elements, Element, ids)


def stakeholders(conn: Connection, ids: Sequence[str]) -> ByDeal[Stakeholder]:
    """Who is there, by name."""
    table = people.people
    return _by_deal(conn, table, Stakeholder, ids, func.lower(table.c.name), table.c.id)


def asks_of(conn: Connection, ids: Sequence[str]) -> ByDeal[Ask]:
    """What was asked for, in the order it was heard."""
    return _by_deal(conn, asks.asks, Ask, ids, asks.asks.c.asked_on, asks.asks.c.id)


def calls_held(conn: Connection, ids: Sequence[str], now: datetime) -> dict[str, int]:
    """How many calls have taken place; deals without any are left out."""
    table = calls.calls
    held = (table.c.deal_id.in_(ids), table.c.cancelled.is_(False), table.c.ends_at <= now)
    counted = select(table.c.deal_id, func.count()).where(*held).group_by(table.c.deal_id)
    return {row[0]: row[1] for row in conn.execute(counted)}


def _by_deal(
    conn: Connection, table: Table, record: type[R], ids: Sequence[str], *order: ColumnElement[Any]
) -> ByDeal[R]:
    found: dict[str, list[R]] = {}
    for one in rows.fetch(conn, table, record, table.c.deal_id.in_(ids), order_by=order):
        found.setdefault(getattr(one, "deal_id"), []).append(one)  # noqa: B009 - every record here has one
    return {deal_id: tuple(those) for deal_id, those in found.items()}
