"""The entries of an .ics file, each read for itself, so that one bad entry spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from se_desk.exchange.calendar_text import Blocks
from se_desk.exchange.calendar_zones import named_zone, with_known_zone
from se_desk.exchange.sanitising import clean_line

# icalendar's Event; its properties have some thirty types, so each use says what it expects.
Entry: TypeAlias = Any

# What the calendar library raises for bad content; it has no error of its own that covers them.
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)

_FOLD = re.compile(r"\r\n[ \t]")
_START = re.compile(r"DTSTART[;:]", re.IGNORECASE)
_NEEDED = {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE"}
_ONCE = ("DTSTART", "DTEND", "RECURRENCE-ID", "UID")


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """An entry that was left out, or taken with a doubt, and why in a sentence."""

    title: str
    sentence: str

    def say(self) -> str:
        """``Crane call: its RRULE cannot be read.``"""
        return f"{self.title}: {self.sentence[:1].lower()}{self.sentence[1:]}"


def problem_of(entry: Entry, sentence: str) -> EntryProblem:
    """A problem under the title of `entry`."""
    said = entry.get("SUMMARY", "")
    return EntryProblem(_titled(str(said[0] if isinstance(said, list) else said)), sentence)


def parse_entries(calendars: Sequence[Blocks]) -> Iterator[Entry | EntryProblem]:
    """The entries of all `calendars` in their order, or a problem in the place of one that is bad."""
    import icalendar

    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets what an earlier file defined
    for calendar in calendars:
        if calendar.broken_off:
            yield EntryProblem("An entry without a title", "The file breaks off inside it.")
        for zone in calendar.zones:
            yield from _defined(zone)
        defined = frozenset(name for zone in calendar.zones for name in _names_of(zone))
        for lines in calendar.entries:
            yield from _parsed(lines, defined, cancels=calendar.cancels)


def _defined(zone: str) -> Iterator[EntryProblem]:
    """Make a time zone known to the calendar library."""
    from icalendar import Calendar

    try:
        Calendar.from_ical(_wrapped(zone))
    except FAULTS:
        yield EntryProblem("A time zone", "Its definition cannot be read.")


def _names_of(zone: str) -> Iterator[str]:
    for found in re.finditer(r"^TZID[^:]*:(.*)$", _FOLD.sub("", zone), re.IGNORECASE | re.MULTILINE):
        yield found[1].replace("\\", "").strip()


def _parsed(lines: str, defined: frozenset[str], *, cancels: bool) -> Iterator[Entry | EntryProblem]:
    from icalendar import Calendar

    whole = _FOLD.sub("", lines).split("\r\n")
    known = "\r\n".join(with_known_zone(line, defined) for line in whole)
    try:
        entry = Calendar.from_ical(_wrapped(known)).walk("VEVENT")[0]
    except FAULTS:
        summary = re.search(r"^SUMMARY[^:\r\n]*:(.*)$", lines, re.IGNORECASE | re.MULTILINE)
        yield EntryProblem(_titled(summary[1] if summary else ""), "It cannot be read.")
        return
    sentence = _fault_of(entry)
    if sentence:
        yield problem_of(entry, sentence)
        return
    if not isinstance(entry.get("SEQUENCE", 0), int):
        del entry["SEQUENCE"]  # only the order of versions is lost
    if cancels:
        entry["STATUS"] = "CANCELLED"
    yield from _doubts(entry, next((line for line in whole if _START.match(line)), ""))
    yield entry


def _fault_of(entry: Entry) -> str:
    """Why an entry cannot be taken; empty where it can. A bad date sits silently in ``errors``."""
    bad = sorted({str(name).upper() for name, _ in entry.errors} & _NEEDED)
    if bad:
        return f"Its {bad[0]} cannot be read."
    if entry.get("DTSTART") is None:
        return "It has no start."
    twice = [name for name in _ONCE if isinstance(entry.get(name), list)]
    if twice:
        return f"It has more than one {twice[0]}."
    return "" if _is_in_order(entry) else "Its end does not fit its start."


def _is_in_order(entry: Entry) -> bool:
    """Whether start and end are of one kind, days or times, and follow each other."""
    if "DURATION" in entry and entry["DURATION"].dt < timedelta():
        return False
    start, end = entry["DTSTART"].dt, entry["DTEND"].dt if "DTEND" in entry else entry["DTSTART"].dt
    try:
        return bool(start <= end)
    except TypeError:  # a day beside a time, or a time with a zone beside one without
        return isinstance(start, datetime) and isinstance(end, datetime)


def _doubts(entry: Entry, line: str) -> Iterator[EntryProblem]:
    """What is not sure about the start, which ``line`` of the file says."""
    start = entry["DTSTART"]
    named, taken = named_zone(line), str(start.params.get("TZID", ""))
    where = clean_line(named)[:60]
    if named and isinstance(start.dt, datetime) and start.dt.tzinfo is None:
        yield problem_of(entry, f"Its time zone {where!r} is not known; the desk's own was taken.")
    elif taken != named and taken.startswith("Etc/"):
        yield problem_of(entry, f"Its time zone {where!r} says nothing of summer time; none was taken.")


def _titled(summary: str) -> str:
    return clean_line(summary) or "An entry without a title"


def _wrapped(lines: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-\r\n{lines}\r\nEND:VCALENDAR\r\n"
