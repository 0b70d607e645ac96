"""Statements for calls, who is in them, and what was jotted meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, delete, func, join, select, union_all

from se_desk.domain.calls import Attendee, CalendarAnswer, Call, CardLine, Jot
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.calls import attendees, calls, card_lines, jots
from se_desk.storage.tables.calls import calendar_answers as calendar_answers_table
from se_desk.storage.tables.exports import note_exports
from se_desk.storage.tables.notes import notes, revisions

_IN_ORDER = (calls.c.starts_at, calls.c.ends_at, calls.c.id)
_ON = calls.c.cancelled.is_(False)
_INSTANT = 24  # characters of a stored moment before its offset


def insert(conn: Connection, call: Call) -> None:
    """A new call."""
    rows.insert(conn, calls, call)


def update(conn: Connection, call: Call) -> None:
    """All fields of a call that is there."""
    rows.update(conn, calls, call)


def get(conn: Connection, call_id: str) -> Call:
    """The call, cancelled or not; NotFound where there is none."""
    return rows.get(conn, calls, Call, call_id)


def all_calls(conn: Connection) -> tuple[Call, ...]:
    """Every call, cancelled ones too, by their start."""
    return rows.fetch(conn, calls, Call, order_by=_IN_ORDER)


def of_deal(conn: Connection, deal_id: str) -> tuple[Call, ...]:
    """A deal's calls by their start, cancelled ones too."""
    return rows.fetch(conn, calls, Call, calls.c.deal_id == deal_id, order_by=_IN_ORDER)


def between(conn: Connection, first: datetime, last: datetime) -> tuple[Call, ...]:
    """Calls that lie at least partly after ``first`` and before ``last``, without the cancelled ones."""
    within = (calls.c.starts_at < last, calls.c.ends_at > first)
    return rows.fetch(conn, calls, Call, _ON, *within, order_by=_IN_ORDER)


def find_next(conn: Connection, now: datetime) -> Call | None:
    """The first call that starts after ``now``, or None."""
    found = rows.fetch(conn, calls, Call, _ON, calls.c.starts_at > now, order_by=_IN_ORDER, limit=1)
    return found[0] if found else None


def find_current(conn: Connection, now: datetime) -> Call | None:
    """The call that goes on at ``now``; of several the one that began last, then the shortest."""
    running = (calls.c.starts_at <= now, calls.c.ends_at > now)
    order = (calls.c.starts_at.desc(), calls.c.ends_at, calls.c.id)
    found = rows.fetch(conn, calls, Call, _ON, *running, order_by=order, limit=1)
    return found[0] if found else None


def ended(conn: Connection, since: datetime, now: datetime) -> tuple[Call, ...]:
    """Calls of a deal that ended from ``since`` to ``now``, the one that ended first at the front."""
    within = (calls.c.ends_at >= since, calls.c.ends_at <= now, calls.c.deal_id.is_not(None))
    return rows.fetch(conn, calls, Call, _ON, *within, order_by=(calls.c.ends_at, calls.c.id))


def count_held(conn: Connection, deal_id: str, now: datetime) -> int:
    """How many of a deal's calls have taken place."""
    held = (calls.c.deal_id == deal_id, _ON, calls.c.ends_at <= now)
    return conn.execute(select(func.count()).select_from(calls).where(*held)).scalar_one()


def of_calendar(conn: Connection) -> tuple[Call, ...]:
    """The calls that came from a calendar, cancelled ones too."""
    return rows.fetch(conn, calls, Call, calls.c.uid != "", order_by=_IN_ORDER)


def save_calendar_answer(conn: Connection, answer: CalendarAnswer) -> None:
    """What the SE said of an entry, the first time or again."""
    rows.upsert(conn, calendar_answers_table, answer)


def calendar_answers(conn: Connection) -> dict[str, str | None]:
    """The deal of each entry the SE was asked about, by its uid; None for no deal."""
    found = select(calendar_answers_table.c.uid, calendar_answers_table.c.deal_id)
    return {row[0]: row[1] for row in conn.execute(found)}


def first_notes(conn: Connection, call_ids: Sequence[str]) -> dict[str, datetime]:
    """When each call was first written down, by its id; a call nobody wrote about is not in it.

    Only writing from the call's start on counts: a note that was prepared before it logs the call with
    its first revision after the start. Trashed notes, and notes with nothing under their title, do not
    count.
    """
    counted = (notes.c.call_id.in_(call_ids), notes.c.trashed_at.is_(None), func.trim(notes.c.body) != "")
    of_call = join(notes, calls, calls.c.id == notes.c.call_id)
    started = _instant(calls.c.starts_at)
    written = (
        select(notes.c.call_id, notes.c.written_at.label("at"))
        .select_from(of_call)
        .where(*counted, _instant(notes.c.written_at) >= started)
    )
    saved = (
        select(notes.c.call_id, revisions.c.saved_at.label("at"))
        .select_from(of_call.join(revisions, revisions.c.note_id == notes.c.id))
        .where(*counted, _instant(revisions.c.saved_at) >= started)
    )
    both = union_all(written, saved).subquery()
    found = select(both.c.call_id, func.min(both.c.at)).group_by(both.c.call_id)
    return {row[0]: row[1] for row in conn.execute(found)}


def not_in_crm(conn: Connection, since: datetime, now: datetime) -> int:
    """How many calls that ended from ``since`` to ``now`` have Shareable notes of which none left for a CRM.

    0 on a desk from which no note ever left: its CRM is fed in another way.
    """
    if conn.execute(select(note_exports.c.id).limit(1)).first() is None:
        return 0
    written = (notes.c.call_id == calls.c.id, notes.c.trashed_at.is_(None), func.trim(notes.c.body) != "")
    left = (
        select(note_exports.c.id)
        .join(notes, notes.c.id == note_exports.c.note_id)
        .where(notes.c.call_id == calls.c.id)
    )
    waiting = select(func.count()).where(
        _ON,
        calls.c.ends_at >= since,
        calls.c.ends_at <= now,
        calls.c.deal_id.is_not(None),
        select(notes.c.id).where(*written, notes.c.private.is_(False)).exists(),
        ~left.exists(),
    )
    return conn.execute(waiting.select_from(calls)).scalar_one()


def first_exports(conn: Connection, call_ids: Sequence[str]) -> dict[str, datetime]:
    """When a note of each call first left for a CRM, by the call's id; from the call's start on."""
    left = (
        select(notes.c.call_id, func.min(note_exports.c.exported_at))
        .join(notes, notes.c.id == note_exports.c.note_id)
        .join(calls, calls.c.id == notes.c.call_id)
        .where(
            notes.c.call_id.in_(call_ids), _instant(note_exports.c.exported_at) >= _instant(calls.c.starts_at)
        )
        .group_by(notes.c.call_id)
    )
    return {row[0]: row[1] for row in conn.execute(left)}


def _instant(column: ColumnElement[Any]) -> ColumnElement[str]:
    """A stored moment without its offset, so that columns with different offsets compare as instants."""
    return func.substr(column, 1, _INSTANT, type_=Text())


def insert_attendee(conn: Connection, attendee: Attendee) -> None:
    """Somebody in a call."""
    rows.insert(conn, attendees, attendee)


def update_attendee(conn: Connection, attendee: Attendee) -> None:
    """All fields of an attendee who is there."""
    rows.update(conn, attendees, attendee)


def get_attendee(conn: Connection, attendee_id: str) -> Attendee:
    """The attendee; NotFound where there is none."""
    return rows.get(conn, attendees, Attendee, attendee_id)


def delete_attendee(conn: Connection, attendee_id: str) -> None:
    """Not in the call after all; NotFound where there is none."""
    rows.delete(conn, attendees, attendee_id)


def attendees_of(conn: Connection, *call_ids: str) -> tuple[Attendee, ...]:
    """Who is in these calls: the customer's people first, each side by name."""
    order = (attendees.c.call_id, attendees.c.ours, func.lower(attendees.c.name), attendees.c.id)
    return rows.fetch(conn, attendees, Attendee, attendees.c.call_id.in_(call_ids), order_by=order)


def all_attendees(conn: Connection) -> tuple[Attendee, ...]:
    """Everybody who is in any call, each call's together."""
    order = (attendees.c.call_id, attendees.c.id)
    return rows.fetch(conn, attendees, Attendee, order_by=order)


def customer_emails(conn: Connection) -> tuple[tuple[str, str], ...]:
    """Deal and address of everybody from a customer who was ever in a call of a deal."""
    found = (
        select(calls.c.deal_id, attendees.c.email)
        .join(attendees, attendees.c.call_id == calls.c.id)
        .where(calls.c.deal_id.is_not(None), attendees.c.email != "", attendees.c.ours.is_(False))
        .distinct()
        .order_by(calls.c.deal_id, attendees.c.email)
    )
    return tuple((row[0], row[1]) for row in conn.execute(found))


def insert_jot(conn: Connection, jot: Jot) -> None:
    """A line typed during a call."""
    rows.insert(conn, jots, jot)


def update_jot(conn: Connection, jot: Jot) -> None:
    """All fields of a jot that is there."""
    rows.update(conn, jots, jot)


def get_jot(conn: Connection, jot_id: str) -> Jot:
    """The jot; NotFound where there is none."""
    return rows.get(conn, jots, Jot, jot_id)


def jots_of(conn: Connection, *call_ids: str) -> tuple[Jot, ...]:
    """The jots of these calls in the order they were typed."""
    return rows.fetch(conn, jots, Jot, jots.c.call_id.in_(call_ids), order_by=(jots.c.jotted_at, jots.c.id))


def save_line(conn: Connection, line: CardLine) -> None:
    """What stands in the line of a call's card."""
    rows.upsert(conn, card_lines, line)


def find_line(conn: Connection, call_id: str) -> CardLine | None:
    """What stood in the line of a call's card, or None."""
    return rows.find(conn, card_lines, CardLine, card_lines.c.call_id == call_id)


def forget_line(conn: Connection, call_id: str) -> None:
    """The line is empty."""
    conn.execute(delete(card_lines).where(card_lines.c.call_id == call_id))
