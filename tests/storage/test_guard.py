"""What an ordinary connection is refused, and that it would work without the guard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from se_desk.storage.engine import connect
from se_desk.storage.store import Store
from tests.storage.conftest import KEY

ENTRY = (
    "INSERT INTO risk_entries (chain, seq, deal_id, flag_seq, kind, core, hash, recorded_at) "
    "VALUES ('c', 1, 'd', 1, 'risk.flag', x'00', 'h', '2026-01-01T00:00:00.000Z+00:00')"
)
OPENED = (
    "INSERT INTO risk_opened (deal_id, chain, seq, name, flag_seq, salt, value) "
    "VALUES ('d', 'c', 1, 'statement', 1, x'00', 'late')"
)
REFUSED = [
    "UPDATE risk_entries SET hash = 'other'",
    "DELETE FROM risk_entries",
    "UPDATE risk_opened SET value = 'other'",
    "DROP TABLE risk_entries",
    "DROP TRIGGER risk_entries_no_update",
    "ALTER TABLE risk_entries RENAME TO gone",
    "ALTER TABLE deals ADD COLUMN extra",
    "CREATE TRIGGER mine AFTER INSERT ON deals BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON deals BEGIN SELECT 1; END",
    "CREATE TABLE mine (a)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE VIRTUAL TABLE mine USING fts5(a)",
    "ATTACH ':memory:' AS other",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA user_version = 7",
]


@pytest.fixture
def raw(desk_path: Path) -> Any:
    """A guarded connection of the driver to a desk with one entry."""
    opened = connect(desk_path, KEY)
    opened.execute(ENTRY)
    opened.execute(OPENED)
    yield opened
    opened.close()


@pytest.mark.parametrize("statement", REFUSED)
def test_an_ordinary_connection_is_refused(raw: Any, statement: str) -> None:
    with pytest.raises(dbapi2.DatabaseError, match=r"not authorized|prohibited|access to"):
        raw.execute(statement)


@pytest.mark.parametrize("statement", REFUSED)
def test_without_the_guard_it_works_or_a_trigger_stops_it(raw: Any, statement: str) -> None:
    """The control: what is refused above is refused by the guard."""
    raw.set_authorizer(None)
    if "risk_" in statement and statement.startswith(("UPDATE", "DELETE")):
        with pytest.raises(dbapi2.IntegrityError, match="never"):
            raw.execute(statement)
    else:
        raw.execute(statement)


@pytest.mark.parametrize("statement", ["DELETE FROM risk_opened", "PRAGMA wal_checkpoint(TRUNCATE)"])
def test_what_an_ordinary_connection_may_do(raw: Any, statement: str) -> None:
    raw.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        ENTRY.replace("INSERT", "INSERT OR REPLACE"),
        ENTRY.replace("INSERT", "REPLACE"),
        ENTRY + " ON CONFLICT (chain, seq) DO UPDATE SET hash = 'other'",
    ],
)
def test_no_way_of_inserting_replaces_an_entry(raw: Any, statement: str) -> None:
    with pytest.raises(dbapi2.DatabaseError, match=r"only follows|not authorized|never|prohibited"):
        raw.execute(statement)
    assert raw.execute("SELECT hash FROM risk_entries").fetchall() == [("h",)]


def test_the_store_is_guarded(store: Store) -> None:
    for block in (store.reading, store.writing):
        with pytest.raises(DatabaseError, match="not authorized"), block() as conn:
            conn.exec_driver_sql("DROP TABLE deals")
