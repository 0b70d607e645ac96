"""What the desk remembers of files that came in."""

from __future__ import annotations

from sqlalchemy import Column, Table

from se_desk.storage.columns import Key, Moment, Prose, metadata

column_names = Table(
    "column_names",
    metadata,
    Column("id", Key, primary_key=True),
    Column("name", Prose, nullable=False),
    Column("columns", Prose, nullable=False),
    Column("day_order", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

last_imports = Table(
    "last_imports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("label", Prose, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("steps", Prose, nullable=False),
)
