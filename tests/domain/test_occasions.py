"""Occasions: counted without those nobody knows, said with their base, and put into quarters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.charters import Owes
from se_desk.domain.occasions import Half, Measure, Occasion, Verdict, by_quarter, measured
from se_desk.domain.timelines import Quarter


def occasion(verdict: Verdict, on: date = date(2026, 3, 4), key: str = "c") -> Occasion:
    return Occasion(noun="call", id=key, title="Walk", on=on, verdict=verdict, words="as it went")


@pytest.mark.parametrize(
    ("measure", "percent", "enough", "said"),
    [
        (Measure(0, 0), None, False, "no occasion yet"),
        (Measure(3, 4), 75, False, "3 of 4"),
        (Measure(4, 5), 80, True, "4 of 5, 80 %"),
        (Measure(199, 200), 99, True, "199 of 200, 99 %"),
        (Measure(7, 7), 100, True, "7 of 7, 100 %"),
        (Measure(0, 9), 0, True, "0 of 9, 0 %"),
    ],
)
def test_how_a_measure_is_said(measure: Measure, percent: int | None, enough: bool, said: str) -> None:
    assert (measure.percent, measure.is_enough, measure.say()) == (percent, enough, said)


@pytest.mark.parametrize(
    ("measure", "target", "meets"),
    [
        (Measure(4, 5), 80, True),
        (Measure(3, 5), 80, False),
        (Measure(4, 5), None, None),
        (Measure(4, 4), 80, None),
        (Measure(0, 0), 80, None),
        (Measure(2, 6), 34, False),  # 33.3 % is under 34
    ],
)
def test_whether_a_target_is_met(measure: Measure, target: int | None, meets: bool | None) -> None:
    assert measure.meets(target) is meets


@given(st.integers(0, 500), st.integers(5, 500), st.integers(1, 100))
def test_the_number_shown_never_contradicts_the_target(kept: int, of: int, target: int) -> None:
    measure = Measure(min(kept, of), of)
    shown = measure.percent
    assert shown is not None
    assert measure.meets(target) is (shown >= target)


def test_what_nobody_knows_is_not_counted() -> None:
    half = Half(Owes.AE, tuple(map(occasion, (Verdict.KEPT, Verdict.UNKNOWN, Verdict.NOT_KEPT))))
    assert (half.measure, half.unknown) == (Measure(1, 2), 1)
    assert measured(()) == Measure(0, 0)
    assert [one.label for one in Verdict] == ["Kept", "Not kept", "Not known"]


@pytest.mark.parametrize(
    ("on", "first_month", "quarter"),
    [
        (date(2026, 3, 31), 1, Quarter(2026, 1)),
        (date(2026, 4, 1), 1, Quarter(2026, 2)),
        (date(2026, 1, 31), 2, Quarter(2026, 4)),
        (date(2026, 2, 1), 2, Quarter(2027, 1)),
    ],
)
def test_an_occasion_lies_in_its_fiscal_quarter(on: date, first_month: int, quarter: Quarter) -> None:
    assert by_quarter((occasion(Verdict.KEPT, on),), first_month)[0][0] == quarter


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=30), st.integers(1, 12))
def test_quarters_hold_every_occasion_once_the_newest_first(days: list[date], first_month: int) -> None:
    occasions = [occasion(Verdict.KEPT, day, str(n)) for n, day in enumerate(days)]
    found = by_quarter(occasions, first_month)
    assert sorted(one.id for _, held in found for one in held) == sorted(one.id for one in occasions)
    assert [quarter for quarter, _ in found] == sorted({quarter for quarter, _ in found}, reverse=True)
    for _, held in found:
        assert [one.on for one in held] == sorted((one.on for one in held), reverse=True)
