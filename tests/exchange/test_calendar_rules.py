from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur

from se_desk.exchange.calendar_rules import steps_of, unreasonable

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
TOO_OFTEN = "It repeats more often than daily."
NO_FREQUENCY = "Its RRULE names no frequency."
NO_PERIOD = "Its RRULE repeats every 0 periods."
WITHIN = "It repeats too often within a day."
NEVER = "Its RRULE names a day that may never come."


def rule(text: str) -> Any:
    """A rule as the calendar library holds it."""
    return vRecur.from_ical(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=DAILY", ""),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10", ""),
        ("FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=-1", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ""),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=-31", ""),
        ("FREQ=DAILY;BYMONTH=4;BYMONTHDAY=30,31", ""),  # the 31st never comes, the 30th does
        ("FREQ=DAILY;BYMONTH=2,3;BYMONTHDAY=31", ""),
        ("FREQ=DAILY;BYHOUR=9,12,15;BYMINUTE=0,30", ""),
        ("FREQ=HOURLY", TOO_OFTEN),
        ("FREQ=MINUTELY;INTERVAL=1440", TOO_OFTEN),
        ("COUNT=3", NO_FREQUENCY),
        ("FREQ=DAILY;INTERVAL=0", NO_PERIOD),
        ("FREQ=WEEKLY;INTERVAL=-1", NO_PERIOD),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3;BYSECOND=1,2,3", WITHIN),
        ("FREQ=DAILY;BYSETPOS=1;BYDAY=MO", NEVER),
        ("FREQ=WEEKLY;BYYEARDAY=366", NEVER),
        ("FREQ=WEEKLY;BYWEEKNO=53", NEVER),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NEVER),
        ("FREQ=MONTHLY;BYMONTH=2,4,6,9,11;BYMONTHDAY=31", NEVER),
        ("FREQ=DAILY;BYMONTH=6;BYMONTHDAY=-31", NEVER),
    ],
)
def test_which_rules_are_worked_out(text: str, why: str) -> None:
    assert unreasonable(rule(text)) == why


def test_values_that_are_no_lists_and_a_leap_month() -> None:
    assert unreasonable({"FREQ": "weekly", "INTERVAL": 2, "BYMONTH": "5L"}) == ""
    assert unreasonable({"FREQ": ("DAILY", "WEEKLY")}) == TOO_OFTEN
    assert unreasonable({"FREQ": "DAILY", "BYMONTH": "2L", "BYMONTHDAY": 30}) == NEVER


def ever_comes(months: list[int], days: list[int]) -> bool:
    """The control, by looking at every day of four years."""
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        from_behind = (day - next_month).days
        if day.month in months and (day.day in days or from_behind in days):
            return True
        day += timedelta(days=1)
    return False


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from([1, 28, 29, 30, 31, -1, -29, -30, -31]), min_size=1, max_size=2, unique=True),
)
def test_a_day_that_never_comes_is_known_and_no_other(months: list[int], days: list[int]) -> None:
    found = unreasonable({"FREQ": ["YEARLY"], "BYMONTH": months, "BYMONTHDAY": days})
    assert (found == NEVER) is not ever_comes(months, days)


@pytest.mark.parametrize(
    ("text", "days", "steps"),
    [
        ("FREQ=DAILY", 0, 1),
        ("FREQ=DAILY", 10, 11),
        ("FREQ=DAILY;INTERVAL=5", 10, 3),
        ("FREQ=WEEKLY", 70, 11),
        ("FREQ=MONTHLY", 280, 11),
        ("FREQ=YEARLY", 3650, 11),
        ("FREQ=YEARLY;INTERVAL=2", 3650, 6),
        ("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0,20,40", 10, 61),
        ("FREQ=DAILY", -400, 1),  # it begins after the window
    ],
)
def test_how_many_periods_are_run_through(text: str, days: int, steps: int) -> None:
    assert steps_of(rule(text), START, START + timedelta(days=days)) == steps


@given(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]), st.integers(1, 40), st.integers(-900, 9000))
def test_a_later_window_never_takes_fewer_steps(frequency: str, interval: int, days: int) -> None:
    given_rule = rule(f"FREQ={frequency};INTERVAL={interval}")
    until = START + timedelta(days=days)
    steps = steps_of(given_rule, START, until)
    assert 1 <= steps <= steps_of(given_rule, START, until + timedelta(days=1))
    assert steps <= max(0, days) + 1  # never more than one a day
