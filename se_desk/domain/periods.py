"""Periods: fiscal quarters as stretches of days with a name, and how they are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from se_desk.domain.errors import BadInput
from se_desk.domain.timelines import Quarter, quarter_days, quarter_of

_QUARTER = re.compile(
    r"(?:(?P<late>[0-9]{4})-?Q(?P<early>[1-4])|Q(?P<number>[1-4])[-\s]*(?:FY)?\s*(?P<year>[0-9]{4}))",
    re.IGNORECASE,
)
_FIRST, _LAST = 1900, 9998  # years with others before and behind them on the calendar


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, with the name that a heading gives them."""

    name: str
    first: date
    last: date

    @property
    def short(self) -> str:
        """``Q3 26``, for an axis."""
        quarter, _, year = self.name.partition(" ")
        return f"{quarter} {year[-2:]}"

    def say(self) -> str:
        """``Q3 FY2026, 1 Jul to 30 Sep 2026``."""
        return f"{self.name}, {self.say_days()}"

    def say_days(self, until: date | None = None) -> str:
        """``1 Jul to 30 Sep 2026``; up to ``until`` where the period is not over by then."""
        last = self.last if until is None else min(self.last, until)
        year = "" if self.first.year == last.year else f" {self.first.year}"
        return f"{self.first.day} {self.first:%b}{year} to {last.day} {last:%b} {last.year}"

    def has(self, day: date | None) -> bool:
        """Whether ``day`` lies in it; no day lies in none."""
        return day is not None and self.first <= day <= self.last


def period_of(quarter: Quarter, first_month: int = 1) -> Period:
    """A fiscal quarter where the fiscal year begins in ``first_month``."""
    return Period(str(quarter), *quarter_days(quarter, first_month))


def period_on(day: date, first_month: int = 1) -> Period:
    """The fiscal quarter that ``day`` lies in."""
    return period_of(quarter_of(day, first_month), first_month)


def before(period: Period, first_month: int = 1) -> Period:
    """The fiscal quarter that ends the day before ``period`` begins."""
    return period_on(period.first - timedelta(days=1), first_month)


def newest(today: date, first_month: int = 1, count: int = 5) -> tuple[Period, ...]:
    """The fiscal quarter of ``today`` and those before it, ``count`` in all."""
    found = [period_on(today, first_month)]
    while len(found) < count:
        found.append(before(found[-1], first_month))
    return tuple(found[:count])


def read_period(name: str, today: date, first_month: int = 1) -> Period:
    """``this``, ``last``, or one such as ``Q3 FY2026``, ``Q3-2026`` or ``2026-Q3``, whole.

    BadInput for anything else.
    """
    match = _QUARTER.fullmatch(name.strip())
    if match:
        year, number = int(match["year"] or match["late"]), int(match["number"] or match["early"])
        if _FIRST <= year <= _LAST:
            return period_of(Quarter(year, number), first_month)
        raise _no_quarter(name)
    here = newest(today, first_month, 2)
    named = {"this": here[0], "last": here[1]}.get(name.strip().lower())
    if named is None:
        raise _no_quarter(name)
    return named


def _no_quarter(name: str) -> BadInput:
    return BadInput(f"“{name:.40}” is no quarter.", do="Name one such as Q3 FY2026, this or last.")
