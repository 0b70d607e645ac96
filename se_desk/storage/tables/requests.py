"""Requests from account executives, and the answers they got."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.requests import Reply, Wanted
from se_desk.storage.columns import Day, Key, Prose, Word, metadata

requests = Table(
    "requests",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("partner_id", Key, ForeignKey("partners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("wanted", Word(Wanted), nullable=False),
    Column("words", Prose, nullable=False),
    Column("asked_on", Day, nullable=False),
    Column("needed_on", Day),
    Column("reply", Word(Reply), nullable=False),
    Column("reason", Prose, nullable=False),
    Column("would_change", Prose, nullable=False),
    Column("answered_on", Day),
    Column("met_on", Day),
)
