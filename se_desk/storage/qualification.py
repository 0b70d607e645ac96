"""Statements for gates and MEDDPICC elements."""

from __future__ import annotations

from se_desk.domain.qualification import Element, Gate, GateKind, Letter
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.qualification import elements, gates


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
