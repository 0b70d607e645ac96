"""The zone a calendar program means: names that are shown to people in place of those of the database.

Outlook on the web and some Exchange servers write a zone as they show it, ``(UTC-05:00) Eastern Time (US &
Canada)``, and leave the definition out. The cities tell the zone; the distance from UTC must agree with it.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_NAMED = re.compile(
    r"^(?P<head>[A-Z-]+(?:;[^:\"]*(?:\"[^\"]*\")?)*?);TZID=(?P<name>\"[^\"]*\"|[^;:\"]*)(?P<rest>.*)$",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"\(?(?:UTC|GMT)\s*(?:([+-])\s*(\d{1,2}):?(\d\d)?)?\)?\s*(.*)", re.IGNORECASE)
_HOUR = timedelta(hours=1)
_HALF_YEARS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))
# Where the words that are shown name no city of the database.
_SHOWN_AS = {
    "coordinated universal time": "UTC",
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "atlantic time": "America/Halifax",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "newfoundland": "America/St_Johns",
    "indiana": "America/Indiana/Indianapolis",
    "saskatchewan": "America/Regina",
    "central america": "America/Guatemala",
    "brasilia": "America/Sao_Paulo",
    "greenland": "America/Nuuk",
    "west central africa": "Africa/Lagos",
    "sri jayawardenepura": "Asia/Colombo",
    "chennai": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "abu dhabi": "Asia/Dubai",
    "islamabad": "Asia/Karachi",
    "astana": "Asia/Almaty",
    "beijing": "Asia/Shanghai",
    "osaka": "Asia/Tokyo",
    "edinburgh": "Europe/London",
    "st. petersburg": "Europe/Moscow",
    "pretoria": "Africa/Johannesburg",
    "wellington": "Pacific/Auckland",
}


def zone_shown_as(name: str) -> str:
    """The zone of the database that a name for people means; empty where none can be told safely.

    ``(UTC+01:00) Amsterdam, Berlin, Bern`` is ``Europe/Amsterdam``. A name that only says its distance from
    UTC, such as ``(GMT +01:00)``, means no zone: it says nothing of summer.
    """
    found = _SHOWN.fullmatch(name.strip())
    words = found[4] if found else name
    said = _said(found) if found else None
    if found and not words and said == timedelta():
        return "UTC"
    for part in re.split(r"[,;/]", re.sub(r"\(.*?\)", "", words)):
        zone = _of_city(part.strip().casefold())
        if zone and (said is None or said in _distances(zone)):
            return zone
    return ""


def fixed_zone(name: str) -> str:
    """``Etc/GMT-1`` of a name that says no more than its distance from UTC in whole hours; empty else.

    It says nothing of summer, so whoever takes it says so.
    """
    found = _SHOWN.fullmatch(name.strip())
    said = _said(found) if found else None
    if not said or said % _HOUR:
        return ""
    hours = said // _HOUR
    return f"Etc/GMT{-hours:+d}" if -14 <= -hours <= 12 else ""


def with_known_zone(line: str, defined: Container[str]) -> str:
    """A line of an entry with a zone that a reader knows; ``defined`` are those the file itself defines.

    A whole day has no zone, whatever the line says.
    """
    found = _NAMED.match(line)
    if found is None:
        return line
    name, rest = found["name"].strip('"').strip(), found["rest"]
    if re.match(r"[^:\"]*;VALUE=DATE[;:]", f";{found['head']}{rest}", re.IGNORECASE):
        return f"{found['head']}{rest}"
    if not name or name in defined:
        return line
    zone = _of_database(name) or zone_shown_as(name) or fixed_zone(name)
    return f"{found['head']};TZID={zone}{rest}" if zone else line


def named_zone(line: str) -> str:
    """The zone a line names; empty where it names none."""
    found = _NAMED.match(line)
    return found["name"].strip('"').strip() if found else ""


def _said(found: re.Match[str]) -> timedelta | None:
    sign, hours, minutes, words = found.groups()
    if sign is None:
        return timedelta() if "(" in found[0] or not words else None
    said = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return (-said if sign == "-" else said) if said < timedelta(hours=24) else None


@cache
def _of_database(name: str) -> str:
    """``Pacific/Auckland`` as it stands: its parts are no cities, and Canada/Pacific is elsewhere."""
    plain = name.casefold()
    return next((known for known in available_timezones() if known.casefold() == plain), "")


def _of_city(name: str) -> str:
    plain = re.sub(r"^city of ", "", name)
    return _SHOWN_AS.get(plain, "") or _cities().get(plain.replace(" ", "_"), "")


@cache
def _cities() -> dict[str, str]:
    """``berlin`` -> ``Europe/Berlin``; of two zones with one city the first by name."""
    zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return {name.rpartition("/")[2].casefold(): name for name in reversed(zones)}


@cache
def _distances(zone: str) -> frozenset[timedelta | None]:
    """Winter and summer: some programs show the one, some the other."""
    there = ZoneInfo(zone)
    return frozenset(there.utcoffset(at.astimezone(there)) for at in _HALF_YEARS)
