"""What notes name, and where flags, steps, asks and evidence were taken from."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from se_desk.domain.note_links import LinkKind
from se_desk.storage.columns import Key, Moment, Prose, Word, metadata

note_links = Table(
    "note_links",
    metadata,
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Word(LinkKind), primary_key=True),
    Column("key", Prose, primary_key=True),
    Column("name", Prose, nullable=False),
    Column("noun", Prose),
    Column("target_id", Key),
    Index("ix_note_links_kind_key", "kind", "key"),
    Index("ix_note_links_target_id_noun", "target_id", "noun"),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Key, primary_key=True),
    Column("noun", Prose, nullable=False),
    Column("target_id", Key, nullable=False),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), index=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), index=True),
    Column("attachment_id", Key, ForeignKey("attachments.id", ondelete="CASCADE"), index=True),
    Column("revision", Integer, nullable=False),
    Column("excerpt", Prose, nullable=False),
    Column("start", Integer, nullable=False),
    Column("item", Prose, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Index("ix_passages_target_id_noun", "target_id", "noun"),
)
