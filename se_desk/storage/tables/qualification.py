"""Gates and MEDDPICC elements, one row a kind and deal, and the history of gates."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint

from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.storage.columns import Day, Key, Moment, Prose, Word, metadata

gates = Table(
    "gates",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Word(GateKind), nullable=False),
    Column("state", Word(GateState), nullable=False),
    Column("evidence", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "kind"),
)

gate_changes = Table(
    "gate_changes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word(GateKind), nullable=False),
    Column("state", Word(GateState), nullable=False),
    Column("since_on", Day, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)

elements = Table(
    "elements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("letter", Word(Letter), nullable=False),
    Column("evidence", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "letter"),
)
