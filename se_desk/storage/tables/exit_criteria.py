"""The SE's exit criteria, one row a line of the list, and what shows on a deal that one is met."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from se_desk.domain.deals import Stage
from se_desk.storage.columns import Key, Moment, Prose, Truth, Word, metadata

exit_criteria = Table(
    "exit_criteria",
    metadata,
    Column("id", Key, primary_key=True),
    Column("stage", Word(Stage), nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Prose, nullable=False),
    Column("dropped", Truth, nullable=False),
)

exit_evidence = Table(
    "exit_evidence",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("criterion_id", Key, ForeignKey("exit_criteria.id", ondelete="CASCADE"), nullable=False),
    Column("evidence", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "criterion_id"),
)
