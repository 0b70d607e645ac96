"""The parts of a deal's strategy as they read now, and as they read before."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint

from se_desk.domain.strategies import Heading
from se_desk.storage.columns import Key, Moment, Prose, Word, metadata

strategy_parts = Table(
    "strategy_parts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("heading", Word(Heading), nullable=False),
    Column("text", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "heading"),
)

strategy_versions = Table(
    "strategy_versions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("heading", Word(Heading), nullable=False),
    Column("text", Prose, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)
