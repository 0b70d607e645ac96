"""Scrubs and what they decided of each deal."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from se_desk.domain.scrubs import Decision
from se_desk.storage.columns import Day, Key, Moment, Prose, Word, metadata

scrubs = Table(
    "scrubs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("partner_id", Key, ForeignKey("partners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun_at", Moment, nullable=False),
    Column("timer_used_ms", Integer, nullable=False),
    Column("timer_started_at", Moment),
    Column("held_on", Day),
    Column("next_on", Day),
)

scrub_decisions = Table(
    "scrub_decisions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("scrub_id", Key, ForeignKey("scrubs.id", ondelete="CASCADE"), nullable=False),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("decision", Word(Decision), nullable=False),
    Column("words", Prose, nullable=False),
    Column("owner", Prose, nullable=False),
    Column("by_on", Day),
    UniqueConstraint("scrub_id", "deal_id"),
)
