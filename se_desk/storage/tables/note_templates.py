"""The SE's own templates of notes; those that came with SE Desk are files."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from se_desk.domain.notes import NoteKind
from se_desk.storage.columns import Key, Moment, Prose, Word, metadata

note_templates = Table(
    "note_templates",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Word(NoteKind), nullable=False, index=True),
    Column("name", Prose, nullable=False),
    Column("body", Prose, nullable=False),
    Column("position", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
