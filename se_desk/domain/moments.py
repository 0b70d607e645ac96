"""Moments and days: how they are kept and how they are said.

A moment is an aware ``datetime`` (UTC instant with the local offset kept); a day is a ``date``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


def aware(at: datetime) -> datetime:
    """``at`` unchanged; ValueError where it carries no offset."""
    if at.utcoffset() is None:
        raise ValueError("a moment needs an offset from UTC")
    return at


def in_zone(at: datetime, zone: ZoneInfo) -> datetime:
    """The same instant with the offset that holds in ``zone`` then, to the millisecond."""
    local = aware(at).astimezone(zone)
    offset = local.utcoffset() or timedelta()
    whole = local.replace(microsecond=local.microsecond // 1000 * 1000)
    return whole.replace(tzinfo=timezone(offset))


def local_moment(day: date, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The wall-clock time of ``zone`` on ``day``; in the hour a clock skips, the moment it skips to."""
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return in_zone(wall.astimezone(UTC), zone)


def day_in(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant in ``zone``."""
    return aware(at).astimezone(zone).date()


def utc_text(at: datetime) -> str:
    """``2026-09-01 14:48:31Z``, the form records and the risk log use."""
    return aware(at).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def say_day(day: date, today: date | None = None) -> str:
    """``Thu 4 Sep``; with the year where it is not the year of ``today``."""
    text = f"{day:%a} {day.day} {day:%b}"
    return text if today is None or day.year == today.year else f"{text} {day.year}"


def say_date(day: date) -> str:
    """``Thu 4 Sep 2026``: for what is read months later."""
    return f"{say_day(day)} {day.year}"


def say_near_day(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``tomorrow``, else the day."""
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}
    return near.get((day - today).days) or say_day(day, today)


def say_time(at: datetime) -> str:
    """``17:52`` in the moment's own offset."""
    return at.strftime("%H:%M")


def say_near_moment(at: datetime, today: date) -> str:
    """``today 08:55``, ``yesterday 17:52``, else ``Thu 4 Sep 08:55``, in the moment's own offset."""
    return f"{say_near_day(at.date(), today)} {say_time(at)}"


def say_span(span: timedelta) -> str:
    """``3 days``, ``26 h``, ``1 h 47 min``, ``42 min``; the sign is dropped."""
    minutes = int(abs(span) / MINUTE)
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


def say_ago(span: timedelta) -> str:
    """How long ago, in one unit: ``5 min``, ``19 h``, ``3 days``."""
    hours = int(abs(span) / timedelta(hours=1))
    if hours < 1:
        return say_span(span)
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


def countdown(left: timedelta) -> str:
    """``11:24`` of what is left, begun seconds counted whole; ``1:02:00`` from an hour on."""
    return _clock(-(-left // _SECOND))


def count_up(past: timedelta) -> str:
    """``00:42`` of what has passed, in whole seconds."""
    return _clock(past // _SECOND)


def _clock(seconds: int) -> str:
    minutes, rest = divmod(max(seconds, 0), 60)
    hours, within = divmod(minutes, 60)
    return f"{hours}:{within:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """``1 day``, ``2 days``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
