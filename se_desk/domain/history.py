"""A deal's timeline: everything that happened or will, in one order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One row of the timeline.

    ``noun`` and ``id`` say what to open. ``aside`` is the short text at the right with its ``tone``;
    ``quote`` are words said, with ``footer`` and ``mono`` (a receipt) under them.
    """

    noun: str
    id: str
    at: datetime
    title: str
    text: str = ""
    icon: str = ""
    severity: str = ""
    aside: str = ""
    tone: str = ""
    quote: str = ""
    footer: str = ""
    mono: str = ""
    future: bool = False


def by_day(rows: tuple[Happening, ...]) -> tuple[tuple[date, tuple[Happening, ...]], ...]:
    """Newest day first, and newest first within a day; days are those of each row's own offset."""
    days: dict[date, list[Happening]] = {}
    for row in sorted(rows, key=lambda r: r.at, reverse=True):
        days.setdefault(row.at.date(), []).append(row)
    return tuple((day, tuple(found)) for day, found in days.items())
