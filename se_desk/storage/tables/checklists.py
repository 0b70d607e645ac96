"""Checklists of the SE's own, their lines, and which kind of call begins with which."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from se_desk.domain.calls import CallKind
from se_desk.storage.columns import Key, Moment, Prose, Word, metadata

checklists = Table(
    "checklists",
    metadata,
    Column("id", Key, primary_key=True),
    Column("title", Prose, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

checklist_lines = Table(
    "checklist_lines",
    metadata,
    Column("id", Key, primary_key=True),
    Column("checklist_id", Key, ForeignKey("checklists.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("key", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("hint", Prose, nullable=False),
)

checklist_defaults = Table(
    "checklist_defaults",
    metadata,
    Column("kind", Word(CallKind), primary_key=True),
    Column("checklist_id", Key, ForeignKey("checklists.id", ondelete="CASCADE"), nullable=False, index=True),
)
