"""Statements for what the desk remembers of imports, and for taking one back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, bindparam, delete, select
from sqlalchemy import update as update_of

from se_desk.domain.deals import Deal, Forecast
from se_desk.domain.imports import LAST, ColumnNames, LastImport
from se_desk.storage import note_links as links
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.deals import deals, forecasts
from se_desk.storage.tables.imports import column_names, last_imports
from se_desk.storage.tables.note_links import note_links
from se_desk.storage.tables.partners import partners
from se_desk.storage.tables.risks import risk_chains

CRM_FIELDS = ("title", "account", "partner_id", "crm_id", "value_minor", "value_currency")
_SLICE = 2_000  # records whose values are held at a time


def keep_names(conn: Connection, record: ColumnNames) -> None:
    """A kind of file, new or changed."""
    rows.upsert(conn, column_names, record)


def forget_names(conn: Connection, names_id: str) -> None:
    """NotFound where there is none."""
    rows.delete(conn, column_names, names_id)


def all_names(conn: Connection) -> tuple[ColumnNames, ...]:
    """Every kind of file, the one that was changed last first."""
    order = (column_names.c.changed_at.desc(), column_names.c.id)
    return rows.fetch(conn, column_names, ColumnNames, order_by=order)


def remember(conn: Connection, record: LastImport) -> None:
    """The last import, in place of the one before."""
    rows.upsert(conn, last_imports, record)


def find_last(conn: Connection) -> LastImport | None:
    """The last import, None where it was taken back or there was none."""
    return rows.find(conn, last_imports, LastImport)


def about_last(conn: Connection) -> tuple[str, datetime] | None:
    """Whose export it was and when it was taken in, without reading what it changed."""
    row = conn.execute(select(last_imports.c.label, last_imports.c.taken_at)).first()
    return None if row is None else (row[0], row[1])


def forget_last(conn: Connection) -> None:
    """There is nothing to take back any more."""
    conn.execute(delete(last_imports).where(last_imports.c.id == LAST))


def insert_deals(conn: Connection, made: Sequence[Deal]) -> None:
    """New deals, many at once; notes that name them find them."""
    for first in range(0, len(made), _SLICE):
        _insert(conn, deals, made[first : first + _SLICE])
    links.settle_deals(conn, ((deal.account, deal.title) for deal in made))


def update_deals(conn: Connection, changed: Sequence[Deal]) -> None:
    """What the CRM owns of deals that are there, many at once."""
    names = (*CRM_FIELDS, "changed_at")
    statement = (
        update_of(deals)
        .where(deals.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    for first in range(0, len(changed), _SLICE):
        part = changed[first : first + _SLICE]
        values = [{f"new_{name}": getattr(deal, name) for name in names} | {"key": deal.id} for deal in part]
        conn.execute(statement, values)
    links.settle_deals(conn, ((deal.account, deal.title) for deal in changed))


def insert_forecasts(conn: Connection, points: Sequence[Forecast]) -> None:
    """Points of the AE's histories, many at once."""
    for first in range(0, len(points), _SLICE):
        _insert(conn, forecasts, points[first : first + _SLICE])


def newest_forecasts(conn: Connection) -> dict[str, Forecast]:
    """The newest point of each deal's history, by deal."""
    order = (forecasts.c.recorded_at, forecasts.c.id)
    return {point.deal_id: point for point in rows.fetch(conn, forecasts, Forecast, order_by=order)}


def deals_in_use(conn: Connection, ours: frozenset[str]) -> frozenset[str]:
    """Deals to which anything belongs, or that a note names, apart from the forecasts ``ours``."""
    used = {deal_id for table in _referring(deals) for deal_id in _values(conn, table, deals)}
    used |= set(conn.execute(select(risk_chains.c.deal_id)).scalars())
    used |= set(conn.execute(select(note_links.c.target_id).where(note_links.c.noun == "deal")).scalars())
    points = conn.execute(select(forecasts.c.id, forecasts.c.deal_id))
    used |= {deal_id for key, deal_id in points if key not in ours}
    return frozenset(used)


def partners_in_use(conn: Connection) -> frozenset[str]:
    """Partners to whom anything belongs."""
    return frozenset(key for table in _referring(partners) for key in _values(conn, table, partners))


def remove_deals(conn: Connection, deal_ids: Iterable[str]) -> None:
    """Deals that nothing belongs to, with the forecasts that came with them."""
    _remove(conn, deals, deal_ids)


def remove_forecasts(conn: Connection, forecast_ids: Iterable[str]) -> None:
    """Points of the AE's histories that are to be as if they had not come."""
    _remove(conn, forecasts, forecast_ids)


def remove_partners(conn: Connection, partner_ids: Iterable[str]) -> None:
    """Partners to whom nothing belongs."""
    _remove(conn, partners, partner_ids)


def _insert(conn: Connection, table: Table, records: Sequence[Deal] | Sequence[Forecast]) -> None:
    """As ``rows.insert_many`` does, with the columns' own types, at a third of its cost for many rows."""
    names = [column.name for column in table.columns]
    ways = [column.type.dialect_impl(conn.dialect).bind_processor(conn.dialect) for column in table.columns]
    texts: dict[object, object] = {}  # moments, words and days come again and again

    def stored(way: Callable[[object], object] | None, value: object) -> object:
        if way is None or value is None or type(value) is str:
            return value if way is None else way(value)
        if value not in texts:
            texts[value] = way(value)
        return texts[value]

    values = [
        tuple(stored(way, getattr(record, name)) for name, way in zip(names, ways, strict=True))
        for record in records
    ]
    marks = ", ".join("?" * len(names))
    conn.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", values)


def _remove(conn: Connection, table: Table, keys: Iterable[str]) -> None:
    values = [{"key": key} for key in keys]
    if values:
        conn.execute(delete(table).where(table.c.id == bindparam("key")), values)


def _referring(target: Table) -> list[Table]:
    """The tables whose rows belong to one of ``target``, the AE's history apart."""
    tables = (table for table in target.metadata.sorted_tables if table not in (target, forecasts))
    return [table for table in tables if _references(table, target)]


def _references(table: Table, target: Table) -> list[ColumnElement[str]]:
    return [
        column for column in table.columns if any(key.column.table is target for key in column.foreign_keys)
    ]


def _values(conn: Connection, table: Table, target: Table) -> set[str]:
    found: set[str] = set()
    for column in _references(table, target):
        found |= set(conn.execute(select(column).where(column.is_not(None)).distinct()).scalars())
    return found
