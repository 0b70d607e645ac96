"""Days as other programs write them: ISO, 4.3.2026, 03/04/26, 4 March 2026, serial numbers.

``03/04/2026`` is the third of April or the fourth of March; which, only the file's order can say. It is
never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from se_desk.domain.errors import BadInput


class DayOrder(StrEnum):
    """Which of two numbers comes first in a file's days."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"

    @property
    def label(self) -> str:
        """The words a person chooses from."""
        return "Day first (31/12/2026)" if self is DayOrder.DAY_FIRST else "Month first (12/31/2026)"


class AmbiguousDay(BadInput):
    """A day that reads as two, with ``days`` the one for day first and the one for month first."""

    def __init__(self, text: str, days: tuple[date, date]) -> None:
        first, second = map(_said, days)
        super().__init__(
            f"{text} could be {first} or {second}.", do="Say whether the file has the day or the month first."
        )
        self.days = days


_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})")
_DAY_NAME_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[. -]*(?:de |of )?([^\W\d_]{3,})[., -]*(?:de )?(\d{4}|\d{2})"
)
_NAME_DAY_YEAR = re.compile(r"([^\W\d_]{3,})[. -]*(\d{1,2})(?:st|nd|rd|th)?[, -]+(\d{4}|\d{2})")
_TIME_OF_DAY = re.compile(r"[T ,]+\d{1,2}:\d\d.*$")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}[.,]+\s*(?=\d)|^[^\W\d_]{3,10},\s*(?=[^\W\d_])")
# Days since 1899-12-30, as spreadsheets count: 1954 to 2119.
_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)

# The first letters that tell a month apart, in English, German, French, Spanish, Italian, Dutch, Portuguese.
_MONTHS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)


@lru_cache(maxsize=4096)  # a file names the same days again and again
def possible_days(text: str) -> Mapping[DayOrder, date]:
    """For each order, the day that `text` means in it; empty for no day. A time after it is left out."""
    bare = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", " ".join(text.split())))
    clear = _iso(bare) or _named(bare) or _serial(bare)
    if clear is not None:
        return dict.fromkeys(DayOrder, clear)
    found = _NUMBERS.fullmatch(bare)
    if found is None:
        return {}
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    days = {DayOrder.DAY_FIRST: _day(year, second, first)}
    if found[2] != ".":  # nobody writes the month first with points
        days[DayOrder.MONTH_FIRST] = _day(year, first, second)
    return {order: day for order, day in days.items() if day is not None}


def settled_order(texts: Iterable[str]) -> DayOrder | None:
    """The one order in which all of `texts` are days, where a text among them rules the other out."""
    readable = [days for days in map(possible_days, texts) if days]
    fitting = [order for order in DayOrder if all(order in days for days in readable)]
    return fitting[0] if len(fitting) == 1 else None


def read_day(text: str, order: DayOrder | None = None) -> date:
    """The day `text` means. Raises BadInput for what is no day, AmbiguousDay for what is two.

    `order` decides between two; a text that makes sense in the other order only is taken so.
    """
    days = possible_days(text)
    if not days:
        raise BadInput(f"{text[:40]!r} is no day.", do="Write it as 2026-12-31.")
    if order is not None and order in days:
        return days[order]
    if len(set(days.values())) > 1:
        raise AmbiguousDay(text, (days[DayOrder.DAY_FIRST], days[DayOrder.MONTH_FIRST]))
    return next(iter(days.values()))


def _iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return _day(int(found[1]), int(found[3]), int(found[4])) if found else None


def _named(text: str) -> date | None:
    found = _DAY_NAME_YEAR.fullmatch(text)
    if found:
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    found = _NAME_DAY_YEAR.fullmatch(text)
    return _day(_year(found[3]), _month(found[1]), int(found[2])) if found else None


def _month(name: str) -> int:
    starts = name.casefold()
    return next((number for number, forms in enumerate(_MONTHS, 1) if starts.startswith(forms)), 0)


def _serial(text: str) -> date | None:
    found = _SERIAL.fullmatch(text)
    return _SERIAL_ZERO + timedelta(days=int(found[1])) if found else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"
