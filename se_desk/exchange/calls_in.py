"""Calls from a calendar file (.ics): every instance within a window, each with the calendar's own key.

Series are expanded by recurring-ical-events, one UID at a time, so that one bad entry spoils no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from se_desk.domain.errors import BadFile
from se_desk.domain.moments import in_zone
from se_desk.exchange.calendar_entries import FAULTS, Entry, EntryProblem, parse_entries, problem_of
from se_desk.exchange.calendar_rules import steps_of, unreasonable
from se_desk.exchange.calendar_text import Blocks, split_calendars
from se_desk.exchange.calendar_window import passed_over
from se_desk.exchange.sanitising import clean_line, clean_text
from se_desk.exchange.text_files import decoded

MAX_BYTES = 20 * 1024 * 1024
MAX_ENTRIES = 50_000
MAX_ROWS = 20_000
MAX_ROWS_OF_A_SERIES = 1_000
MAX_STEPS = 1_000_000  # periods a file's rules may run through, since the first start of each
MAX_GUESTS = 500
UNSAID = timedelta(minutes=30)  # of an entry that says no end
_SEEN_AROUND = timedelta(days=2)  # floating times may lie a zone away from the window


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One instance of a calendar entry; its key is (``uid``, ``recurrence_id``).

    ``recurrence_id`` is empty for an entry that does not repeat. Organizer and attendees are written
    ``Name <mail>``, rooms left out. A whole day runs from midnight to midnight in the desk's zone.
    """

    uid: str
    recurrence_id: str = ""
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    organizer: str = ""
    attendees: tuple[str, ...] = ()
    location: str = ""
    description: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CallsFile:
    """The instances within the window, by their start; what was left out or doubted, one sentence each.

    ``whole`` are the UIDs of which the file has the entry itself and not only single instances of it: an
    instance of theirs that is not among ``rows`` is none any more.
    """

    rows: tuple[CallRow, ...]
    problems: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()


def read_calls(data: bytes, since: datetime, until: datetime, zone: ZoneInfo) -> CallsFile:
    """The calls of a calendar file that end after `since` and begin before `until` (aware moments).

    Times without a zone are taken in `zone`. Raises BadFile for what is no calendar, or too large.
    """
    calendars = split_calendars(_text(data))
    if sum(len(calendar.entries) for calendar in calendars) > MAX_ENTRIES:
        raise _bad(f"It has more than {MAX_ENTRIES:,} entries.")
    outside = _pass_over(calendars, since, until)
    found = list(parse_entries(calendars))
    reading = _Reading(since, until, zone, [each for each in found if isinstance(each, EntryProblem)])
    reading.whole |= outside
    entries = [each for each in found if not isinstance(each, EntryProblem)]
    rows: list[CallRow] = []
    for group in _by_uid(entries):
        rows += reading.rows_of(group)
        if len(rows) > MAX_ROWS:
            reading.problems.append(EntryProblem("The rest", f"Only {MAX_ROWS:,} instances were taken."))
            reading.whole.clear()
            break
    ordered = sorted(rows[:MAX_ROWS], key=lambda row: (row.starts_at, row.uid, row.recurrence_id))
    problems = tuple(problem.say() for problem in reading.problems)
    return CallsFile(tuple(ordered), problems, frozenset(reading.whole))


def _pass_over(calendars: tuple[Blocks, ...], since: datetime, until: datetime) -> set[str]:
    """Takes out of the calendars what lies outside of the window anyway; the UIDs that were taken out."""
    entries = [entry for calendar in calendars for entry in calendar.entries]
    outside = passed_over(entries, since.astimezone(UTC).date(), until.astimezone(UTC).date())
    place = 0
    for calendar in calendars:
        after = place + len(calendar.entries)
        calendar.entries = [entries[at] for at in range(place, after) if at not in outside]
        place = after
    return {clean_line(uid) for uid in outside.values()} - {""}


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _bad(f"It is larger than {MAX_BYTES // 2**20} MB.")
    try:
        text, _ = decoded(data)
    except UnicodeDecodeError as error:
        raise _bad("It breaks off in the middle of a character.") from error
    if not re.search(r"^BEGIN:VCALENDAR\s*$", text.replace("\0", ""), re.IGNORECASE | re.MULTILINE):
        raise _bad("It holds no calendar." if data.strip() else "It is empty.")
    return text.replace("\0", "")


def _bad(why: str) -> BadFile:
    return BadFile(
        f"This is not a calendar file that can be taken in. {why}",
        "Nothing was changed.",
        "Export the calendar as .ics and choose that file.",
    )


def _by_uid(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """Entries of one UID together, in the order of the file; one without a UID stands alone."""
    groups: dict[str, list[Entry]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(str(entry.get("UID", "")) or f"\0{number}", []).append(entry)
    return groups.values()


class _Reading:
    """One file being read: its window, its zone, and the problems met so far."""

    def __init__(
        self, since: datetime, until: datetime, zone: ZoneInfo, problems: list[EntryProblem]
    ) -> None:
        self.since, self.until, self.zone = since.astimezone(UTC), until.astimezone(UTC), zone
        self.problems = problems
        self.whole: set[str] = set()
        self._steps = 0

    def rows_of(self, entries: list[Entry]) -> list[CallRow]:
        """The instances of one UID within the window."""
        try:
            sentence = next(filter(None, map(self._too_much, entries)), "")
            rows = [] if sentence else list(self._instances(entries))
        except FAULTS:
            sentence, rows = "Its dates do not fit together.", []
        if sentence:
            self._tell(entries[0], sentence)
        if len(rows) > MAX_ROWS_OF_A_SERIES:
            self._tell(entries[0], f"Only its first {MAX_ROWS_OF_A_SERIES:,} instances were taken.")
        elif not sentence and any("RECURRENCE-ID" not in entry for entry in entries):
            self.whole |= {clean_line(str(entries[0].get("UID", "")))} - {""}
        return rows[:MAX_ROWS_OF_A_SERIES]

    def _tell(self, entry: Entry, sentence: str) -> None:
        self.problems.append(problem_of(entry, sentence))

    def _too_much(self, entry: Entry) -> str:
        for rule in _listed(entry.get("RRULE")):
            start = self._moment(entry["DTSTART"].dt)
            sentence = unreasonable(rule)
            self._steps += 0 if sentence else steps_of(rule, start, self.until)
            if sentence or self._steps > MAX_STEPS:
                return sentence or "This file repeats too much to be worked out."
        return ""

    def _instances(self, entries: list[Entry]) -> Iterator[CallRow]:
        import recurring_ical_events
        from icalendar import Calendar

        calendar = Calendar()
        for entry in entries:
            calendar.add_component(entry)
        repeats = any(name in entry for entry in entries for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
        found = recurring_ical_events.of(calendar).between(
            self.since - _SEEN_AROUND, self.until + _SEEN_AROUND
        )
        used: set[str] = set()
        for entry in found:
            row = self._row(entry, repeats=repeats)
            if row.recurrence_id in used:  # later instances of "this and all that follow"
                row = replace(row, recurrence_id=_id_of(entry["DTSTART"].dt))
            used.add(row.recurrence_id)
            if self._in_window(row):
                yield row

    def _in_window(self, row: CallRow) -> bool:
        starts_at, ends_at = row.starts_at.astimezone(UTC), row.ends_at.astimezone(UTC)
        return starts_at < self.until and (ends_at > self.since or starts_at >= self.since)

    def _row(self, entry: Entry, *, repeats: bool) -> CallRow:
        start, end = entry["DTSTART"].dt, entry["DTEND"].dt
        if isinstance(start, datetime) and start == end:
            end = start + UNSAID  # RFC 5545: it ends as it begins; a call takes its time
        return CallRow(
            uid=clean_line(str(entry.get("UID", ""))),
            recurrence_id=_id_of(entry["RECURRENCE-ID"].dt) if repeats else "",
            title=clean_line(str(_first(entry.get("SUMMARY")) or "")),
            starts_at=self._moment(start),
            ends_at=self._moment(end),
            all_day=not isinstance(start, datetime),
            organizer=_person(_first(entry.get("ORGANIZER"))),
            attendees=_people(_listed(entry.get("ATTENDEE"))),
            location=clean_line(str(_first(entry.get("LOCATION")) or "")),
            description=clean_text(str(_first(entry.get("DESCRIPTION")) or "")).strip(),
            cancelled=str(entry.get("STATUS", "")).upper() == "CANCELLED",
        )

    def _moment(self, at: date | datetime) -> datetime:
        """Days and times without a zone as moments in the desk's zone, by way of UTC for skipped hours."""
        wall = at if isinstance(at, datetime) else datetime.combine(at, time())
        aware = wall if wall.tzinfo is not None else wall.replace(tzinfo=self.zone)
        return in_zone(aware.astimezone(UTC), self.zone)


def _id_of(at: date | datetime) -> str:
    """The original start as iCalendar writes it, in UTC where it has a zone."""
    if not isinstance(at, datetime):
        return f"{at:%Y%m%d}"
    if at.tzinfo is None:
        return f"{at:%Y%m%dT%H%M%S}"
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _people(addresses: list[Any]) -> tuple[str, ...]:
    """Each guest once, in order; rooms and equipment are no guests."""
    people = (a for a in addresses if str(_params(a).get("CUTYPE", "")).upper() not in ("ROOM", "RESOURCE"))
    names = (_person(address) for address in people)
    return tuple(name for name in dict.fromkeys(names) if name)[:MAX_GUESTS]


def _person(address: Any) -> str:
    """``Name <mail>``, the name quoted where it has a mark that parts addresses."""
    mail = re.sub(r"^mailto:", "", clean_line(str(address or "")), flags=re.IGNORECASE)
    name = clean_line(str(_params(address).get("CN", ""))).replace('"', "")
    if not name or name.casefold() == mail.casefold():
        return mail
    quoted = f'"{name}"' if re.search(r"[^\w\s.'-]", name) else name
    return f"{quoted} <{mail}>" if "@" in mail else name


def _params(address: Any) -> dict[str, Any]:
    return getattr(address, "params", {})
