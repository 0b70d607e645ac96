"""Statements for the one row that says whose desk it is."""

from __future__ import annotations

from se_desk.domain.profile import Profile
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.profile import profile


def find(conn: Connection) -> Profile | None:
    """The profile; None on a desk that has just been made."""
    return rows.find(conn, profile, Profile)


def save(conn: Connection, record: Profile) -> None:
    """Write it, the first time or again."""
    rows.upsert(conn, profile, record)
