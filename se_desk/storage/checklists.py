"""Statements for checklists of the SE's own."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func

from se_desk.domain.calls import CallKind
from se_desk.domain.checklists import Checklist, ChecklistDefault, ChecklistLine
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.checklists import checklist_defaults, checklist_lines, checklists


def insert(conn: Connection, checklist: Checklist) -> None:
    """A new list."""
    rows.insert(conn, checklists, checklist)


def update(conn: Connection, checklist: Checklist) -> None:
    """All fields of a list that is there."""
    rows.update(conn, checklists, checklist)


def get(conn: Connection, checklist_id: str) -> Checklist:
    """The list; NotFound where there is none."""
    return rows.get(conn, checklists, Checklist, checklist_id)


def remove(conn: Connection, checklist_id: str) -> None:
    """Away with the list, its lines and what it is the default of; NotFound where there is none."""
    rows.delete(conn, checklists, checklist_id)


def all_checklists(conn: Connection) -> tuple[Checklist, ...]:
    """Every list by its title."""
    order = (func.lower(checklists.c.title), checklists.c.id)
    return rows.fetch(conn, checklists, Checklist, order_by=order)


def lines_of(conn: Connection, *checklist_ids: str) -> tuple[ChecklistLine, ...]:
    """The lines of these lists, each in its order."""
    order = (checklist_lines.c.checklist_id, checklist_lines.c.position, checklist_lines.c.id)
    chosen = checklist_lines.c.checklist_id.in_(checklist_ids)
    return rows.fetch(conn, checklist_lines, ChecklistLine, chosen, order_by=order)


def replace_lines(conn: Connection, checklist_id: str, lines: Iterable[ChecklistLine]) -> None:
    """These lines in place of those that were there."""
    conn.execute(delete(checklist_lines).where(checklist_lines.c.checklist_id == checklist_id))
    rows.insert_many(conn, checklist_lines, lines)


def defaults(conn: Connection) -> dict[CallKind, str]:
    """Which list a kind of call begins with; a kind that is not in it begins with the standard one."""
    return {one.kind: one.checklist_id for one in rows.fetch(conn, checklist_defaults, ChecklistDefault)}


def set_default(conn: Connection, kind: CallKind, checklist_id: str | None) -> None:
    """Huddles of calls of ``kind`` begin with this list; None for the standard one."""
    if checklist_id is None:
        conn.execute(delete(checklist_defaults).where(checklist_defaults.c.kind == kind))
    else:
        rows.upsert(conn, checklist_defaults, ChecklistDefault(kind=kind, checklist_id=checklist_id))
