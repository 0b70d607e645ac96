"""Statements for the ledger of what left the desk."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from se_desk.domain.exports import NoteExport, RecordExport
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.exports import note_exports, record_exports


def insert(conn: Connection, record: NoteExport) -> None:
    """A note left."""
    rows.insert(conn, note_exports, record)


def in_format(conn: Connection, format_key: str) -> tuple[NoteExport, ...]:
    """All that left in a format, oldest first."""
    return rows.fetch(
        conn,
        note_exports,
        NoteExport,
        note_exports.c.format == format_key,
        order_by=(note_exports.c.exported_at, note_exports.c.id),
    )


def newest_format(conn: Connection) -> str:
    """The format in which a note left last, by a file and not by a copy; empty where none has."""
    order = (note_exports.c.exported_at.desc(), note_exports.c.id.desc())
    in_files = select(note_exports.c.format).where(note_exports.c.format != "clipboard")
    return conn.execute(in_files.order_by(*order).limit(1)).scalar() or ""


def of_note(conn: Connection, note_id: str) -> tuple[NoteExport, ...]:
    """When and how a note left, oldest first."""
    return rows.fetch(
        conn,
        note_exports,
        NoteExport,
        note_exports.c.note_id == note_id,
        order_by=(note_exports.c.exported_at, note_exports.c.id),
    )


def insert_record(conn: Connection, record: RecordExport) -> None:
    """A risk record left."""
    rows.insert(conn, record_exports, record)


def newest_records(conn: Connection, deal_ids: Collection[str], limit: int) -> tuple[RecordExport, ...]:
    """The last risk records of these deals that left, newest first."""
    table = record_exports
    order = (table.c.exported_at.desc(), table.c.id.desc())
    return rows.fetch(conn, table, RecordExport, table.c.deal_id.in_(deal_ids), order_by=order, limit=limit)


def records_of(conn: Connection, deal_id: str) -> tuple[RecordExport, ...]:
    """The risk records of a deal that left, oldest first."""
    return rows.fetch(
        conn,
        record_exports,
        RecordExport,
        record_exports.c.deal_id == deal_id,
        order_by=(record_exports.c.exported_at, record_exports.c.id),
    )
