from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.exchange.days import AmbiguousDay, DayOrder, possible_days, read_day, settled_order

DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("2026.03.04", "2026-03-04"),
        ("20260304", "2026-03-04"),
        ("2026-03-04T23:59:59.000Z", "2026-03-04"),
        ("2026-03-04 10:00", "2026-03-04"),
        ("4.3.2026", "2026-03-04"),
        ("04.03.26", "2026-03-04"),
        ("4. 3. 2026", "2026-03-04"),
        ("13/4/2026", "2026-04-13"),
        ("4/13/2026", "2026-04-13"),
        ("4/13/2026 12:00 AM", "2026-04-13"),
        ("4/4/2026", "2026-04-04"),
        ("13-04-26", "2026-04-13"),
        ("4 March 2026", "2026-03-04"),
        ("4-Mar-26", "2026-03-04"),
        ("March 4, 2026", "2026-03-04"),
        ("Mar 4th 2026", "2026-03-04"),
        ("Wed, 4 Mar 2026", "2026-03-04"),
        ("Wednesday, March 4, 2026", "2026-03-04"),
        ("Wed 4 Mar 2026", None),
        ("4. März 2026", "2026-03-04"),
        ("Mi., 4. März 2026", "2026-03-04"),
        ("4 juin 2026", "2026-06-04"),
        ("14 août 2026", "2026-08-14"),
        ("4 de enero de 2026", "2026-01-04"),
        ("4 mei 2026", "2026-05-04"),
        ("46022", "2025-12-31"),
        ("46022.5", "2025-12-31"),
        ("31.2.2026", None),
        ("32/13/2026", None),
        ("2026-13-01", None),
        ("4 Foo 2026", None),
        ("12", None),
        ("1200000", None),
        ("soon", None),
        ("", None),
        ("0000-01-01", None),
    ],
)
def test_a_text_is_a_day_or_none(text: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(BadInput, match="is no day"):
            read_day(text)
    else:
        assert read_day(text) == date.fromisoformat(day)


def test_two_meanings_are_told_and_not_guessed() -> None:
    with pytest.raises(AmbiguousDay, match="could be 3 April or 4 March") as caught:
        read_day("03/04/2026")
    assert caught.value.days == (date(2026, 4, 3), date(2026, 3, 4))
    assert read_day("03/04/2026", DAY) == date(2026, 4, 3)
    assert read_day("03/04/2026", MONTH) == date(2026, 3, 4)


def test_a_day_that_fits_the_other_order_only_is_taken_so() -> None:
    assert read_day("4/13/2026", DAY) == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "13/04/2026"], DAY),
        (["03/04/2026", "04/13/2026"], MONTH),
        (["03/04/2026", "", "x", "5/6/26"], None),
        (["13/04/2026", "04/13/2026"], None),
        (["03.04.2026"], DAY),
        (["2026-03-04"], None),
        ([], None),
    ],
)
def test_one_day_settles_the_order_for_all(texts: list[str], order: DayOrder | None) -> None:
    assert settled_order(texts) is order


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("/-"))
def test_every_day_reads_back_in_every_order(day: date, mark: str) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day}{mark}{day.month}{mark}{day.year}", DAY) == day
    assert read_day(f"{day.month:02}{mark}{day.day:02}{mark}{day.year % 100:02}", MONTH) == day
    assert read_day(f"{day.day}.{day.month}.{day.year}") == day
    assert read_day(f"{day:%d %B %Y}") == day
    assert read_day(f"{day:%b %d, %Y}") == day


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert set(possible_days(text)) <= set(DayOrder)


def test_orders_have_words() -> None:
    assert [order.label for order in DayOrder] == [
        "Day first (31/12/2026)",
        "Month first (12/31/2026)",
    ]
