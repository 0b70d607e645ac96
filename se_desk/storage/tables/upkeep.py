"""What the file says of itself: how often it was written, and which version its schema is of. One row."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Table

from se_desk.storage.columns import Key, Prose, metadata

# Not a record of the desk: ``storage.upkeep`` alone reads and writes it.
upkeep = Table(
    "upkeep",
    metadata,
    Column("id", Key, CheckConstraint("id = 'file'", name="one_file"), primary_key=True),
    Column("writes", Integer, nullable=False),
    Column("app", Prose, nullable=False),
)
