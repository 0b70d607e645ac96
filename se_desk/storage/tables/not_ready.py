"""Deals that were called not ready for technical investment, and how that ended."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.not_ready import Ended
from se_desk.storage.columns import Day, Key, Prose, Word, metadata

not_ready = Table(
    "not_ready",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("flagged_on", Day, nullable=False),
    Column("missing", Prose, nullable=False),
    Column("answer", Prose, nullable=False),
    Column("answered_on", Day),
    Column("committed_on", Day),
    Column("ended", Word(Ended), nullable=False),
    Column("ended_on", Day),
    Column("ended_note", Prose, nullable=False),
)
