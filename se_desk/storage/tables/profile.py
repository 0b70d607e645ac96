"""Whose desk it is: one row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Table

from se_desk.storage.columns import Key, Moment, Prose, Truth, metadata

profile = Table(
    "profile",
    metadata,
    Column("id", Key, CheckConstraint("id = 'desk'", name="only_one"), primary_key=True),
    Column("name", Prose, nullable=False),
    Column("email", Prose, nullable=False),
    Column("zone", Prose, nullable=False),
    Column("currency", Prose, nullable=False),
    Column("fiscal_month", Integer, nullable=False),
    Column("theme", Prose, nullable=False),
    Column("lock_minutes", Integer, nullable=False),
    Column("backup_folder", Prose, nullable=False),
    Column("backup_limit_mb", Integer, nullable=False),
    Column("own_words", Prose, nullable=False),
    Column("calendar_folder", Prose, nullable=False),
    Column("remind", Prose, nullable=False),
    Column("stamp_url", Prose, nullable=False),
    Column("stamp_certificates", Prose, nullable=False),
    Column("stamp_daily", Truth, nullable=False),
    Column("signing_seed", Prose, nullable=False),
    Column("public_key", Prose, nullable=False),
    Column("made_at", Moment, nullable=False),
)
