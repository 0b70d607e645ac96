"""Whose desk it is: one row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Table, Text

from se_desk.storage.columns import Key, Moment, metadata

profile = Table(
    "profile",
    metadata,
    Column("id", Key, CheckConstraint("id = 'desk'", name="only_one"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("fiscal_month", Integer, nullable=False),
    Column("theme", Text, nullable=False),
    Column("lock_minutes", Integer, nullable=False),
    Column("signing_seed", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
