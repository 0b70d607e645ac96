"""Statements for the SE's own templates of notes."""

from __future__ import annotations

from sqlalchemy import update as update_of

from se_desk.domain.note_templates import NoteTemplate
from se_desk.domain.notes import NoteKind
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.note_templates import note_templates


def insert(conn: Connection, template: NoteTemplate) -> None:
    """One more."""
    rows.insert(conn, note_templates, template)


def update(conn: Connection, template: NoteTemplate) -> None:
    """All fields of one that is there."""
    rows.update(conn, note_templates, template)


def delete(conn: Connection, template_id: str) -> None:
    """Take one away; NotFound where there is none."""
    rows.delete(conn, note_templates, template_id)


def get(conn: Connection, template_id: str) -> NoteTemplate:
    """The template; NotFound where there is none."""
    return rows.get(conn, note_templates, NoteTemplate, template_id)


def of_kind(conn: Connection, kind: NoteKind | None = None) -> tuple[NoteTemplate, ...]:
    """The templates of a kind, or all, in their order."""
    where = () if kind is None else (note_templates.c.kind == kind,)
    order = (note_templates.c.kind, note_templates.c.position, note_templates.c.id)
    return rows.fetch(conn, note_templates, NoteTemplate, *where, order_by=order)


def place(conn: Connection, template_id: str, position: int) -> None:
    """Where it stands among those of its kind."""
    conn.execute(
        update_of(note_templates).where(note_templates.c.id == template_id).values(position=position)
    )
