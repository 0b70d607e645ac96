"""One row of a calendar as the desk looks at it: whether it is a call, its key, and who is invited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Protocol

from se_desk.domain.call_matching import domain_of

Guests = tuple[tuple[str, str], ...]

_LONGEST = timedelta(hours=24)
_ROOMS = "calendar.google.com"  # where meeting rooms and shared calendars have their addresses


class CalendarRow(Protocol):
    """One instance of a calendar entry. Organizer and attendees are addresses, ``Name <mail>`` or bare."""

    @property
    def uid(self) -> str: ...
    @property
    def recurrence_id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def all_day(self) -> bool: ...
    @property
    def organizer(self) -> str: ...
    @property
    def attendees(self) -> Sequence[str]: ...
    @property
    def location(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def cancelled(self) -> bool: ...


def key_of(row: CalendarRow) -> tuple[str, str]:
    """The calendar's key; a row without one is known by title and start."""
    if row.uid:
        return row.uid, row.recurrence_id
    return f"{row.title.strip()} {row.starts_at.astimezone(UTC).isoformat()}", ""


def is_call(row: CalendarRow) -> bool:
    """Whether it has a title and a length of at most a day."""
    length = row.ends_at.astimezone(UTC) - row.starts_at.astimezone(UTC)
    return not row.all_day and bool(row.title.strip()) and timedelta() < length <= _LONGEST


def guests_of(row: CalendarRow) -> Guests:
    """Name and address of the organizer and the attendees, each once, without rooms.

    Who has no name goes by the address; who has no address has an empty one.
    """
    found: dict[str, tuple[str, str]] = {}
    for one in (row.organizer, *row.attendees):
        name, email = (part.strip() for part in parseaddr(one))
        if "@" not in email:
            name, email = one.strip(), ""
        if (name or email) and not domain_of(email).endswith(_ROOMS):
            found.setdefault((email or name).casefold(), (name or email, email))
    return tuple(found.values())
