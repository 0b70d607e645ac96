from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadFile
from se_desk.exchange import calls_in
from se_desk.exchange.calls_in import CallRow, CallsFile, read_calls

BERLIN = ZoneInfo("Europe/Berlin")
SINCE = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2027, 1, 1, tzinfo=UTC)


def entry(*lines: str, uid: str = "u1", start: str = ":20260903T120000Z", end: str = "") -> str:
    dates = [f"DTSTART{start}"] + ([f"DTEND{end}"] if end else [])
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Crane call", *dates, *lines, "END:VEVENT"])


def calendar(*blocks: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", ""]).encode()


def read(
    *blocks: str, since: datetime = SINCE, until: datetime = UNTIL, zone: ZoneInfo = BERLIN
) -> CallsFile:
    return read_calls(calendar(*blocks), since, until, zone)


def starts(found: CallsFile) -> list[str]:
    return [row.starts_at.isoformat() for row in found.rows]


def one(*blocks: str, **options: ZoneInfo) -> CallRow:
    found = read(*blocks, **options)  # type: ignore[arg-type]
    assert found.problems == ()
    (row,) = found.rows
    return row


def test_an_entry_with_everything() -> None:
    row = one(
        entry(
            "ORGANIZER;CN=Mira Solano:mailto:mira@selling.example",
            'ATTENDEE;CN="Ruiz, Ana";ROLE=REQ-PARTICIPANT:MAILTO:ana@kestrel.example',
            "ATTENDEE;CN=bo@kestrel.example:mailto:bo@kestrel.example",
            "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@kestrel.example",
            "ATTENDEE;CN=Visitor:invalid:nomail",
            "LOCATION:Quay 4\\, north",
            "DESCRIPTION:Agenda:\\n- cranes\\n- plates",
            "STATUS:CONFIRMED",
            end=":20260903T130000Z",
        )
    )
    assert row == CallRow(
        uid="u1",
        title="Crane call",
        starts_at=datetime.fromisoformat("2026-09-03T14:00:00+02:00"),
        ends_at=datetime.fromisoformat("2026-09-03T15:00:00+02:00"),
        organizer="Mira Solano <mira@selling.example>",
        attendees=('"Ruiz, Ana" <ana@kestrel.example>', "bo@kestrel.example", "Visitor"),
        location="Quay 4, north",
        description="Agenda:\n- cranes\n- plates",
    )
    assert row.starts_at.utcoffset() == timedelta(hours=2)
    assert parseaddr(row.attendees[0]) == ("Ruiz, Ana", "ana@kestrel.example")


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        (":20260903T120000Z", "2026-09-03T14:00:00+02:00"),
        (":20260903T120000", "2026-09-03T12:00:00+02:00"),  # floating: the desk's zone
        (";TZID=Europe/Lisbon:20260903T120000", "2026-09-03T13:00:00+02:00"),
        (';TZID="Europe/Lisbon":20260903T120000', "2026-09-03T13:00:00+02:00"),
        (";TZID=W. Europe Standard Time:20260903T120000", "2026-09-03T12:00:00+02:00"),
        (";TZID=Eastern Standard Time:20260903T120000", "2026-09-03T18:00:00+02:00"),
        (";TZID=India Standard Time:20260903T120000", "2026-09-03T08:30:00+02:00"),
        (
            ";TZID=/freeassociation.sourceforge.net/Tzfile/Europe/Lisbon:20260903T120000",
            "2026-09-03T13:00:00+02:00",
        ),
        (
            ";TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20260903T120000",
            "2026-09-03T17:00:00+02:00",
        ),
        # The clock skips 02:30 on 29 March and shows it twice on 25 October 2026.
        (":20260329T023000", "2026-03-29T03:30:00+02:00"),
        (";TZID=Europe/Berlin:20260329T023000", "2026-03-29T03:30:00+02:00"),
        (":20261025T023000", "2026-10-25T02:30:00+02:00"),
        (":20260115T120000Z", "2026-01-15T13:00:00+01:00"),
    ],
)
def test_times_of_every_kind_of_zone(start: str, moment: str) -> None:
    assert one(entry(start=start)).starts_at.isoformat() == moment


@pytest.mark.parametrize(
    ("rule", "moments"),
    [
        # Over the change to summer time the wall clock stays, the distance in hours does not.
        (
            "FREQ=WEEKLY;COUNT=3",
            ["2026-03-22T09:00:00+01:00", "2026-03-29T09:00:00+02:00", "2026-04-05T09:00:00+02:00"],
        ),
        (
            "FREQ=DAILY;INTERVAL=7;UNTIL=20260329T070000Z",
            ["2026-03-22T09:00:00+01:00", "2026-03-29T09:00:00+02:00"],
        ),
        ("FREQ=DAILY;INTERVAL=7;UNTIL=20260328", ["2026-03-22T09:00:00+01:00"]),
        ("FREQ=MONTHLY;BYDAY=4SU;COUNT=2", ["2026-03-22T09:00:00+01:00", "2026-04-26T09:00:00+02:00"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2026-03-31T09:00:00+02:00", None]),
    ],
)
def test_series_keep_their_wall_clock(rule: str, moments: list[str | None]) -> None:
    found = starts(read(entry(f"RRULE:{rule}", start=";TZID=Europe/Berlin:20260322T090000")))
    assert all(moment in found for moment in moments if moment)
    assert len(found) in (len(moments), len(moments) + 1)


def test_a_series_in_the_autumn_and_from_another_zone() -> None:
    found = read(entry("RRULE:FREQ=WEEKLY;COUNT=3", start=";TZID=America/New_York:20261018T090000"))
    assert starts(found) == [
        "2026-10-18T15:00:00+02:00",
        "2026-10-25T14:00:00+01:00",  # Europe has changed, America not yet
        "2026-11-01T15:00:00+01:00",
    ]
    assert [row.recurrence_id for row in found.rows] == [
        "20261018T130000Z",
        "20261025T130000Z",
        "20261101T140000Z",
    ]


SERIES = entry("RRULE:FREQ=WEEKLY;COUNT=4", start=";TZID=Europe/Berlin:20260901T090000")


def test_moved_cancelled_and_struck_instances() -> None:
    series = SERIES.replace("END:VEVENT", "EXDATE;TZID=Europe/Berlin:20260922T090000\r\nEND:VEVENT")
    moved = entry(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260908T090000", start=";TZID=Europe/Berlin:20260909T110000"
    )
    cancelled = entry(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260915T090000",
        "STATUS:CANCELLED",
        start=";TZID=Europe/Berlin:20260915T090000",
    )
    found = read(series, moved, cancelled)
    assert [(row.recurrence_id, row.starts_at.day, row.cancelled) for row in found.rows] == [
        ("20260901T070000Z", 1, False),
        ("20260908T070000Z", 9, False),
        ("20260915T070000Z", 15, True),
    ]


def test_this_and_all_that_follow_keep_keys_of_their_own() -> None:
    later = entry(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260908T090000",
        start=";TZID=Europe/Berlin:20260908T100000",
    )
    found = read(SERIES, later)
    assert [row.starts_at.hour for row in found.rows] == [9, 10, 10, 10]
    assert len({row.recurrence_id for row in found.rows}) == 4


def test_an_instance_whose_series_is_not_in_the_file() -> None:
    row = one(entry("RECURRENCE-ID:20260901T070000Z", start=":20260902T070000Z"))
    assert (row.recurrence_id, row.starts_at.day) == ("20260901T070000Z", 2)


def test_a_calendar_that_takes_its_entries_back() -> None:
    assert one("METHOD:CANCEL", entry()).cancelled
    assert not one("METHOD:REQUEST", entry()).cancelled
    assert one(entry("STATUS:cancelled")).cancelled


def test_the_newest_version_of_an_entry_counts() -> None:
    old = entry("SEQUENCE:1", start=":20260903T120000Z")
    new = entry("SEQUENCE:2", start=":20260904T120000Z")
    assert one(new, old).starts_at.day == 4


def test_whole_days() -> None:
    row = one(entry(start=";VALUE=DATE:20260903", end=";VALUE=DATE:20260905"))
    assert row.all_day
    assert (row.starts_at.isoformat(), row.ends_at.isoformat()) == (
        "2026-09-03T00:00:00+02:00",
        "2026-09-05T00:00:00+02:00",
    )
    found = read(entry("RRULE:FREQ=DAILY;COUNT=2", start=";VALUE=DATE:20260903"))
    assert [row.recurrence_id for row in found.rows] == ["20260903", "20260904"]
    assert found.rows[0].ends_at - found.rows[0].starts_at == timedelta(days=1)


def test_a_floating_series() -> None:
    found = read(entry("RRULE:FREQ=DAILY;COUNT=2", start=":20261024T090000"))
    assert starts(found) == ["2026-10-24T09:00:00+02:00", "2026-10-25T09:00:00+01:00"]
    assert [row.recurrence_id for row in found.rows] == ["20261024T090000", "20261025T090000"]


def test_a_length_in_place_of_an_end_and_neither() -> None:
    assert one(entry("DURATION:PT45M")).ends_at.minute == 45
    row = one(entry())
    assert row.ends_at - row.starts_at == calls_in.UNSAID


CUSTOM = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        "TZID:Yard time",
        "BEGIN:STANDARD",
        "DTSTART:16010101T000000",
        "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
)


def test_a_zone_that_the_file_defines_holds_for_that_file_only() -> None:
    custom = entry(start=";TZID=Yard time:20260903T120000")
    assert one(CUSTOM, custom).starts_at.isoformat() == "2026-09-03T11:00:00+02:00"
    assert one(CUSTOM.replace("+0300", "+0500"), custom).starts_at.isoformat() == "2026-09-03T09:00:00+02:00"
    found = read(custom)
    assert starts(found) == ["2026-09-03T12:00:00+02:00"]
    assert found.problems == (
        "Crane call: its time zone 'Yard time' is not known; the desk's own was taken.",
    )


def test_a_broken_zone_is_named() -> None:
    broken = CUSTOM.replace("TZOFFSETTO:+0300", "TZOFFSETTO:sometimes")
    assert read(broken, entry()).problems == ("A time zone: its definition cannot be read.",)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (entry(start=":tomorrow"), "Its DTSTART cannot be read."),
        (entry(end=":20269999"), "Its DTEND cannot be read."),
        (entry("RRULE:FREQ=OFTEN"), "Its RRULE cannot be read."),
        (entry().replace("DTSTART", "X-START"), "It has no start."),
        (entry("DTSTART:20260904T120000Z"), "It has more than one DTSTART."),
        (entry(end=":20260901T120000Z"), "Its end does not fit its start."),
        (entry(end=";VALUE=DATE:20260904"), "Its end does not fit its start."),
        (entry("DURATION:-PT5H"), "Its end does not fit its start."),
        (entry("RRULE:FREQ=DAILY;BYHOUR=77"), "Its dates do not fit together."),
        (entry("RRULE:COUNT=3"), "Its RRULE names no frequency."),
        (entry("RDATE;VALUE=PERIOD:20260901T000000Z/20260801T000000Z"), "Its dates do not fit together."),
        (entry("RRULE:FREQ=SECONDLY"), "It repeats more often than daily."),
        (entry("RRULE:FREQ=HOURLY;INTERVAL=3"), "It repeats more often than daily."),
        (entry("RRULE:FREQ=DAILY;INTERVAL=0"), "Its RRULE repeats every 0 periods."),
        (
            entry("RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=1,2,3,4,5,6,7,8"),
            "It repeats too often within a day.",
        ),
        (entry("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "Its RRULE names a day that may never come."),
        (entry("RRULE:FREQ=WEEKLY;BYSETPOS=366"), "Its RRULE names a day that may never come."),
    ],
)
def test_a_bad_entry_is_named_and_the_rest_comes_in(bad: str, sentence: str) -> None:
    found = read(bad, entry(uid="good"))
    assert [row.uid for row in found.rows] == ["good"]
    assert found.problems == (f"Crane call: {sentence[0].lower()}{sentence[1:]}",)


def test_an_entry_that_cannot_be_read_at_all() -> None:
    found = read("BEGIN:VEVENT\r\nSUMMARY;X=1:Odd one\r\nBEGIN:VALARM\r\nno colon\r\nEND:VEVENT", entry())
    assert len(found.rows) <= 2


def test_a_version_that_is_no_number_is_left_out() -> None:
    assert one(entry("SEQUENCE:x")).title == "Crane call"


def test_a_file_that_breaks_off() -> None:
    data = calendar(entry(uid="a"), entry(uid="b"))[:-60]
    found = read_calls(data, SINCE, UNTIL, BERLIN)
    assert [row.uid for row in found.rows] == ["a"]
    assert found.problems == ("An entry without a title: the file breaks off inside it.",)


def test_several_calendars_in_one_file() -> None:
    data = calendar(entry(uid="a")) + b"\r\n" + calendar(entry(uid="b"), "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO")
    found = read_calls(data, SINCE, UNTIL, BERLIN)
    assert [row.uid for row in found.rows] == ["a", "b"]


def test_entries_without_a_uid_stand_alone() -> None:
    bare = entry().replace("UID:u1\r\n", "")
    found = read(bare, bare.replace("Crane", "Gate"))
    assert [(row.uid, row.title) for row in found.rows] == [("", "Crane call"), ("", "Gate call")]


def test_folded_lines_old_line_ends_marks_and_utf_16() -> None:
    text = calendar(entry().replace("SUMMARY:Crane call", "SUMMARY:Cra\r\n ne call, Zürich")).decode()
    for data in (
        text.encode("utf-8-sig"),
        text.replace("\r\n", "\n").encode(),
        text.encode("utf-16"),
        text.encode("cp1252"),
    ):
        assert read_calls(data, SINCE, UNTIL, BERLIN).rows[0].title == "Crane call, Zürich"


def test_the_window() -> None:
    around = [
        entry(uid="before", start=":20260901T100000Z", end=":20260901T120000Z"),
        entry(uid="into", start=":20260901T110000Z", end=":20260901T130000Z"),
        entry(uid="point", start=":20260901T120000Z"),
        entry(uid="last", start=":20260902T115900Z", end=":20260903T120000Z"),
        entry(uid="after", start=":20260902T120000Z", end=":20260903T120000Z"),
    ]
    since, until = datetime(2026, 9, 1, 12, tzinfo=UTC), datetime(2026, 9, 2, 12, tzinfo=UTC)
    assert [row.uid for row in read(*around, since=since, until=until).rows] == ["into", "point", "last"]


def test_an_old_endless_series_reaches_the_window() -> None:
    found = read(
        entry("RRULE:FREQ=WEEKLY", start=";TZID=Europe/Berlin:20100105T090000"),
        since=datetime(2026, 9, 1, tzinfo=UTC),
        until=datetime(2026, 9, 15, tzinfo=UTC),
    )
    assert starts(found) == ["2026-09-01T09:00:00+02:00", "2026-09-08T09:00:00+02:00"]


def test_a_birthday_from_1604() -> None:
    assert len(read(entry("RRULE:FREQ=YEARLY", start=";VALUE=DATE:16040903")).rows) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"Name,Stage\n", "no calendar"),
        (b"BEGIN:VCARD\r\nEND:VCARD", "no calendar"),
        (b"\xff\xfeB\x00E", "breaks off"),
        (b"\x00\x01\x02", "no calendar"),
    ],
)
def test_what_is_no_calendar_is_named(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_calls(data, SINCE, UNTIL, BERLIN)


def test_a_calendar_without_entries_is_an_empty_one() -> None:
    assert read() == CallsFile(())


def test_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_in, "MAX_ROWS_OF_A_SERIES", 3)
    found = read(entry("RRULE:FREQ=DAILY"))
    assert (len(found.rows), found.problems) == (
        3,
        ("Crane call: only its first 3 instances were taken.",),
    )
    monkeypatch.setattr(calls_in, "MAX_ROWS", 4)
    found = read(*(entry("RRULE:FREQ=DAILY", uid=uid) for uid in "abc"))
    assert (len(found.rows), found.problems[-1]) == (4, "The rest: only 4 instances were taken.")
    monkeypatch.setattr(calls_in, "MAX_STEPS", 100)
    found = read(entry("RRULE:FREQ=DAILY", start=":20200101T120000Z"))
    assert "repeats too much" in found.problems[0]
    monkeypatch.setattr(calls_in, "MAX_ENTRIES", 1)
    with pytest.raises(BadFile, match="more than 1 entries"):
        read(entry(), entry())
    monkeypatch.setattr(calls_in, "MAX_BYTES", 10)
    with pytest.raises(BadFile, match="larger than"):
        read(entry())


def test_dates_at_the_end_of_time_do_no_harm() -> None:
    found = read(
        entry(start=":99991231T235959Z"), entry(uid="b", start=":00010101T000000"), entry(uid="good")
    )
    assert [row.uid for row in found.rows] == ["good"]


def test_rules_that_could_keep_the_desk_busy_do_not() -> None:
    began = time.process_time()
    read(
        *(
            entry(f"RRULE:FREQ={freq};BYMONTH=2;BYMONTHDAY=31", uid=freq)
            for freq in ("YEARLY", "MONTHLY", "DAILY")
        ),
        entry("RRULE:FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=5", uid="x"),
        entry("RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=6", uid="y"),
        entry("RRULE:FREQ=DAILY;COUNT=999999999", uid="z", start=":19000101T000000Z"),
        entry("RRULE:FREQ=DAILY;BYDAY=MO;BYMONTHDAY=-31;BYMONTH=3", uid="w"),
    )
    assert time.process_time() - began < 10


LINES = st.lists(
    st.sampled_from(
        [
            *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VALARM", "END:VALARM"),
            *("UID:a", "DTSTART:20260903T120000Z", "DTEND:20260903T130000Z", "DTSTART;VALUE=DATE:20260903"),
            *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:", "EXDATE:20260904T120000Z", "EXDATE:x", "RDATE:20260909"),
            *(
                "RECURRENCE-ID:20260904T120000Z",
                "STATUS:CANCELLED",
                " folded",
                "SUMMARY:x",
                ":",
                ";",
                "=:",
                "\0",
            ),
            *(
                "DTSTART;TZID=Nowhere:20260903T120000",
                "DURATION:P1D",
                "DURATION:-PT1H",
                "ATTENDEE:",
                "BEGIN:VTIMEZONE",
            ),
            *(
                "SEQUENCE:x",
                "ORGANIZER;CN=:mailto:",
                "METHOD:CANCEL",
                "END:VTIMEZONE",
                "TZID:x",
                "RDATE;VALUE=PERIOD:x",
            ),
        ]
    )
    | st.text(max_size=12),
    max_size=25,
)


@given(LINES)
def test_any_lines_are_calls_or_named_problems(lines: list[str]) -> None:
    found = read("BEGIN:VEVENT", "UID:a", "DTSTART:20260903T120000Z", *lines)
    assert all(row.starts_at.utcoffset() is not None for row in found.rows)
    keys = [(row.uid, row.recurrence_id, row.title) for row in found.rows if row.uid]
    assert len(keys) == len(set(keys))
