"""All rows of a desk out and in again, table by table, as the file holds them.

What is made from other rows (the search index) and what the file says of itself (``upkeep``) stays behind.
Going in, the rows meet the triggers of the risk log like any other; the whole is checked before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError

from se_desk.domain.errors import BadFile
from se_desk.storage import checks, faults
from se_desk.storage.engine import make_engine
from se_desk.storage.fts import search_due, search_items
from se_desk.storage.tables import charters, metadata
from se_desk.storage.tables.upkeep import upkeep

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = Mapping[str, Value]
Progress: TypeAlias = Callable[[int, int], None]  # tables done, tables in all

_STAYS = {search_items, search_due, upkeep}
TABLES: tuple[Table, ...] = tuple(table for table in metadata.sorted_tables if table not in _STAYS)
_PAGE = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of one table, in the order in which they were written."""

    name: str
    rows: tuple[Row, ...]


def read_all(conn: Connection) -> Iterator[TableRows]:
    """Every table, those that others refer to first."""
    for table in TABLES:
        found = conn.exec_driver_sql(f'SELECT * FROM "{table.name}" ORDER BY rowid').mappings()
        yield TableRows(table.name, tuple(dict(row) for row in found))


def write_all(path: Path, key: bytes, tables: Sequence[TableRows], progress: Progress | None = None) -> None:
    """Fills a new desk, of this version's schema, with all rows: every one or none.

    Raises BadFile where the rows are not those of one whole desk, DiskFull, DeskReadOnly.
    """
    engine = make_engine(path, key, guarded=False)
    try:
        with faults.named(path), engine.connect() as conn:
            raw = conn.connection.driver_connection
            if raw is None:
                raise RuntimeError("the connection is gone")
            raw.execute("PRAGMA foreign_keys = OFF")  # checked once at the end: tables refer to each other
            with conn.begin():
                _fill(conn, tables, progress)
            conn.invalidate()
    finally:
        engine.dispose()


def _fill(conn: Connection, tables: Sequence[TableRows], progress: Progress | None) -> None:
    guards = _without_guards(conn)
    for done, table in enumerate(tables, 1):
        _insert(conn, table)
        if progress is not None:
            progress(done, len(tables))
    for guard in guards:
        conn.exec_driver_sql(guard)
    wrong = conn.exec_driver_sql("PRAGMA foreign_key_check").first()
    if wrong is not None:
        raise _not_whole(f"A row of {wrong[0]} refers to something that is not in it.")
    for check in checks.OF_ROWS:
        for problem in check(conn):
            raise _not_whole(problem)


def _without_guards(conn: Connection) -> tuple[str, ...]:
    """Agreed charters come with their clauses; the guards that refuse this are set again afterwards."""
    for guard in charters.GUARDS:
        conn.exec_driver_sql(f"DROP TRIGGER {guard.split()[2]}")
    return charters.GUARDS


def _insert(conn: Connection, table: TableRows) -> None:
    known = {each.name: each for each in TABLES}.get(table.name)
    if known is None:
        raise _not_whole(f"It has a table {table.name!r} that this SE Desk does not know.")
    columns = [column.name for column in known.columns if column.computed is None]
    if any(set(row) != set(columns) for row in table.rows):
        raise _not_whole(f"The rows of {table.name} have other fields than this SE Desk knows.")
    places = ", ".join("?" * len(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'
    for page in _pages(table.rows):
        try:
            conn.exec_driver_sql(statement, [tuple(row[name] for name in columns) for row in page])
        except IntegrityError as fault:
            raise _not_whole(f"A row of {table.name} is refused.") from fault


def _pages(rows: Sequence[Row]) -> Iterator[Iterable[Row]]:
    for start in range(0, len(rows), _PAGE):
        yield rows[start : start + _PAGE]


def _not_whole(reason: str) -> BadFile:
    return BadFile(
        f"This archive is not one whole desk. {reason}",
        "Nothing of it was taken in.",
        "Use another copy of the archive, or a backup.",
    )
