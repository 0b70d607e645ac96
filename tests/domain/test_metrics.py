"""Win rate and no-go rate: tables of cases, the rule of five, what rounding may not claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.metrics import (
    DealFact,
    Median,
    Share,
    closed_in,
    median_of,
    no_go_rate,
    say_number,
    win_rate,
)
from se_desk.domain.periods import Period, newest, period_on

PERIOD = Period("Q1 FY2028", date(2027, 12, 1), date(2028, 2, 29))  # a fiscal year from December, a leap day
DEAL = DealFact(id="d", account="Fernbank Mills", title="Rounds", came_on=date(2027, 12, 5))
WON, LOST, NO_DECISION, OUT = Outcome.WON, Outcome.LOST, Outcome.NO_DECISION, Outcome.DISQUALIFIED
TECHNICAL = NoGo.TECHNICAL_FIT


def ended(
    key: str, outcome: Outcome | None, on: date | None = date(2028, 1, 10), **fields: object
) -> DealFact:
    return replace(DEAL, id=key, outcome=outcome, outcome_on=on, **fields)  # type: ignore[arg-type]


def share(part: int, whole: int) -> Share:
    keys = tuple(f"d{number}" for number in range(whole))
    return Share(keys, keys[:part])


@pytest.mark.parametrize(
    ("deal", "counted", "won"),
    [
        (ended("a", WON), True, True),
        (ended("a", LOST), True, False),
        (ended("a", NO_DECISION), True, False),
        (ended("a", OUT, no_go=NoGo.NO_BUDGET), True, False),  # disqualified ones are in the whole
        (ended("a", OUT, no_go=TECHNICAL), True, False),
        (ended("a", WON, date(2027, 12, 1)), True, True),  # the first day
        (ended("a", WON, date(2028, 2, 29)), True, True),  # the last, which only leap years have
        (ended("a", WON, date(2027, 11, 30)), False, False),
        (ended("a", WON, date(2028, 3, 1)), False, False),
        (ended("a", WON, worked=False), False, False),
        (ended("a", WON, None), False, False),
        (ended("a", None, None), False, False),  # opened again: it is not closed
        (DEAL, False, False),
    ],
)
def test_what_the_win_rate_counts(deal: DealFact, counted: bool, won: bool) -> None:
    found = win_rate([deal], PERIOD).share
    assert (found.n, found.count) == (int(counted), int(won))


def test_an_outcome_that_changes_counts_as_it_is_now() -> None:
    lost = ended("a", LOST)
    assert win_rate([lost], PERIOD).share.part == ()
    assert win_rate([replace(lost, outcome=WON)], PERIOD).share.part == ("a",)
    later = replace(lost, outcome=WON, outcome_on=date(2028, 3, 2))
    assert win_rate([later], PERIOD).share.whole == ()


def test_what_is_left_out_is_named() -> None:
    found = win_rate([ended("a", WON, worked=False), ended("b", LOST, None), ended("c", WON)], PERIOD)
    assert (found.not_worked, found.undated, found.share.whole) == (("a",), ("b",), ("c",))


@pytest.mark.parametrize(
    ("won", "closed", "said", "reached", "swing"),
    [
        (0, 0, "none", None, None),
        (1, 4, "1 of 4", None, None),  # under five: counts only
        (4, 4, "4 of 4", None, None),
        (5, 5, "100%", True, 20),
        (0, 5, "0%", False, 20),
        (14, 19, "74%", True, 5),
        (7, 10, "70%", True, 10),
        (16, 23, "69.5%", False, 4),  # 69.57: never said as 70
        (9, 13, "69%", False, 8),
        (7030, 10000, "70.3%", True, 0),
        (69999, 100000, "69.9%", False, 0),
        (70001, 100000, "70.1%", True, 0),
    ],
)
def test_how_the_win_rate_is_said(
    won: int, closed: int, said: str, reached: bool | None, swing: int | None
) -> None:
    deals = [ended(f"d{n}", WON if n < won else LOST) for n in range(closed)]
    rate = win_rate(deals, PERIOD)
    assert (rate.share.say(70), rate.is_reached, rate.share.swing) == (said, reached, swing)


@pytest.mark.parametrize(
    ("technical", "came", "side", "said"),
    [
        (0, 4, None, "0 of 4"),
        (0, 5, -1, "0%"),
        (3, 20, 0, "15%"),
        (5, 20, 0, "25%"),
        (1, 7, -1, "14%"),
        (29, 200, -1, "14.5%"),
        (203, 800, 1, "25.4%"),
        (2, 5, 1, "40%"),
    ],
)
def test_the_healthy_range_of_no_gos(technical: int, came: int, side: int | None, said: str) -> None:
    deals = [
        ended(f"d{n}", OUT if n < technical else None, no_go=TECHNICAL if n < technical else None)
        for n in range(came)
    ]
    rate = no_go_rate(deals, PERIOD)
    assert (rate.side, rate.share.say(15, 25)) == (side, said)


def test_no_gos_for_something_else_stand_beside() -> None:
    rate = no_go_rate(
        [
            ended("fit", OUT, no_go=TECHNICAL),
            ended("later", OUT, date(2029, 1, 1), no_go=TECHNICAL),  # of a deal that came in the period
            ended("poor", OUT, no_go=NoGo.NO_BUDGET),
            ended("unsaid", OUT),
            ended("lost", LOST),
            ended("before", OUT, no_go=TECHNICAL, came_on=date(2027, 11, 30)),
            ended("crm", None, worked=False),
        ],
        PERIOD,
    )
    assert rate.share.part == ("fit", "later")
    assert rate.share.whole == ("fit", "later", "poor", "unsaid", "lost")
    assert rate.others == ((NoGo.NO_BUDGET, ("poor",)), (None, ("unsaid",)))


def test_closed_deals_stand_in_the_order_of_their_days() -> None:
    first, second = ended("b", WON, date(2028, 1, 1)), ended("a", LOST, date(2028, 1, 2))
    assert closed_in([second, first, DEAL], PERIOD) == (first, second)


@pytest.mark.parametrize(
    ("numbers", "value", "said"),
    [
        ([9, 1, 2, 3], None, ""),
        ([9, 1, 2, 3, 4], Fraction(3), "3"),
        ([1, 2, 3, 4, 5, 6], Fraction(7, 2), "3.5"),
        ([7] * 5, Fraction(7), "7"),
    ],
)
def test_a_median_needs_five(numbers: list[int], value: Fraction | None, said: str) -> None:
    found = median_of((f"d{place}", number) for place, number in enumerate(numbers))
    assert found.value == value
    assert value is None or say_number(value) == said
    assert sorted(found.ids) == sorted(f"d{place}" for place in range(len(numbers)))


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_never_says_more_than_holds(part: int, extra: int) -> None:
    found = share(part, part + extra)
    said = found.say(70, 15, 25)
    assert said.endswith("%") is found.is_enough
    if found.percent is not None:
        for mark in (70, 15, 25):
            assert (Fraction(said[:-1]) >= mark) is (found.percent >= mark)
            assert (Fraction(said[:-1]) <= mark) is (found.percent <= mark)


@given(st.lists(st.integers(0, 400), min_size=5))
def test_half_lies_on_each_side_of_a_median(numbers: list[int]) -> None:
    value = median_of((str(place), number) for place, number in enumerate(numbers)).value
    assert value is not None
    assert 2 * sum(number < value for number in numbers) <= len(numbers)
    assert 2 * sum(number > value for number in numbers) <= len(numbers)


outcomes = st.sampled_from([*Outcome, None])
facts = st.builds(
    DealFact,
    id=st.uuids().map(str),
    account=st.just("A"),
    title=st.just("T"),
    came_on=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    outcome=outcomes,
    outcome_on=st.none() | st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    no_go=st.sampled_from([*NoGo, None]),
    worked=st.booleans(),
)


@given(st.lists(facts, max_size=20), st.integers(1, 12))
def test_every_deal_is_counted_once_over_the_quarters(deals: list[DealFact], first_month: int) -> None:
    periods = newest(date(2029, 1, 1), first_month, 16)
    wins = [win_rate(deals, period) for period in periods]
    worked = [key for rate in wins for key in rate.share.whole]
    idle = [key for rate in wins for key in rate.not_worked]
    closed = sorted(deal.id for deal in deals if deal.outcome and deal.outcome_on)
    assert sorted(worked + idle) == closed
    came = [key for period in periods for key in no_go_rate(deals, period).share.whole]
    assert sorted(came) == sorted(deal.id for deal in deals if deal.worked)
    for rate in wins:
        assert set(rate.share.part) <= set(rate.share.whole)


@given(facts, st.integers(1, 12))
def test_a_day_earlier_is_another_quarter_at_its_first_day_alone(deal: DealFact, first_month: int) -> None:
    here = period_on(deal.came_on, first_month)
    before = replace(deal, came_on=deal.came_on - timedelta(days=1), worked=True)
    assert (no_go_rate([before], here).share.n == 0) is (deal.came_on == here.first)


def test_nothing_is_a_median_of_nothing() -> None:
    assert Median().value is None and Median().ids == ()
