"""The people at the customer."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text

from se_desk.domain.people import Role, Stance
from se_desk.storage.columns import Key, Word, metadata

people = Table(
    "people",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_confirmed", Boolean, nullable=False),
    Column("role", Word(Role), nullable=False),
    Column("stance", Word(Stance), nullable=False),
    Column("own_line", Boolean, nullable=False),
    Column("email", Text, nullable=False),
)
