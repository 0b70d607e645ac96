"""Disagreements of a pair, and the talks about them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table

from se_desk.domain.disagreements import Ending
from se_desk.storage.columns import Day, Key, Prose, Truth, Word, metadata

disagreements = Table(
    "disagreements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("partner_id", Key, ForeignKey("partners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="SET NULL")),
    Column("about", Prose, nullable=False),
    Column("raised_on", Day, nullable=False),
    Column("in_private", Truth, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("escalated_on", Day),
    Column("escalated_attempt", Integer),
    Column("ending", Word(Ending), nullable=False),
    Column("ended_on", Day),
    Column("outcome", Prose, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column(
        "disagreement_id", Key, ForeignKey("disagreements.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("number", Integer, nullable=False),
    Column("held_on", Day, nullable=False),
    Column("brought", Prose, nullable=False),
)
