"""The sample's calendar: distances such as "-3 wd 14:00" become days and moments (resources/sample)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from se_desk.domain.moments import DAY, MINUTE, day_in, in_zone, local_moment, say_day

_FROM_NOW = re.compile(r"in (\d+) min|(\d+) (min|h) ago")
_DAY = re.compile(r"([+-]?\d+) (d|wd|w)")
_IN_TEXT = re.compile(r"\{on: ([^}]+)\}|\{(apart)\}")
_SATURDAY = 5
_SHORTEST_REST = 12 * DAY


class SampleDays:
    """Turns the sample's distances into days and moments, as seen from ``now`` in ``zone``.

    ``signature_on`` is the earliest signature of the deal at hand, where it has a procurement.
    """

    def __init__(self, now: datetime, zone: ZoneInfo, signature_on: date | None = None) -> None:
        self.now = in_zone(now, zone)
        self.today = day_in(now, zone)
        self._zone = zone
        self._signature_on = signature_on

    def with_signature(self, on: date) -> SampleDays:
        """The same calendar for a deal whose procurement can end on a day."""
        return SampleDays(self.now, self._zone, on)

    @property
    def quarter_end(self) -> date:
        """The last day of the month that lies 12 to 42 days ahead."""
        soon = self.today + _SHORTEST_REST
        return (soon.replace(day=1) + 32 * DAY).replace(day=1) - DAY

    @property
    def fiscal_month(self) -> int:
        """The month a fiscal year must begin in, so that ``quarter_end`` ends a quarter: 1, 2 or 3."""
        return self.quarter_end.month % 3 + 1

    def day(self, text: str) -> date:
        """``-10 d``, ``+3 wd``, ``+6 w``, ``quarter end`` or ``signature``. ValueError for anything else."""
        if text == "quarter end":
            return self.quarter_end
        if text == "signature" and self._signature_on is not None:
            return self._signature_on
        found = _DAY.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no day of the sample")
        number, unit = int(found[1]), found[2]
        if unit == "wd":
            return self._working_day(number)
        return _weekday(self.today + number * (7 if unit == "w" else 1) * DAY)

    def moment(self, text: str) -> datetime:
        """``-3 wd 14:00``, ``in 42 min`` or ``22 h ago``. ValueError for anything else."""
        found = _FROM_NOW.fullmatch(text)
        if found is not None:
            ahead, back, unit = found.groups()
            minutes = int(ahead) if ahead else -int(back) * (60 if unit == "h" else 1)
            return self._near(self.now + minutes * MINUTE)
        on, _, clock = text.rpartition(" ")
        hour, _, minute = clock.partition(":")
        return local_moment(self.day(on), int(hour), int(minute), self._zone)

    def words(self, node: Any) -> Any:
        """Lists, tables and texts with ``{on: …}`` and ``{apart}`` said in words."""
        if isinstance(node, dict):
            return {key: self.words(value) for key, value in node.items()}
        if isinstance(node, list):
            return [self.words(value) for value in node]
        return _IN_TEXT.sub(partial(_say, self), node) if isinstance(node, str) else node

    def _working_day(self, number: int) -> date:
        day, step = self.today, DAY if number > 0 else -DAY
        for _ in range(abs(number)):
            day += step
            while day.weekday() >= _SATURDAY:
                day += step
        return day

    def _near(self, at: datetime) -> datetime:
        """To the nearest five minutes, in the offset that holds then."""
        over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
        down = at - over
        return in_zone(down if over < 2.5 * MINUTE else down + 5 * MINUTE, self._zone)


def _weekday(day: date) -> date:
    """A Saturday or Sunday becomes the Monday after it."""
    return day + max(0, 7 - day.weekday()) * DAY if day.weekday() >= _SATURDAY else day


def _say(days: SampleDays, found: re.Match[str]) -> str:
    if found[2]:
        return str((days.day("signature") - days.quarter_end).days)
    return say_day(days.day(found[1]), days.today)
