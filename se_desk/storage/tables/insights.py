"""What the market does, as heard in the field."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.insights import InsightKind
from se_desk.storage.columns import Day, Key, Prose, Truth, Word, metadata

insights = Table(
    "insights",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("kind", Word(InsightKind), nullable=False),
    Column("statement", Prose, nullable=False),
    Column("detail", Prose, nullable=False),
    Column("tags", Prose, nullable=False),
    Column("source", Prose, nullable=False),
    Column("private", Truth, nullable=False),
    Column("heard_on", Day, nullable=False),
)
