"""Statements that read what figures are made of: only those columns, only the rows of the days asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, or_, select

from se_desk.domain.calls import CallKind
from se_desk.domain.deals import Outcome
from se_desk.domain.ids import made_at
from se_desk.domain.metrics import DealFact, HeldCall
from se_desk.domain.moments import day_in
from se_desk.domain.money import Money
from se_desk.storage import calls as call_rows
from se_desk.storage import measures as fact_rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.notes import notes

_DAYS = (deals.c.came_on, deals.c.outcome_on, deals.c.sign_off_on, deals.c.demo_on, deals.c.poc_on)
_MOST_KEYS = 10_000  # SQLite takes 32,766 in one statement


def deals_of(conn: Connection, first: date, last: date, now: datetime) -> tuple[DealFact, ...]:
    """The deals of which something that is counted fell on a day from ``first`` to ``last``.

    With those that have an outcome and no day of it. By account and title.
    """
    touched = or_(*(day.between(first, last) for day in _DAYS))
    undated = and_(deals.c.outcome.is_not(None), deals.c.outcome_on.is_(None))
    found = (
        select(*_OF_DEAL, _worked(now), _demo_called(now))
        .where(or_(touched, undated))
        .order_by(deals.c.account.collate("NOCASE"), deals.c.title.collate("NOCASE"), deals.c.id)
    )
    return tuple(
        DealFact(
            **dict(zip(_FIELDS, row[: len(_FIELDS)], strict=True)),
            value=None if row.value_minor is None else Money(row.value_minor, row.value_currency),
            worked=row.worked,
            demo_called=row.demo_called,
        )
        for row in conn.execute(found)
    )


_FIELDS = (
    *("id", "account", "title", "came_on", "discovery_on", "demo_on", "poc_on", "sign_off_on"),
    *("outcome", "outcome_on", "outcome_reason", "no_go"),
)
_OF_DEAL = (*(deals.c[name] for name in _FIELDS), deals.c.value_minor, deals.c.value_currency)


def _worked(now: datetime) -> ColumnElement[bool]:
    """Opened by the SE, turned down by the SE, or with a trace of the SE's work on it."""
    steps = (deals.c.discovery_on, deals.c.demo_on, deals.c.poc_on, deals.c.sign_off_on)
    return or_(
        deals.c.crm_id == "",
        and_(deals.c.outcome.is_not(None), deals.c.outcome == Outcome.DISQUALIFIED),
        *(step.is_not(None) for step in steps),
        exists().where(_held(now)),
        exists().where(notes.c.deal_id == deals.c.id, notes.c.trashed_at.is_(None)),
    ).label("worked")


def _demo_called(now: datetime) -> ColumnElement[bool]:
    return exists().where(_held(now), calls.c.kind == CallKind.DEMO).label("demo_called")


def _held(now: datetime) -> ColumnElement[bool]:
    return and_(calls.c.deal_id == deals.c.id, calls.c.cancelled.is_(False), calls.c.ends_at <= now)


def calls_of(
    conn: Connection, since: datetime, until: datetime, now: datetime, zone: ZoneInfo
) -> tuple[HeldCall, ...]:
    """The calls of deals that began from ``since`` to before ``until`` and are over ``now``, by their start.

    Their days are those of ``zone``. Without the cancelled ones.
    """
    columns = (calls.c.id, calls.c.deal_id, calls.c.title, calls.c.kind, calls.c.starts_at, calls.c.ends_at)
    within = (calls.c.starts_at >= since, calls.c.starts_at < until, calls.c.ends_at <= now)
    found = (
        select(*columns)
        .where(calls.c.deal_id.is_not(None), calls.c.cancelled.is_(False), *within)
        .order_by(calls.c.starts_at, calls.c.id)
    )
    rows = conn.execute(found).all()
    keys = tuple(row.id for row in rows)
    written, exported = fact_rows.first_notes(conn, keys), _first_exports(conn, keys)
    return tuple(
        HeldCall(
            id=key,
            deal_id=deal_id,
            title=title,
            kind=kind,
            on=day_in(starts_at, zone),
            ends_at=ends_at,
            known_at=made_at(key),
            first_note_at=written.get(key),
            exported_at=exported.get(key),
        )
        for key, deal_id, title, kind, starts_at, ends_at in rows
    )


def _first_exports(conn: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for start in range(0, len(keys), _MOST_KEYS):
        found |= call_rows.first_exports(conn, keys[start : start + _MOST_KEYS])
    return found
