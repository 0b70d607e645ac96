"""Statements for gates and MEDDPICC elements."""

from __future__ import annotations

from sqlalchemy import select

from se_desk.domain.qualification import Element, Gate, GateChange, GateKind, Letter
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.qualification import elements, gate_changes, gates


def save_gate(conn: Connection, gate: Gate) -> None:
    """Write a gate, the first time or again."""
    rows.upsert(conn, gates, gate)


def find_gate(conn: Connection, deal_id: str, kind: GateKind) -> Gate | None:
    """One gate of a deal; None where nobody has touched it."""
    return rows.find(conn, gates, Gate, gates.c.deal_id == deal_id, gates.c.kind == kind)


def gates_of(conn: Connection, deal_id: str) -> tuple[Gate, ...]:
    """The gates of a deal that somebody has touched."""
    return rows.fetch(conn, gates, Gate, gates.c.deal_id == deal_id)


def save_element(conn: Connection, element: Element) -> None:
    """Write an element, the first time or again."""
    rows.upsert(conn, elements, element)


def find_element(conn: Connection, deal_id: str, letter: Letter) -> Element | None:
    """One element of a deal; None where nobody has touched it."""
    return rows.find(conn, elements, Element, elements.c.deal_id == deal_id, elements.c.letter == letter)


def elements_of(conn: Connection, deal_id: str | None = None) -> tuple[Element, ...]:
    """The elements of a deal that somebody has touched; of all deals where none is named."""
    where = () if deal_id is None else (elements.c.deal_id == deal_id,)
    return rows.fetch(conn, elements, Element, *where)


def insert_change(conn: Connection, change: GateChange) -> None:
    """One more point of a gate's history."""
    rows.insert(conn, gate_changes, change)


def changes_of_partner(conn: Connection, partner_id: str) -> tuple[GateChange, ...]:
    """The histories of the gates of all of a partner's deals, in the order they were recorded."""
    theirs = gate_changes.c.deal_id.in_(select(deals.c.id).where(deals.c.partner_id == partner_id))
    order = (gate_changes.c.recorded_at, gate_changes.c.id)
    return rows.fetch(conn, gate_changes, GateChange, theirs, order_by=order)
