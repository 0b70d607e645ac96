"""Partners and their alignment with the SE over time."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from se_desk.storage.columns import Day, Key, Moment, Prose, Truth, metadata

partners = Table(
    "partners",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Prose, nullable=False),
    Column("email", Prose, nullable=False),
    Column("segment", Prose, nullable=False),
    Column("about", Prose, nullable=False),
    Column("carries", Integer),
    Column("pressure", Prose, nullable=False),
    Column("told_on", Day),
)

crm_ticks = Table(
    "crm_ticks",
    metadata,
    Column("id", Key, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("logged", Truth, nullable=False),
    Column("ticked_at", Moment, nullable=False),
)

alignments = Table(
    "alignments",
    metadata,
    Column("id", Key, primary_key=True),
    Column("partner_id", Key, ForeignKey("partners.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("score", Integer, CheckConstraint("score BETWEEN 1 AND 10", name="one_to_ten"), nullable=False),
    Column("make_it_ten", Prose, nullable=False),
    Column("rated_at", Moment, nullable=False),
)
