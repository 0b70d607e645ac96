"""Statements for charters and clauses."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func

from se_desk.domain.charters import Charter, CharterStatus, Clause, OwnTemplate
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.charters import charters, clauses, own_templates


def insert(conn: Connection, charter: Charter) -> None:
    """A new version."""
    rows.insert(conn, charters, charter)


def update(conn: Connection, charter: Charter) -> None:
    """All fields of a version; the database refuses a change to an agreed one."""
    rows.update(conn, charters, charter)


def get(conn: Connection, charter_id: str) -> Charter:
    """The version; NotFound where there is none."""
    return rows.get(conn, charters, Charter, charter_id)


def of_partner(conn: Connection, partner_id: str) -> tuple[Charter, ...]:
    """All versions with a partner, oldest first."""
    return rows.fetch(
        conn, charters, Charter, charters.c.partner_id == partner_id, order_by=(charters.c.version,)
    )


def in_force(conn: Connection, partner_ids: Iterable[str]) -> dict[str, tuple[Charter, tuple[Clause, ...]]]:
    """The agreed version with each of these partners and its clauses in their order.

    Partners without one are left out.
    """
    wanted = charters.c.partner_id.in_(set(partner_ids)) & (charters.c.status == CharterStatus.AGREED)
    agreed = rows.fetch(conn, charters, Charter, wanted, order_by=(charters.c.version,))
    theirs = clauses.c.charter_id.in_([one.id for one in agreed])
    held: dict[str, list[Clause]] = {one.id: [] for one in agreed}
    for clause in rows.fetch(conn, clauses, Clause, theirs, order_by=(clauses.c.position,)):
        held[clause.charter_id].append(clause)
    return {one.partner_id: (one, tuple(held[one.id])) for one in agreed}


def clauses_of(conn: Connection, charter_id: str) -> tuple[Clause, ...]:
    """The clauses in their order."""
    return rows.fetch(
        conn, clauses, Clause, clauses.c.charter_id == charter_id, order_by=(clauses.c.position,)
    )


def clause(conn: Connection, clause_id: str) -> Clause:
    """One clause; NotFound where there is none."""
    return rows.get(conn, clauses, Clause, clause_id)


def write_clauses(conn: Connection, charter_id: str, records: tuple[Clause, ...]) -> None:
    """These clauses in place of those the version had."""
    conn.execute(delete(clauses).where(clauses.c.charter_id == charter_id))
    rows.insert_many(conn, clauses, records)


def keep_template(conn: Connection, record: OwnTemplate) -> None:
    """A template of the SE's own."""
    rows.insert(conn, own_templates, record)


def drop_template(conn: Connection, template_id: str) -> None:
    """Take a template away; NotFound where there is none."""
    rows.delete(conn, own_templates, template_id)


def templates(conn: Connection) -> tuple[OwnTemplate, ...]:
    """The SE's own templates by title."""
    order = (func.lower(own_templates.c.title), own_templates.c.id)
    return rows.fetch(conn, own_templates, OwnTemplate, order_by=order)
