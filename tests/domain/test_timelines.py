"""The arithmetic of dates: weeks of a procurement, days apart, fiscal quarters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain import timelines
from se_desk.domain.deals import Deal
from se_desk.domain.timelines import Procurement, Quarter

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
weeks = st.integers(1, 200)
months = st.integers(1, 12)


@given(days, weeks)
def test_earliest_signature_is_whole_weeks_later_on_the_same_weekday(start: date, length: int) -> None:
    earliest = Procurement(start, length).earliest_signature_on
    assert (earliest - start).days == 7 * length
    assert earliest.weekday() == start.weekday()


@pytest.mark.parametrize(
    ("today", "week"),
    [
        (date(2026, 8, 21), 0),
        (date(2026, 8, 22), 1),  # the first day
        (date(2026, 8, 28), 1),
        (date(2026, 8, 29), 2),
        (date(2026, 9, 4), 2),
        (date(2026, 9, 5), 3),
        (date(2026, 11, 13), 12),  # the last day
        (date(2026, 11, 14), 12),
        (date(2027, 11, 14), 12),
    ],
)
def test_week_of_a_procurement(today: date, week: int) -> None:
    assert Procurement(date(2026, 8, 22), 12).week_on(today) == week


@given(days, weeks, st.integers(-400, 400))
def test_the_week_only_grows_and_stays_within_the_length(start: date, length: int, offset: int) -> None:
    procurement = Procurement(start, length)
    today = start + timedelta(days=offset)
    week = procurement.week_on(today)
    assert 0 <= week <= length
    assert week <= procurement.week_on(today + timedelta(days=1)) <= week + 1
    assert (week == 0) is (today < start)


def test_a_procurement_over_a_leap_day() -> None:
    assert Procurement(date(2028, 2, 7), 4).earliest_signature_on == date(2028, 3, 6)
    assert Procurement(date(2027, 2, 7), 4).earliest_signature_on == date(2027, 3, 7)


def test_how_a_procurement_is_said() -> None:
    procurement = Procurement(date(2026, 10, 20), 12)
    assert procurement.say(date(2026, 10, 30)) == (
        "12-week procurement, week 2: earliest signature Tue 12 Jan 2027"
    )
    assert procurement.say(date(2026, 10, 1)).startswith("12-week procurement, not started: ")
    assert procurement.say(date(2027, 1, 12)) == (
        "12-week procurement, week 12: earliest signature Tue 12 Jan"
    )


def deal(start: date | None, length: int | None) -> Deal:
    return Deal(
        id="d",
        title="T",
        account="A",
        came_on=date(2026, 1, 1),
        procurement_start_on=start,
        procurement_weeks=length,
        procurement_source="a mail",
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(("start", "length"), [(None, None), (None, 12), (date(2026, 1, 5), None)])
def test_half_a_procurement_is_none(start: date | None, length: int | None) -> None:
    assert timelines.procurement_of(deal(start, length)) is None


def test_procurement_of_a_deal() -> None:
    found = timelines.procurement_of(deal(date(2026, 1, 5), 3))
    assert found == Procurement(date(2026, 1, 5), 3, "a mail")


@given(days, days)
def test_days_apart(ae: date, read: date) -> None:
    apart = timelines.days_apart(ae, read)
    assert ae + timedelta(days=apart) == read
    assert apart == -timelines.days_apart(read, ae)


@pytest.mark.parametrize(
    ("apart", "said", "tone"),
    [
        (0, "none", "green"),
        (1, "1 day apart", "neutral"),
        (-7, "7 days apart", "neutral"),
        (8, "8 days apart", "high"),
        (30, "30 days apart", "high"),
        (31, "31 days apart", "critical"),
        (-45, "45 days apart", "critical"),
    ],
)
def test_how_days_apart_are_said(apart: int, said: str, tone: str) -> None:
    assert timelines.say_apart(apart) == said
    assert timelines.apart_tone(apart) == tone


@pytest.mark.parametrize(
    ("day", "first_month", "name", "first", "last", "week"),
    [
        (date(2026, 1, 1), 1, "Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31), 1),
        (date(2026, 3, 31), 1, "Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31), 13),
        (date(2026, 12, 31), 1, "Q4 FY2026", date(2026, 10, 1), date(2026, 12, 31), 14),
        (date(2026, 1, 31), 2, "Q4 FY2026", date(2025, 11, 1), date(2026, 1, 31), 14),
        (date(2026, 2, 1), 2, "Q1 FY2027", date(2026, 2, 1), date(2026, 4, 30), 1),
        (date(2026, 4, 4), 4, "Q1 FY2027", date(2026, 4, 1), date(2026, 6, 30), 1),
        (date(2026, 4, 8), 4, "Q1 FY2027", date(2026, 4, 1), date(2026, 6, 30), 2),
        (date(2026, 3, 31), 4, "Q4 FY2026", date(2026, 1, 1), date(2026, 3, 31), 13),
        (date(2028, 2, 29), 12, "Q1 FY2028", date(2027, 12, 1), date(2028, 2, 29), 13),
        (date(2027, 12, 1), 12, "Q1 FY2028", date(2027, 12, 1), date(2028, 2, 29), 1),
        (date(2026, 10, 15), 10, "Q1 FY2027", date(2026, 10, 1), date(2026, 12, 31), 3),
    ],
)
def test_fiscal_quarters(day: date, first_month: int, name: str, first: date, last: date, week: int) -> None:
    quarter = timelines.quarter_of(day, first_month)
    assert str(quarter) == name
    assert timelines.quarter_days(quarter, first_month) == (first, last)
    assert timelines.week_of_quarter(day, first_month) == week


@given(days, months)
def test_a_day_lies_in_its_quarter(day: date, first_month: int) -> None:
    first, last = timelines.quarter_days(timelines.quarter_of(day, first_month), first_month)
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert 89 <= (last - first).days + 1 <= 92
    assert (first.month - first_month) % 3 == 0


@given(days, months)
def test_quarters_follow_each_other_without_a_gap(day: date, first_month: int) -> None:
    quarter = timelines.quarter_of(day, first_month)
    _, last = timelines.quarter_days(quarter, first_month)
    after = timelines.quarter_of(last + timedelta(days=1), first_month)
    assert after == (
        Quarter(quarter.year, quarter.number + 1) if quarter.number < 4 else Quarter(quarter.year + 1, 1)
    )
    assert after > quarter


@given(days, months)
def test_the_fiscal_year_is_named_after_the_year_it_ends_in(day: date, first_month: int) -> None:
    year = timelines.quarter_of(day, first_month).year
    assert timelines.quarter_days(Quarter(year, 4), first_month)[1].year == year
