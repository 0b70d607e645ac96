"""Runs the steps that a desk has not seen, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine
from sqlcipher3 import dbapi2

from se_desk.storage import checks, risks, upkeep
from se_desk.storage.engine import APPLICATION_ID
from se_desk.storage.migrations import SCHEMA_VERSION

FOLDER = Path(__file__).parent


def upgrade(engine: Engine, folder: Path = FOLDER, version: int = SCHEMA_VERSION) -> None:
    """Brings the file behind ``engine`` (unguarded, writing) to the newest schema: all or nothing.

    References are checked once at the end instead of row by row, since a table may have to be rebuilt.
    """
    with engine.connect() as conn:
        raw = conn.connection.driver_connection
        if raw is None:
            raise RuntimeError("the connection is gone")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA foreign_keys = OFF")
        with conn.begin():
            before = _chain_heads(conn)
            _run_steps(conn, folder)
            _check_references(conn)
            _check_chains(conn, before)
            if _has(conn, "upkeep"):
                upkeep.mark_version(conn)
            conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.exec_driver_sql(f"PRAGMA user_version = {version}")
        conn.invalidate()  # its pragmas are not those of an ordinary connection


def _run_steps(conn: Connection, folder: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def _check_references(conn: Connection) -> None:
    broken = conn.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"the migration leaves {broken[0]} with a reference to nothing in {broken[2]}")


def _chain_heads(conn: Connection) -> tuple[tuple[str, int, str], ...] | None:
    """The newest entry of every chain; None where there is no risk log yet."""
    return risks.heads(conn) if _has(conn, "risk_entries") else None


def _has(conn: Connection, table: str) -> bool:
    found = conn.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).first()
    return found is not None


def _check_chains(conn: Connection, before: tuple[tuple[str, int, str], ...] | None) -> None:
    """A step may move the risk log and must not change it (RISK-RECORD, "In the database")."""
    after = _chain_heads(conn)
    if before is not None and after != before:
        raise RuntimeError("the migration leaves another risk log than it found")
    broken = checks.chain_problems(conn) if after is not None else ()
    if broken:
        raise RuntimeError(f"the migration leaves a risk log that is not whole. {broken[0]}")


def statements(sql: str) -> Iterator[str]:
    """The statements of a script one by one; a trigger with all its steps is one."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if dbapi2.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        raise ValueError(f"the script ends inside a statement: {pending.strip()[:60]}")


def run_script(conn: Connection, script: Path) -> None:
    """Runs a file of SQL on the connection's transaction."""
    for statement in statements(script.read_text(encoding="utf-8")):
        conn.exec_driver_sql(statement)
