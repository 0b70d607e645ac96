"""Statements for stakeholders."""

from __future__ import annotations

from sqlalchemy import func

from se_desk.domain.people import Stakeholder
from se_desk.storage import note_links, rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.people import people


def insert(conn: Connection, person: Stakeholder) -> None:
    """Somebody new."""
    rows.insert(conn, people, person)
    note_links.settle_person(conn, person.name)


def update(conn: Connection, person: Stakeholder) -> None:
    """All fields of somebody who is there."""
    rows.update(conn, people, person)
    note_links.settle_person(conn, person.name)


def get(conn: Connection, person_id: str) -> Stakeholder:
    """The person; NotFound where there is none."""
    return rows.get(conn, people, Stakeholder, person_id)


def delete(conn: Connection, person_id: str) -> None:
    """Take somebody off the deal."""
    rows.delete(conn, people, person_id)
    note_links.forget(conn, "person", person_id)


def of_deal(conn: Connection, deal_id: str) -> tuple[Stakeholder, ...]:
    """The people of a deal, by name."""
    return rows.fetch(
        conn,
        people,
        Stakeholder,
        people.c.deal_id == deal_id,
        order_by=(func.lower(people.c.name), people.c.id),
    )
