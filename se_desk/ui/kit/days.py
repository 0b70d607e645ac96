"""Days as people write them: "30 Sep", "2026-09-30", "30.9.", "+7"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from se_desk.domain.errors import BadInput

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

LATELY = timedelta(days=60)

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WORDS = re.compile(r"^(?:[A-Za-z]{2,9},?\s+)?(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?(?:\s+(\d{4}))?$")
_DOTS = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})?$")
_AFTER = re.compile(r"^\+(\d{1,4})(d|w)?$")


def day_text(day: date, today: date | None = None, *, ahead: bool = False) -> str:
    """A day as "Wed 30 Sep"; with the year where that is not ``today``'s, or would be read as another's."""
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if today is None or (day.year == today.year and read_day(words, today, ahead=ahead) == day):
        return words
    return f"{words} {day.year}"


def short_day(day: date) -> str:
    """A day as "30 Sep"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def read_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that was written, None for nothing; BadInput for what is no day.

    A day without a year is the one nearest to ``today``, so that "15 Jan" typed in December is next year's.
    ``ahead`` is for days to come, such as a close date: the first one that is not over for two months.
    """
    words = text.strip()
    if not words:
        return None
    near = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(words.lower())
    if near is not None:
        return today + timedelta(days=near)
    after = _AFTER.match(words)
    if after:
        return today + timedelta(days=int(after[1]) * (7 if after[2] == "w" else 1))
    year, month, day = _parts(words)
    return _made(year, month, day, today, words, ahead)


def _parts(words: str) -> tuple[int | None, int, int]:
    if found := _ISO.match(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DOTS.match(words):
        return int(found[3]) if found[3] else None, int(found[2]), int(found[1])
    if found := _WORDS.match(words):
        month = found[2][:3].capitalize()
        if month in MONTHS:
            return int(found[3]) if found[3] else None, MONTHS.index(month) + 1, int(found[1])
    raise BadInput(f"“{words}” is not a day.", do="Write it like 30 Sep or 2026-09-30.")


def _made(year: int | None, month: int, day: int, today: date, words: str, ahead: bool) -> date:
    try:
        if year is not None:
            return date(year, month, day)
        possible = _possible(today, month, day)
        coming = [made for made in possible if made >= today - LATELY] if ahead else []
        return min(coming) if coming else min(possible, key=lambda made: abs(made - today))
    except ValueError as error:
        raise BadInput(f"“{words}” does not exist.", do="Look at the day and the month again.") from error


def _possible(today: date, month: int, day: int) -> list[date]:
    made = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            made.append(date(year, month, day))
        except ValueError:
            continue  # 29 Feb is there in one year of four
    if not made:
        raise ValueError((month, day))
    return made
