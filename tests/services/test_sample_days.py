"""The sample's calendar: distances become days and moments, on any day of any year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.timelines import quarter_days, quarter_of
from se_desk.services.sample.days import SampleDays

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 3, 4, 9, 30, 15, tzinfo=UTC)
DAYS = SampleDays(WEDNESDAY, BERLIN)

moments = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
calendars = moments.map(lambda now: SampleDays(now, BERLIN))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0 wd", date(2026, 3, 4)),
        ("-1 wd", date(2026, 3, 3)),
        ("-3 wd", date(2026, 2, 27)),  # over a weekend
        ("+2 wd", date(2026, 3, 6)),
        ("+3 wd", date(2026, 3, 9)),
        ("-2 d", date(2026, 3, 2)),
        ("-3 d", date(2026, 3, 2)),  # a Sunday becomes the Monday after it
        ("+3 d", date(2026, 3, 9)),
        ("+6 w", date(2026, 4, 15)),
        ("quarter end", date(2026, 3, 31)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert DAYS.day(text) == day


@pytest.mark.parametrize(
    ("now", "text", "day"),
    [
        ("2026-03-07T12:00:00+01:00", "0 wd", date(2026, 3, 7)),  # a Saturday is itself
        ("2026-03-07T12:00:00+01:00", "-1 wd", date(2026, 3, 6)),
        ("2026-03-08T12:00:00+01:00", "-1 wd", date(2026, 3, 6)),
        ("2026-03-08T12:00:00+01:00", "+1 wd", date(2026, 3, 9)),
        ("2026-12-31T23:30:00+01:00", "+1 wd", date(2027, 1, 1)),
        ("2026-12-31T22:59:00+00:00", "0 wd", date(2026, 12, 31)),
        ("2026-12-31T23:00:00+00:00", "0 wd", date(2027, 1, 1)),  # midnight in Berlin
    ],
)
def test_days_seen_from_other_days(now: str, text: str, day: date) -> None:
    assert SampleDays(datetime.fromisoformat(now), BERLIN).day(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("-3 wd 14:00", "2026-02-27T14:00:00+01:00"),
        ("in 42 min", "2026-03-04T11:10:00+01:00"),
        ("2 h ago", "2026-03-04T08:30:00+01:00"),
        ("95 min ago", "2026-03-04T08:55:00+01:00"),
        ("-230 d 09:15", "2025-07-17T09:15:00+02:00"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert DAYS.moment(text).isoformat() == moment


def test_moments_across_a_change_of_the_clock() -> None:
    days = SampleDays(datetime(2026, 3, 29, 8, tzinfo=UTC), BERLIN)  # a few hours after it skipped
    assert days.moment("8 h ago").isoformat() == "2026-03-29T01:00:00+01:00"
    assert days.moment("in 42 min").isoformat() == "2026-03-29T10:40:00+02:00"


@pytest.mark.parametrize("text", ["", "soon", "-3", "-3 d 14:00", "3 weeks", "signature"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="no day of the sample"):
        DAYS.day(text)


@pytest.mark.parametrize("text", ["", "in 5 h", "-3 wd", "yesterday 14:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError):  # of the day or of the clock, as it may be
        DAYS.moment(text)


def test_words() -> None:
    days = DAYS.with_signature(date(2026, 5, 18))
    source = {"a": ["on {on: -1 wd}", 7, True], "b": {"c": "{apart} days to {on: signature}, {other}"}}
    assert days.words(source) == {
        "a": ["on Tue 3 Mar", 7, True],
        "b": {"c": "48 days to Mon 18 May, {other}"},
    }
    assert source["a"] == ["on {on: -1 wd}", 7, True]


@given(calendars)
def test_the_quarter_ends_soon_enough_to_be_committed_for(days: SampleDays) -> None:
    assert 12 <= (days.quarter_end - days.today).days <= 42
    quarter = quarter_of(days.quarter_end, days.fiscal_month)
    assert quarter_days(quarter, days.fiscal_month)[1] == days.quarter_end
    assert days.fiscal_month in (1, 2, 3)


@given(calendars)
def test_the_arithmetic_of_the_story_holds_on_every_day(days: SampleDays) -> None:
    start = days.day("-10 d")
    assert start.weekday() < 5
    assert (days.today - start).days // 7 + 1 == 2  # week two
    assert (start + timedelta(weeks=12) - days.quarter_end).days > 30  # a critical difference


@given(calendars, st.integers(-80, 80), st.integers(-80, 80))
def test_an_earlier_distance_is_never_a_later_day(days: SampleDays, one: int, other: int) -> None:
    first, second = sorted((one, other))
    for unit in ("d", "wd"):
        assert days.day(f"{first} {unit}") <= days.day(f"{second} {unit}")


@given(calendars, st.integers(1, 80))
def test_past_days_are_past_and_working(days: SampleDays, number: int) -> None:
    before, after = days.day(f"-{number} wd"), days.day(f"+{number} wd")
    assert before < days.today < after
    assert before.weekday() < 5
    assert after.weekday() < 5


@given(calendars, st.integers(5, 5000))
def test_near_moments_lie_within_five_minutes(days: SampleDays, minutes: int) -> None:
    moment = days.moment(f"{minutes} min ago")
    assert abs(days.now - moment - timedelta(minutes=minutes)) <= timedelta(minutes=2.5)
    assert moment.minute % 5 == 0
    assert moment <= days.now
