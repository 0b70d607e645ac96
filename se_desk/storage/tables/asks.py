"""What customers asked for."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.asks import Answer, Weight
from se_desk.storage.columns import Day, Key, Prose, Word, metadata

asks = Table(
    "asks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("statement", Prose, nullable=False),
    Column("words", Prose, nullable=False),
    Column("weight", Word(Weight), nullable=False),
    Column("answer", Word(Answer), nullable=False),
    Column("answer_note", Prose, nullable=False),
    Column("promised_on", Day),
    Column("asked_on", Day, nullable=False),
    Column("topic", Prose, nullable=False),
    Column("promised_by", Prose, nullable=False),
    Column("sow_line", Prose, nullable=False),
    Column("shipped_on", Day),
)
