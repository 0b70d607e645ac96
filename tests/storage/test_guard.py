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
CHAIN = "INSERT INTO risk_chains (deal_id, chain) VALUES ('d', 'c')"
REFUSED = [
    "UPDATE risk_entries SET hash = 'other'",
    "UPDATE OR REPLACE risk_entries SET seq = 2",
    "UPDATE risk_entries SET core = zeroblob(1) FROM risk_chains",
    "UPDATE risk_chains SET chain = 'other'",
    "DELETE FROM risk_entries RETURNING seq",
    "WITH old AS (SELECT 1) DELETE FROM risk_entries WHERE seq IN old",
    "DELETE FROM risk_chains",
    "DELETE FROM risk_entries",
    "UPDATE risk_opened SET value = 'other'",
    "DROP TABLE risk_entries",
    "DROP TABLE risk_opened",
    "DROP TABLE risk_chains",
    "DROP INDEX ix_risk_entries_deal_id",
    *(
        f"DROP TRIGGER {name}"
        for name in (
            "risk_entries_no_update",
            "risk_entries_no_delete",
            "risk_entries_in_order",
            "risk_opened_no_update",
            "risk_opened_once",
            "risk_chains_no_update",
            "risk_chains_no_delete",
            "risk_chains_once",
        )
    ),
    "ALTER TABLE risk_entries RENAME TO gone",
    "ALTER TABLE risk_entries RENAME COLUMN hash TO other",
    "ALTER TABLE risk_entries DROP COLUMN recorded_at",
    "ALTER TABLE deals ADD COLUMN extra",
    "CREATE TEMP TABLE risk_entries (seq)",
    "CREATE TEMP VIEW risk_entries AS SELECT 1 AS seq",
    "CREATE INDEX mine ON risk_entries (kind)",
    "CREATE TRIGGER mine AFTER INSERT ON deals BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON deals BEGIN SELECT 1; END",
    "CREATE TABLE mine (a)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE VIRTUAL TABLE mine USING fts5(a)",
    "ATTACH ':memory:' AS other",
    "ATTACH ':memory:' AS again KEY 'x'",
    "PRAGMA writable_schema = ON",
    "PRAGMA writable_schema(RESET)",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA schema_version = 99",
    "PRAGMA journal_mode = OFF",
    "PRAGMA key = 'other'",
    "PRAGMA rekey = 'other'",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA user_version = 7",
]


@pytest.fixture
def raw(desk_path: Path) -> Any:
    """A guarded connection of the driver to a desk with one entry."""
    opened = connect(desk_path, KEY)
    for statement in (CHAIN, ENTRY, OPENED):
        opened.execute(statement)
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
    raw.execute("PRAGMA foreign_keys = OFF")
    if "risk_" in statement and statement.startswith(("UPDATE", "DELETE", "WITH")):
        with pytest.raises(dbapi2.IntegrityError, match=r"never|stays with|outlives"):
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


@pytest.mark.parametrize("seq", [0, 1, -1, 3, 9, "'2'", "NULL", "2.5"])
def test_no_entry_is_put_in_later_or_leaves_a_gap(raw: Any, seq: object) -> None:
    """Only the number after the newest is taken; the control is that one."""
    statement = ENTRY.replace("'c', 1,", f"'c', {seq},", 1).replace("'h'", "'k'")
    for insert in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"):
        raw.execute("SAVEPOINT before")
        try:
            raw.execute(statement.replace("INSERT", insert, 1))
        except dbapi2.DatabaseError as error:
            assert "only follows" in str(error) or "NOT NULL" in str(error)
        kept = raw.execute("SELECT seq, hash FROM risk_entries ORDER BY seq").fetchall()
        assert kept in ([(1, "h")], [(1, "h"), (2, "k")])
        assert kept == [(1, "h")] or seq == "'2'"  # a text that is the next number is the next number
        raw.execute("ROLLBACK TO before")
    raw.execute(ENTRY.replace("'c', 1,", "'c', 2,", 1).replace("'h'", "'k'"))


def test_an_entry_removed_behind_the_triggers_is_never_put_back_as_another(raw: Any) -> None:
    """Back-filling needs the triggers gone, which the guard denies; the insert guard stands by itself too."""
    second = ENTRY.replace("'c', 1,", "'c', 2,", 1).replace("'h'", "'k'")
    raw.execute(second)
    raw.set_authorizer(None)
    raw.execute("DROP TRIGGER risk_entries_no_delete")
    raw.execute("DELETE FROM risk_entries WHERE seq = 1")
    with pytest.raises(dbapi2.IntegrityError, match="only follows"):
        raw.execute(ENTRY)


def test_the_same_hash_is_taken_once(raw: Any) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="only follows"):
        raw.execute(ENTRY.replace("'c', 1,", "'c', 2,", 1))


@pytest.mark.parametrize("table", ["sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_sequence"])
@pytest.mark.parametrize(
    "verb", ["UPDATE {} SET name = 'x'", "DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES"]
)
def test_the_schema_is_no_table_to_write_to(raw: Any, table: str, verb: str) -> None:
    with pytest.raises(dbapi2.DatabaseError):
        raw.execute(verb.format(table))


def test_another_file_is_not_read_in_or_written_out(raw: Any, tmp_path: Path) -> None:
    for statement in (f"VACUUM INTO '{tmp_path / 'copy.db'}'", "SELECT load_extension('x')"):
        with pytest.raises(dbapi2.DatabaseError):
            raw.execute(statement)
    assert list(tmp_path.glob("copy.db")) == []


def test_the_store_is_guarded(store: Store) -> None:
    for block in (store.reading, store.writing):
        with pytest.raises(DatabaseError, match="not authorized"), block() as conn:
            conn.exec_driver_sql("DROP TABLE deals")
