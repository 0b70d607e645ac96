"""How moments and days are kept and said: offsets, skipped and repeated hours, leap days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain import moments

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clock moves by half an hour
APIA = ZoneInfo("Pacific/Apia")  # it left out 30 December 2011

zones = st.sampled_from([BERLIN, NEW_YORK, KOLKATA, LORD_HOWE, ZoneInfo("UTC")])
instants = st.builds(
    lambda micros: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros),
    st.integers(0, 110 * 365 * 86_400 * 10**6),
)


def test_a_naive_moment_is_refused() -> None:
    naive = datetime(2026, 3, 4)  # noqa: DTZ001  # the point of the test
    with pytest.raises(ValueError, match="offset"):
        moments.aware(naive)
    with pytest.raises(ValueError, match="offset"):
        moments.in_zone(naive, BERLIN)
    with pytest.raises(ValueError, match="offset"):
        moments.day_in(naive, BERLIN)
    with pytest.raises(ValueError, match="offset"):
        moments.utc_text(naive)


def test_an_aware_moment_passes_unchanged() -> None:
    at = datetime(2026, 3, 4, tzinfo=UTC)
    assert moments.aware(at) is at


@given(instants, zones)
def test_the_zone_changes_the_clock_and_not_the_instant(at: datetime, zone: ZoneInfo) -> None:
    local = moments.in_zone(at, zone)
    assert timedelta() <= at - local < timedelta(milliseconds=1)
    assert isinstance(local.tzinfo, timezone)
    assert local.microsecond % 1000 == 0


@given(instants, zones)
def test_a_fixed_offset_counts_hours_as_they_pass(at: datetime, zone: ZoneInfo) -> None:
    local = moments.in_zone(at, zone)
    assert (local + timedelta(hours=24)).astimezone(UTC) - local.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        (BERLIN, (2026, 1, 15, 9, 0), "2026-01-15T09:00:00+01:00"),
        (BERLIN, (2026, 7, 15, 9, 0), "2026-07-15T09:00:00+02:00"),
        (BERLIN, (2026, 3, 29, 1, 59), "2026-03-29T01:59:00+01:00"),
        (BERLIN, (2026, 3, 29, 2, 30), "2026-03-29T03:30:00+02:00"),  # the hour that is skipped
        (BERLIN, (2026, 3, 29, 3, 0), "2026-03-29T03:00:00+02:00"),
        (BERLIN, (2026, 10, 25, 2, 30), "2026-10-25T02:30:00+02:00"),  # the hour that comes twice
        (BERLIN, (2026, 10, 25, 3, 0), "2026-10-25T03:00:00+01:00"),
        (NEW_YORK, (2026, 3, 8, 2, 30), "2026-03-08T03:30:00-04:00"),
        (NEW_YORK, (2026, 11, 1, 1, 30), "2026-11-01T01:30:00-04:00"),
        (LORD_HOWE, (2026, 10, 4, 2, 15), "2026-10-04T02:45:00+11:00"),
        (KOLKATA, (2028, 2, 29, 12, 0), "2028-02-29T12:00:00+05:30"),
        (APIA, (2011, 12, 30, 12, 0), "2011-12-31T12:00:00+14:00"),  # the day that was left out
    ],
)
def test_local_moment(zone: ZoneInfo, wall: tuple[int, int, int, int, int], expected: str) -> None:
    year, month, day, hour, minute = wall
    assert moments.local_moment(date(year, month, day), hour, minute, zone).isoformat() == expected


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-03-04T22:59:59+00:00", BERLIN, date(2026, 3, 4)),
        ("2026-03-04T23:00:00+00:00", BERLIN, date(2026, 3, 5)),
        ("2026-07-04T22:00:00+00:00", BERLIN, date(2026, 7, 5)),
        ("2027-01-01T04:59:00+00:00", NEW_YORK, date(2026, 12, 31)),
        ("2028-02-29T18:30:00+00:00", KOLKATA, date(2028, 3, 1)),
    ],
)
def test_day_in(at: str, zone: ZoneInfo, day: date) -> None:
    assert moments.day_in(datetime.fromisoformat(at), zone) == day


def test_utc_text() -> None:
    assert moments.utc_text(datetime.fromisoformat("2026-01-01T00:30:05.999+01:00")) == "2025-12-31 23:30:05Z"


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2026, 9, 4), None, "Fri 4 Sep"),
        (date(2026, 9, 4), date(2026, 1, 1), "Fri 4 Sep"),
        (date(2026, 9, 4), date(2025, 12, 31), "Fri 4 Sep 2026"),
        (date(2028, 2, 29), date(2028, 3, 1), "Tue 29 Feb"),
    ],
)
def test_say_day(day: date, today: date | None, said: str) -> None:
    assert moments.say_day(day, today) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 1, 1), "today"),
        (date(2026, 12, 31), "yesterday"),
        (date(2027, 1, 2), "tomorrow"),
        (date(2026, 12, 30), "Wed 30 Dec 2026"),
        (date(2027, 1, 3), "Sun 3 Jan"),
    ],
)
def test_say_near_day(day: date, said: str) -> None:
    assert moments.say_near_day(day, date(2027, 1, 1)) == said


def test_say_time() -> None:
    assert moments.say_time(datetime.fromisoformat("2026-03-04T07:05:59+05:30")) == "07:05"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=42), "42 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, minutes=47), "1 h 47 min"),
        (timedelta(hours=23, minutes=59), "23 h 59 min"),
        (timedelta(hours=24), "24 h"),
        (timedelta(hours=47, minutes=59), "47 h"),
        (timedelta(hours=48), "2 days"),
        (timedelta(days=3, hours=23), "3 days"),
        (-timedelta(minutes=42), "42 min"),
    ],
)
def test_say_span(span: timedelta, said: str) -> None:
    assert moments.say_span(span) == said


@pytest.mark.parametrize(
    ("number", "noun", "plural", "said"),
    [
        (0, "day", None, "0 days"),
        (1, "day", None, "1 day"),
        (2, "day", None, "2 days"),
        (1, "person", "people", "1 person"),
        (3, "person", "people", "3 people"),
    ],
)
def test_count(number: int, noun: str, plural: str | None, said: str) -> None:
    assert moments.count(number, noun, plural) == said


def test_how_long_ago_is_said_in_one_unit() -> None:
    cases = ((5, "5 min"), (59, "59 min"), (61, "1 h"), (47 * 60 + 59, "47 h"), (48 * 60, "2 days"))
    for minutes, words in cases:
        assert moments.say_ago(timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 3, 4, 8, 55, tzinfo=UTC), "today 08:55"),
        (datetime(2026, 3, 3, 17, 52, tzinfo=UTC), "yesterday 17:52"),
        (datetime(2026, 2, 2, 0, 5, tzinfo=UTC), "Mon 2 Feb 00:05"),
        (datetime(2025, 2, 3, 0, 5, tzinfo=UTC), "Mon 3 Feb 2025 00:05"),
    ],
)
def test_say_near_moment(at: datetime, said: str) -> None:
    assert moments.say_near_moment(at, date(2026, 3, 4)) == said


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(minutes=15), "15:00"),
        (timedelta(minutes=14, milliseconds=1), "14:01"),
        (timedelta(seconds=59.2), "01:00"),
        (timedelta(seconds=1), "00:01"),
        (timedelta(), "00:00"),
        (timedelta(seconds=-5), "00:00"),
        (timedelta(hours=1, seconds=2), "1:00:02"),
    ],
)
def test_a_begun_second_counts_whole(left: timedelta, words: str) -> None:
    assert moments.countdown(left) == words


@pytest.mark.parametrize(
    ("past", "words"), [(0.4, "00:00"), (42.9, "00:42"), (61, "01:01"), (3600, "1:00:00"), (-1, "00:00")]
)
def test_counting_up_takes_whole_seconds(past: float, words: str) -> None:
    assert moments.count_up(timedelta(seconds=past)) == words
