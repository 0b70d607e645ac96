"""Periods: quarters as days with a name, whatever the fiscal year; and what is no quarter."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain import periods
from se_desk.domain.errors import BadInput
from se_desk.domain.periods import Period

TODAY = date(2026, 3, 4)
days = st.dates(date(1901, 1, 1), date(2200, 12, 31))
months = st.integers(1, 12)


@pytest.mark.parametrize(
    ("name", "first_month", "found"),
    [
        ("this", 1, ("Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31))),
        (" LAST ", 1, ("Q4 FY2025", date(2025, 10, 1), date(2025, 12, 31))),
        ("this", 2, ("Q1 FY2027", date(2026, 2, 1), date(2026, 4, 30))),
        ("last", 3, ("Q4 FY2026", date(2025, 12, 1), date(2026, 2, 28))),
        ("last", 12, ("Q1 FY2026", date(2025, 12, 1), date(2026, 2, 28))),
        ("Q1 FY2028", 12, ("Q1 FY2028", date(2027, 12, 1), date(2028, 2, 29))),
        ("q3-2026", 1, ("Q3 FY2026", date(2026, 7, 1), date(2026, 9, 30))),
        ("Q3FY2026", 1, ("Q3 FY2026", date(2026, 7, 1), date(2026, 9, 30))),
        ("2026-Q3", 1, ("Q3 FY2026", date(2026, 7, 1), date(2026, 9, 30))),
        ("2026q3", 7, ("Q3 FY2026", date(2026, 1, 1), date(2026, 3, 31))),
    ],
)
def test_a_quarter_by_its_name(name: str, first_month: int, found: tuple[str, date, date]) -> None:
    assert periods.read_period(name, TODAY, first_month) == Period(*found)


@pytest.mark.parametrize(
    "name", ["", "Q5 FY2026", "2026", "next", "Q4", "0000-Q1", "Q1 FY0001", "1899-Q4", "9999-Q4 "]
)
def test_what_is_no_quarter_is_refused_by_name(name: str) -> None:
    with pytest.raises(BadInput, match="no quarter"):
        periods.read_period(name, TODAY)


def test_days_are_said_with_the_year_where_they_need_it() -> None:
    here = periods.period_on(TODAY, 1)
    assert here.say() == "Q1 FY2026, 1 Jan to 31 Mar 2026"
    assert here.short == "Q1 26"
    assert here.say_days(TODAY) == "1 Jan to 4 Mar 2026"
    assert here.say_days(date(2027, 1, 1)) == "1 Jan to 31 Mar 2026"
    over = periods.read_period("last", TODAY, 2)
    assert over.say() == "Q4 FY2026, 1 Nov 2025 to 31 Jan 2026"


@given(days, months, st.integers(1, 9))
def test_quarters_stand_back_to_back(day: date, first_month: int, number: int) -> None:
    found = periods.newest(day, first_month, number)
    assert len(found) == number
    assert found[0].has(day) and not any(one.has(day) for one in found[1:])
    for later, earlier in pairwise(found):
        assert earlier.last + timedelta(days=1) == later.first
        assert periods.before(later, first_month) == earlier


@given(days, months)
def test_a_period_reads_back_by_its_name(day: date, first_month: int) -> None:
    here = periods.period_on(day, first_month)
    assert periods.read_period(here.name, TODAY, first_month) == here


def test_no_day_lies_in_no_period() -> None:
    assert not periods.period_on(TODAY).has(None)
