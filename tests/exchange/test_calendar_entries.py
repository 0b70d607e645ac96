from __future__ import annotations

from typing import Any

import pytest

from se_desk.exchange.calendar_entries import EntryProblem, parse_entries, problem_of
from se_desk.exchange.calendar_text import Blocks


def event(*lines: str, title: str = "Crane call", start: str = "DTSTART:20260903T120000Z") -> str:
    return "\r\n".join(("BEGIN:VEVENT", "UID:u1", f"SUMMARY:{title}", start, *lines, "END:VEVENT"))


def parsed(*entries: str, zones: tuple[str, ...] = (), **flags: bool) -> list[Any]:
    return list(parse_entries([Blocks(list(zones), list(entries), **flags)]))


def sentences(found: list[Any]) -> list[str]:
    return [one.sentence for one in found if isinstance(one, EntryProblem)]


def zone(offset: str, name: str = "Yard time") -> str:
    inner = ("BEGIN:STANDARD", "DTSTART:16010101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}")
    return "\r\n".join(("BEGIN:VTIMEZONE", f"TZID:{name}", *inner, "END:STANDARD", "END:VTIMEZONE"))


def test_a_problem_is_said_under_the_title_of_its_entry() -> None:
    assert EntryProblem("Crane call", "Its RRULE cannot be read.").say() == (
        "Crane call: its RRULE cannot be read."
    )
    assert problem_of({"SUMMARY": " Crane\n call "}, "It has no start.").title == "Crane call"
    assert problem_of({}, "It has no start.").title == "An entry without a title"


def test_entries_come_in_the_order_of_the_file() -> None:
    found = parsed(event(title="One"), event(title="Two", start="DTSTART:x"), event(title="Three"))
    assert [one.title if isinstance(one, EntryProblem) else str(one["SUMMARY"]) for one in found] == [
        "One",
        "Two",
        "Three",
    ]
    assert sentences(found) == ["Its DTSTART cannot be read."]


def test_calendars_follow_each_other() -> None:
    calendars = [Blocks(entries=[event(title=title)]) for title in ("One", "Two")]
    assert [str(entry["SUMMARY"]) for entry in parse_entries(calendars)] == ["One", "Two"]
    assert list(parse_entries([])) == []


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (event("EXDATE:soon"), "Its EXDATE cannot be read."),
        (event("RECURRENCE-ID:soon"), "Its RECURRENCE-ID cannot be read."),
        (event("DURATION:long"), "Its DURATION cannot be read."),
        (event(start="X-NOTHING:1"), "It has no start."),
        (event("DTSTART:20260904T120000Z"), "It has more than one DTSTART."),
        (event("UID:u2"), "It has more than one UID."),
        (event("DTEND:20260903T110000Z"), "Its end does not fit its start."),
        (event("DTEND;VALUE=DATE:20260904"), "Its end does not fit its start."),
        (event("DURATION:-PT1M"), "Its end does not fit its start."),
        ("BEGIN:VEVENT\r\nno colon in here\r\nEND:VEVENT", "It has no start."),
        ("BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT", "It cannot be read."),  # an alarm that never ends
    ],
)
def test_why_an_entry_is_left_out(entry: str, sentence: str) -> None:
    found = parsed(entry, event(title="Good"))
    assert sentences(found) == [sentence]
    assert str(found[-1]["SUMMARY"]) == "Good"


@pytest.mark.parametrize(
    "entry",
    [
        event("DTEND:20260903T120000Z"),
        event("DTEND:20260903T130000"),  # a zone on one side only is worked out later
        event("DURATION:PT0S"),
        event("DTEND;VALUE=DATE:20260904", start="DTSTART;VALUE=DATE:20260903"),
        event("CREATED:never", "LAST-MODIFIED:x", "GEO:somewhere"),  # nothing that is needed
    ],
)
def test_what_is_good_enough(entry: str) -> None:
    assert sentences(parsed(entry)) == []


def test_a_title_is_found_in_an_entry_that_cannot_be_read() -> None:
    broken = "BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=de:Kran\r\nBEGIN:VALARM\r\nEND:VEVENT"
    assert parsed(broken) == [EntryProblem("Kran", "It cannot be read.")]


def test_a_version_that_is_no_number_loses_only_the_version() -> None:
    (bad,) = parsed(event("SEQUENCE:newest"))
    (good,) = parsed(event("SEQUENCE:4"))
    assert "SEQUENCE" not in bad
    assert good["SEQUENCE"] == 4


@pytest.mark.parametrize(("cancels", "status"), [(True, "CANCELLED"), (False, "CONFIRMED")])
def test_a_calendar_that_takes_back_takes_back_every_entry(cancels: bool, status: str) -> None:
    (entry,) = parsed(event("STATUS:CONFIRMED"), cancels=cancels)
    assert entry["STATUS"] == status


def test_a_calendar_that_breaks_off_says_so_once_and_gives_the_rest() -> None:
    found = parsed(event(), broken_off=True)
    assert found[0].say() == "An entry without a title: the file breaks off inside it."
    assert len(found) == 2


def offsets(found: list[Any]) -> list[str]:
    return [str(one["DTSTART"].dt.utcoffset()) for one in found if not isinstance(one, EntryProblem)]


def test_a_zone_of_the_file_is_forgotten_with_it() -> None:
    entry = event(start="DTSTART;TZID=Yard time:20260903T120000")
    assert offsets(parsed(entry, zones=(zone("+0300"),))) == ["3:00:00"]
    assert offsets(parsed(entry, zones=(zone("+0500"),))) == ["5:00:00"]
    unknown = parsed(entry)
    assert sentences(unknown) == ["Its time zone 'Yard time' is not known; the desk's own was taken."]
    assert offsets(unknown) == ["None"]


def test_a_zone_that_cannot_be_read_is_named() -> None:
    found = parsed(event(), zones=(zone("sometimes"),))
    assert found[0] == EntryProblem("A time zone", "Its definition cannot be read.")
    assert len(found) == 2


def test_the_name_of_an_unknown_zone_is_cut_and_cleaned() -> None:
    (doubt, _) = parsed(event(start=f"DTSTART;TZID={'Yard ' * 40}:20260903T120000"))
    assert len(doubt.sentence) < 130
    assert parsed(event(start="DTSTART;TZID=Yard;VALUE=DATE:20260903"))[0]["DTSTART"].dt.day == 3
