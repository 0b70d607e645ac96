"""Records to rows and back: a record's fields are its table's columns, by the same names.

Statements of a noun call these and add only what is particular to the noun. Each takes a connection
inside a transaction that ``services`` has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Insert, Select, Table, Update, and_, bindparam, select
from sqlalchemy import delete as delete_from
from sqlalchemy import insert as insert_into
from sqlalchemy import update as update_of
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from se_desk.domain.errors import NotFound

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
Condition = ColumnElement[bool]
Order = ColumnElement[Any] | Sequence[ColumnElement[Any]]
_KEY, _NEW = "key_", "new_"  # in front of a column's name: the value a row is found by, and the one it gets


@cache
def _names(record: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record) if field.init)


def values_of(record: DataclassInstance) -> dict[str, Any]:
    """The fields of a record by name, as a statement takes them."""
    return {name: getattr(record, name) for name in _names(type(record))}


def columns_of(table: Table, record: type[R]) -> tuple[ColumnElement[Any], ...]:
    """The columns that make up a record, in the order of its fields."""
    return tuple(table.c[name] for name in _names(record))


def record_of(record: type[R], row: Iterable[Any]) -> R:
    """A record of a row that was selected by ``columns_of``."""
    return record(**dict(zip(_names(record), row, strict=True)))


# Statements that are made again and again are kept: making one costs more than SQLite's own work on it.


@cache
def _adding(table: Table) -> Insert:
    return insert_into(table)


@cache
def _with_key(table: Table) -> ColumnElement[bool]:
    return and_(*(column == bindparam(_KEY + column.name, type_=column.type) for column in table.primary_key))


@cache
def _getting(table: Table, record: type[DataclassInstance]) -> Select[Any]:
    return select(*columns_of(table, record)).where(_with_key(table)).limit(1)


@cache
def _setting(table: Table, names: tuple[str, ...]) -> Update:
    new = {name: bindparam(_NEW + name, type_=table.c[name].type) for name in names}
    return update_of(table).where(_with_key(table)).values(new)


def insert(conn: Connection, table: Table, record: DataclassInstance) -> None:
    """Adds a record."""
    conn.execute(_adding(table), values_of(record))


def insert_many(conn: Connection, table: Table, records: Iterable[DataclassInstance]) -> None:
    """Adds records in one go; none is fine."""
    rows = [values_of(record) for record in records]
    if rows:
        conn.execute(_adding(table), rows)


def update(conn: Connection, table: Table, record: R, before: R | None = None) -> None:
    """Writes a record over the row with its key; NotFound where there is none.

    ``before`` is the record as it stands there: only what differs from it is written.
    """
    values = values_of(record)
    key = {column.name: values.pop(column.name) for column in table.primary_key}
    names = tuple(n for n in values if before is None or getattr(before, n) != values[n])
    if not names:
        return
    said = {_NEW + name: values[name] for name in names} | {_KEY + name: key[name] for name in key}
    if conn.execute(_setting(table, names), said).rowcount == 0:
        raise _missing(table, tuple(key.values()))


def upsert(conn: Connection, table: Table, record: DataclassInstance) -> None:
    """Adds a record, or writes it over the row with its key."""
    values = values_of(record)
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in values.items() if name not in keys}
    adding = insert_or_update(table).values(values)
    if changed:
        conn.execute(adding.on_conflict_do_update(index_elements=keys, set_=changed))
    else:
        conn.execute(adding.on_conflict_do_nothing(index_elements=keys))


def delete(conn: Connection, table: Table, key: Any) -> None:
    """Removes the row with this key (a tuple where the key has parts); NotFound where there is none."""
    done = conn.execute(delete_from(table).where(_keyed(table, key)))
    if done.rowcount == 0:
        raise _missing(table, key)


def find(conn: Connection, table: Table, record: type[R], *where: Condition) -> R | None:
    """The first record for which all of ``where`` holds, or None."""
    row = conn.execute(_chosen(table, record, where).limit(1)).first()
    return None if row is None else record_of(record, row)


def fetch(
    conn: Connection,
    table: Table,
    record: type[R],
    *where: Condition,
    order_by: Order = (),
    limit: int | None = None,
) -> tuple[R, ...]:
    """All records for which all of ``where`` holds, in order."""
    columns = (order_by,) if isinstance(order_by, ColumnElement) else tuple(order_by)
    chosen = _chosen(table, record, where).order_by(*columns)
    if limit is not None:
        chosen = chosen.limit(limit)
    return tuple(record_of(record, row) for row in conn.execute(chosen))


def get(conn: Connection, table: Table, record: type[R], key: Any) -> R:
    """The record with this key (a tuple where the key has parts); NotFound where there is none."""
    parts = key if isinstance(key, tuple) else (key,)
    names = (_KEY + column.name for column in table.primary_key)
    row = conn.execute(_getting(table, record), dict(zip(names, parts, strict=True))).first()
    if row is None:
        raise _missing(table, key)
    return record_of(record, row)


def _chosen(table: Table, record: type[R], where: Sequence[Condition]) -> Select[Any]:
    return select(*columns_of(table, record)).where(*where)


def _keyed(table: Table, key: Any) -> Condition:
    parts = key if isinstance(key, tuple) else (key,)
    names = (column.name for column in table.primary_key)
    return _same(table, dict(zip(names, parts, strict=True)))


def _same(table: Table, key: dict[str, Any]) -> Condition:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _missing(table: Table, key: Any) -> NotFound:
    parts = key if isinstance(key, tuple) else (key,)
    named = ", ".join(str(part) for part in parts)
    noun = table.info.get("noun", table.name.replace("_", " "))
    return NotFound(f"There is nothing in {noun} with the key {named}.")
