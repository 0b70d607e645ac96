"""Days are read as people write them, and read back as they were written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.days import day_text, read_day, short_day

TODAY = date(2025, 12, 10)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("  ", None),
        ("today", TODAY),
        ("Tomorrow", date(2025, 12, 11)),
        ("yesterday", date(2025, 12, 9)),
        ("+7", date(2025, 12, 17)),
        ("+2w", date(2025, 12, 24)),
        ("+3d", date(2025, 12, 13)),
        ("2026-09-30", date(2026, 9, 30)),
        ("30 Sep 2026", date(2026, 9, 30)),
        ("30 Sep", date(2025, 9, 30)),
        ("15 Jan", date(2026, 1, 15)),
        ("15 january", date(2026, 1, 15)),
        ("Thu 15 Jan", date(2026, 1, 15)),
        ("Thursday, 15. Jan. 2027", date(2027, 1, 15)),
        ("15.1.", date(2026, 1, 15)),
        ("15.1.2024", date(2024, 1, 15)),
        ("29 Feb", date(2024, 2, 29)),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["31 Feb", "2025-02-29", "30.2.", "soon", "12", "30 Foo", "+", "2025-13-01", "32.1.2025"],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(BadInput) as met:
        read_day(text, TODAY)
    assert met.value.do


def test_a_leap_day_far_from_any_leap_year() -> None:
    with pytest.raises(BadInput):
        read_day("29 Feb", date(2026, 7, 1))


@given(
    day=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    today=st.dates(date(2020, 1, 1), date(2050, 12, 31)),
    ahead=st.booleans(),
)
def test_what_is_shown_is_read_back(day: date, today: date, ahead: bool) -> None:
    assert read_day(day.isoformat(), today, ahead=ahead) == day
    assert read_day(day_text(day, today, ahead=ahead), today, ahead=ahead) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("30 Sep", date(2026, 3, 4), date(2026, 9, 30)),
        ("15 Dec", date(2026, 3, 4), date(2026, 12, 15)),
        ("15 Jan", date(2026, 3, 4), date(2026, 1, 15)),  # a date that slipped a while ago
        ("31 Dec", date(2026, 3, 4), date(2026, 12, 31)),
        ("15 Jan", date(2026, 12, 10), date(2027, 1, 15)),
    ],
)
def test_days_to_come(text: str, today: date, day: date) -> None:
    assert read_day(text, today, ahead=True) == day


def test_a_day_that_would_be_read_as_last_years_says_its_year() -> None:
    assert day_text(date(2026, 12, 15), date(2026, 3, 4)) == "Tue 15 Dec 2026"
    assert day_text(date(2026, 12, 15), date(2026, 3, 4), ahead=True) == "Tue 15 Dec"


def test_short_day() -> None:
    assert short_day(date(2025, 9, 4)) == "4 Sep"
    assert day_text(date(2025, 9, 4)) == "Thu 4 Sep"
