from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange.calendar_text import Blocks, split_calendars


def lines(*parts: str) -> str:
    return "\r\n".join(parts)


def wrapped(*parts: str) -> str:
    return lines("BEGIN:VCALENDAR", *parts, "END:VCALENDAR")


EVENT = ("BEGIN:VEVENT", "UID:a", "END:VEVENT")
ZONE = ("BEGIN:VTIMEZONE", "TZID:Yard", "BEGIN:STANDARD", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE")


def test_entries_and_zones_come_apart() -> None:
    (found,) = split_calendars(wrapped("PRODID:x", *ZONE, *EVENT, "X-WR-CALNAME:Yard", *EVENT))
    assert found == Blocks([lines(*ZONE)], [lines(*EVENT), lines(*EVENT)])


def test_several_calendars_keep_their_own() -> None:
    text = lines(wrapped(*EVENT), "something between", wrapped("METHOD:CANCEL", *EVENT), wrapped())
    assert split_calendars(text) == (
        Blocks(entries=[lines(*EVENT)]),
        Blocks(entries=[lines(*EVENT)], cancels=True),
        Blocks(),
    )


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\n\r\n"])
def test_every_kind_of_line_end(end: str) -> None:
    (found,) = split_calendars(wrapped(*EVENT).replace("\r\n", end))
    assert [entry.split() for entry in found.entries] == [list(EVENT)]


@pytest.mark.parametrize(
    ("method", "cancels"),
    [
        ("METHOD:CANCEL", True),
        ("method: Cancel ", True),
        ("METHOD:REQUEST", False),
        ("X:METHOD:CANCEL", False),
    ],
)
def test_a_calendar_may_take_its_entries_back(method: str, cancels: bool) -> None:
    assert split_calendars(wrapped(method, *EVENT))[0].cancels is cancels
    inside = split_calendars(wrapped("BEGIN:VEVENT", method, "END:VEVENT"))
    assert inside[0].cancels is False  # it speaks of the calendar, not of an entry


@pytest.mark.parametrize(
    ("parts", "entries"),
    [
        (("begin:vevent", "UID:a", "End: VEvent "), [lines(*EVENT)]),
        (("BEGIN:VEVENT", "UID:a", "BEGIN:VALARM", "END:VALARM", "END:VEVENT"), None),
        (("BEGIN:VEVENT", "UID:a", "BEGIN:VALARM", "END:VEVENT"), None),  # an alarm that is never closed
        (("BEGIN:VEVENT", "UID:a", "END:VALARM", "END:VEVENT"), [lines(*EVENT)]),  # an end of nothing
        (("END:VEVENT", *EVENT), [lines(*EVENT)]),
        (("BEGIN:VTODO", "UID:t", "END:VTODO", *EVENT), [lines(*EVENT)]),
        (("UID:outside", *EVENT), [lines(*EVENT)]),
        (("BEGIN:VEVENT", "END:VEVENT"), [lines("BEGIN:VEVENT", "END:VEVENT")]),
        ((), []),
    ],
)
def test_blocks_inside_blocks(parts: tuple[str, ...], entries: list[str] | None) -> None:
    (found,) = split_calendars(wrapped(*parts))
    assert found.entries == ([lines(*parts)] if entries is None else entries)
    assert not found.broken_off


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (lines("BEGIN:VCALENDAR", *EVENT, "BEGIN:VEVENT", "UID:b"), 1),
        (lines("BEGIN:VCALENDAR", *EVENT[:-1], wrapped(*EVENT)), 0),  # the next calendar begins inside it
        (lines("BEGIN:VCALENDAR", *EVENT[:-1], "BEGIN:VALARM", "ACTION:x"), 0),
    ],
)
def test_an_entry_that_breaks_off_is_told(text: str, entries: int) -> None:
    first, *rest = split_calendars(text)
    assert (first.broken_off, len(first.entries)) == (True, entries)
    assert not any(calendar.broken_off for calendar in rest)


@pytest.mark.parametrize(
    "text", ["", "Name,Stage", lines(*EVENT), "END:VCALENDAR", "BEGIN:VCARD\r\nEND:VCARD"]
)
def test_no_calendar_no_blocks(text: str) -> None:
    assert split_calendars(text) == ()


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Lisbon:20260903T120000", "DTSTART;TZID=Europe/Lisbon:"),
        ('DTSTART;TZID="/softwarestudio.org/Tzfile/America/Lima":2026', 'DTSTART;TZID="America/Lima":'),
        ("TZID:/citadel.org/20210210_1/Asia/Tokyo", "TZID:Asia/Tokyo"),
        ("dtend;tzid=/x/pacific/auckland:2026", "dtend;tzid=pacific/auckland:"),
        ("DTSTART;TZID=/x/Yard time:2026", "DTSTART;TZID=/x/Yard time:"),
        ("DTSTART;TZID=Europe/Lisbon:2026", "DTSTART;TZID=Europe/Lisbon:"),
        ("DESCRIPTION:see /mozilla.org/1/Europe/Lisbon", "DESCRIPTION:see /mozilla.org/1/Europe/Lisbon"),
    ],
)
def test_a_programs_own_name_before_a_zone_is_left_out(line: str, read: str) -> None:
    (found,) = split_calendars(wrapped("BEGIN:VEVENT", line, "END:VEVENT"))
    assert found.entries[0].split("\r\n")[1].startswith(read)


MARKS = [
    f"{mark}:{name}" for mark in ("BEGIN", "END") for name in ("VCALENDAR", "VEVENT", "VTIMEZONE", "VALARM")
]
ANY_LINES = st.lists(st.sampled_from([*MARKS, "UID:a", " folded", "METHOD:CANCEL", ""]) | st.text(max_size=8))


@given(ANY_LINES)
def test_any_lines_are_blocks_that_open_and_close(parts: list[str]) -> None:
    for calendar in split_calendars(lines("BEGIN:VCALENDAR", *parts)):
        for name, blocks in (("VTIMEZONE", calendar.zones), ("VEVENT", calendar.entries)):
            for block in blocks:
                first, *_, last = block.split("\r\n")
                assert (first, last) == (f"BEGIN:{name}", f"END:{name}")
