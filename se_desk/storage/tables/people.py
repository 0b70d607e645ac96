"""The people at the customer."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.people import Role, Stance
from se_desk.storage.columns import Key, Prose, Truth, Word, metadata

people = Table(
    "people",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Prose, nullable=False),
    Column("title", Prose, nullable=False),
    Column("title_confirmed", Truth, nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("stance", Word(Stance), nullable=False),
    Column("own_line", Truth, nullable=False),
    Column("email", Prose, nullable=False),
)
