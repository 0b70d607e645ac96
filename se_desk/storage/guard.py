"""What an ordinary connection may not do, whatever the statement: SQLite's authorizer decides.

The risk log only grows (RISK-RECORD, "In the database"), the schema changes in migrations alone, and
nothing else is attached. Triggers say the same once more; migrations and backups use a connection
without this guard.
"""

from __future__ import annotations

from sqlcipher3 import dbapi2 as cipher

NEVER_UPDATED = frozenset({"risk_chains", "risk_entries", "risk_opened"})
NEVER_DELETED = frozenset({"risk_chains", "risk_entries"})

_SCHEMA_CHANGES = frozenset(
    getattr(cipher, f"SQLITE_{verb}_{thing}")
    for verb in ("CREATE", "DROP")
    for thing in ("TABLE", "INDEX", "TRIGGER", "VIEW", "VTABLE", "TEMP_TABLE", "TEMP_INDEX", "TEMP_TRIGGER")
) | {
    cipher.SQLITE_CREATE_TEMP_VIEW,
    cipher.SQLITE_DROP_TEMP_VIEW,
    cipher.SQLITE_ALTER_TABLE,
    cipher.SQLITE_ATTACH,
    cipher.SQLITE_DETACH,
}
_PRAGMAS_WITH_VALUE = frozenset({"wal_checkpoint", "integrity_check", "quick_check", "foreign_key_check"})


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """SQLite's question for every step of a statement that is being prepared: SQLITE_OK or SQLITE_DENY."""
    if action in _SCHEMA_CHANGES:
        return int(cipher.SQLITE_DENY)
    if action == cipher.SQLITE_UPDATE and first in NEVER_UPDATED:
        return int(cipher.SQLITE_DENY)
    if action == cipher.SQLITE_DELETE and first in NEVER_DELETED:
        return int(cipher.SQLITE_DENY)
    if action == cipher.SQLITE_PRAGMA and second is not None and first not in _PRAGMAS_WITH_VALUE:
        return int(cipher.SQLITE_DENY)
    return int(cipher.SQLITE_OK)
