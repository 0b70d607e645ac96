"""Which recurrence rules are worked out, and how long that takes: no file may keep the desk busy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import prod
from typing import Any

_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
# With these a daily or weekly rule can name a day that never comes, and is searched for until the year 9999.
_NEVER_MAYBE = ("BYSETPOS", "BYYEARDAY", "BYWEEKNO", "BYEASTER")
_MOST_PER_PERIOD = 50


def unreasonable(rule: Mapping[str, Any]) -> str:
    """Why a rule (as icalendar holds it, lists by part) is not worked out; empty where it is.

    No call repeats more often than daily, and none on a day that does not exist.
    """
    every = _part(rule, "FREQ")
    if len(every) != 1 or str(every[0]).upper() not in _DAYS:
        return "It repeats more often than daily." if every else "Its RRULE names no frequency."
    if any(int(step) < 1 for step in _part(rule, "INTERVAL")):
        return "Its RRULE repeats every 0 periods."
    if prod(max(1, len(_part(rule, name))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")) > _MOST_PER_PERIOD:
        return "It repeats too often within a day."
    short = str(every[0]).upper() in ("DAILY", "WEEKLY")
    if (short and any(_part(rule, name) for name in _NEVER_MAYBE)) or _never_comes(rule):
        return "Its RRULE names a day that may never come."
    return ""


def steps_of(rule: Mapping[str, Any], start: datetime, until: datetime) -> int:
    """How many periods lie between the first start and the end of the window, times what each holds."""
    step = _DAYS[str(_part(rule, "FREQ")[0]).upper()] * int((_part(rule, "INTERVAL") or [1])[0])
    held = prod(max(1, len(_part(rule, name))) for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return max(0, (until - start).days // step) * held + 1


def _never_comes(rule: Mapping[str, Any]) -> bool:
    months = [int(str(month).rstrip("L")) for month in _part(rule, "BYMONTH")]
    days = [abs(int(day)) for day in _part(rule, "BYMONTHDAY")]
    longest = max((_LONGEST_MONTH.get(month, 31) for month in months), default=31)
    return bool(days) and min(days) > longest


def _part(rule: Mapping[str, Any], name: str) -> list[Any]:
    value = rule.get(name)
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
