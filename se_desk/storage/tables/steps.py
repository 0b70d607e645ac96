"""Next steps."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.storage.columns import Day, Key, Moment, Prose, metadata

steps = Table(
    "steps",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="SET NULL")),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("text", Prose, nullable=False),
    Column("owner", Prose, nullable=False),
    Column("due_on", Day),
    Column("made_at", Moment, nullable=False),
    Column("settled_at", Moment),
)
