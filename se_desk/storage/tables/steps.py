"""Next steps."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

from se_desk.storage.columns import Day, Key, Moment, metadata

steps = Table(
    "steps",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="SET NULL")),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_on", Day),
    Column("made_at", Moment, nullable=False),
    Column("settled_at", Moment),
)
