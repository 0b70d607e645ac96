"""What left the desk. Outside the risk chain, so that an export never changes what it exports."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from se_desk.storage.columns import Key, Moment, Prose, metadata

note_exports = Table(
    "note_exports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), nullable=False),
    Column("format", Prose, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", Prose, nullable=False),
    Column("exported_at", Moment, nullable=False),
    Column("place", Prose, nullable=False),
)
Index("ix_note_exports_note", note_exports.c.note_id, note_exports.c.format)

record_exports = Table(
    "record_exports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, nullable=False, index=True),
    Column("head_seq", Integer, nullable=False),
    Column("head_hash", Prose, nullable=False),
    Column("recipient", Prose, nullable=False),
    Column("period", Prose, nullable=False),
    Column("exported_at", Moment, nullable=False),
    Column("place", Prose, nullable=False),
)
