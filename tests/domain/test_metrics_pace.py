"""Cycle, demos beside POCs, notes in time: tables of cases, bands, weeks, changes of the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.calls import CallKind
from se_desk.domain.metrics import DealFact, HeldCall, NoGoRate, Share, WinRate
from se_desk.domain.metrics_pace import (
    Cycle,
    PeriodMetrics,
    Start,
    cycle,
    demos_to_pocs,
    notes_in_time,
)
from se_desk.domain.moments import in_zone
from se_desk.domain.money import Money
from se_desk.domain.periods import Period, period_on

PERIOD = Period("Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31))
TODAY = date(2026, 3, 31)
DEAL = DealFact(id="d", account="Fernbank Mills", title="Rounds", came_on=date(2025, 12, 5))
END = datetime(2026, 2, 3, 10, tzinfo=UTC)
CALL = HeldCall(id="c", deal_id="d", kind=CallKind.DEMO, on=END.date(), ends_at=END, known_at=END)
H, SECOND = timedelta(hours=1), timedelta(seconds=1)
NOW = END + timedelta(days=30)


def signed(key: str, days: int, value: Money | None = None, on: date = date(2026, 2, 1)) -> DealFact:
    return replace(DEAL, id=key, discovery_on=on - timedelta(days=days), sign_off_on=on, value=value)


@pytest.mark.parametrize(
    ("deal", "days"),
    [
        (signed("d", 46), 46),
        (signed("d", 0), 0),  # on one day
        (signed("d", 1, on=date(2026, 3, 1)), 1),  # 28 Feb to 1 Mar
        (replace(DEAL, discovery_on=date(2024, 2, 28), sign_off_on=date(2026, 3, 1)), 732),  # over a leap day
        (signed("d", 30, on=date(2026, 1, 1)), 30),
        (signed("d", 30, on=date(2026, 3, 31)), 30),
        (signed("d", 30, on=date(2026, 4, 1)), None),
        (signed("d", 30, on=date(2025, 12, 31)), None),
        (DEAL, None),
    ],
)
def test_days_from_discovery_to_sign_off(deal: DealFact, days: int | None) -> None:
    points = cycle([deal], PERIOD, "EUR").days.points
    assert points == (() if days is None else (("d", days),))


@pytest.mark.parametrize("discovery_on", [None, date(2026, 2, 2)])
def test_a_sign_off_without_a_day_to_count_from_is_named(discovery_on: date | None) -> None:
    found = cycle([replace(signed("d", 5), discovery_on=discovery_on)], PERIOD, "EUR")
    assert (found.undated, found.days.n) == (("d",), 0)


@pytest.mark.parametrize(
    ("minor", "band"),
    [(0, 0), (249_999_99, 0), (250_000_00, 1), (749_999_99, 1), (750_000_00, 2), (9_000_000_00, 2)],
)
def test_bands_of_deal_size(minor: int, band: int) -> None:
    found = cycle([signed("d", 40, Money(minor, "EUR"))], PERIOD, "EUR")
    assert [one.days.n for one in found.bands] == [int(place == band) for place in range(3)]
    assert [one.words for one in found.bands] == ["Under €250k", "€250k to €750k", "€750k and more"]


def test_other_currencies_are_named_and_not_converted() -> None:
    deals = [signed("a", 10, Money(9_000_000, "USD")), signed("b", 20), signed("c", 30, Money(1, "EUR"))]
    found = cycle(deals, PERIOD, "EUR")
    assert (found.foreign, found.unvalued) == (("a",), ("b",))
    assert [one.days.ids for one in found.bands] == [("c",), (), ()]
    assert found.days.ids == ("a", "b", "c")
    assert cycle(deals, PERIOD, "USD").foreign == ("c",)


def test_a_currency_without_coins_has_larger_bands() -> None:
    assert next(band.words for band in cycle([], PERIOD, "JPY").bands) == "Under ¥25M"


def test_the_cycle_has_a_median_from_five_deals_on() -> None:
    deals = [signed(str(days), days, Money(1, "EUR")) for days in (10, 20, 30, 40)]
    assert cycle(deals, PERIOD, "EUR").days.value is None
    found = cycle([*deals, signed("50", 50, Money(99_000_000, "EUR"))], PERIOD, "EUR")
    assert found.days.value == Fraction(30)
    assert [band.days.value for band in found.bands] == [None, None, None]  # four and one


def held(key: str, on: date, kind: CallKind = CallKind.DEMO, deal_id: str = "d") -> HeldCall:
    return replace(CALL, id=key, on=on, kind=kind, deal_id=deal_id)


@pytest.mark.parametrize(
    ("on", "week"),
    [
        (date(2026, 1, 1), 1),
        (date(2026, 1, 7), 1),
        (date(2026, 1, 8), 2),
        (date(2026, 3, 29), 13),  # the night in which Berlin loses an hour
        (date(2026, 3, 31), 13),
        (date(2025, 12, 31), None),
        (date(2026, 4, 1), None),
    ],
)
def test_the_week_of_a_demo_and_of_a_poc(on: date, week: int | None) -> None:
    found = demos_to_pocs([replace(DEAL, poc_on=on)], [held("c", on)], PERIOD, TODAY)
    assert [one.number for one in found.weeks if one.demos] == ([week] if week else [])
    assert [one.number for one in found.weeks if one.pocs] == ([week] if week else [])
    assert [one.number for one in found.weeks] == list(range(1, 14))


def test_only_demos_are_demos_and_a_demo_day_counts_where_no_call_shows_it() -> None:
    on = date(2026, 2, 4)
    calls = [held("a", on), held("b", on, CallKind.TECHNICAL)]
    shown = replace(DEAL, demo_on=on, demo_called=True)
    by_hand = replace(DEAL, id="h", demo_on=on)
    found = demos_to_pocs([shown, by_hand], calls, PERIOD, TODAY)
    assert found.weeks[4].demos == (Start("d", on, "a"), Start("h", on))
    assert (found.demos, found.pocs, found.deals) == (2, 0, ("d", "h"))


def test_what_is_yet_to_come_is_not_counted() -> None:
    deal = replace(DEAL, poc_on=date(2026, 1, 20), demo_on=date(2026, 1, 21))
    found = demos_to_pocs([deal], [], PERIOD, date(2026, 1, 20))
    assert [week.number for week in found.weeks] == [1, 2, 3]
    assert (found.demos, found.pocs) == (0, 1)
    assert demos_to_pocs([deal], [], PERIOD, date(2025, 12, 31)).weeks == ()


@pytest.mark.parametrize(
    ("demos", "pocs", "ratio"),
    [(4, 1, None), (5, 0, None), (5, 1, Fraction(5)), (27, 8, Fraction(27, 8)), (0, 3, None)],
)
def test_demos_for_each_poc(demos: int, pocs: int, ratio: Fraction | None) -> None:
    calls = [held(str(n), date(2026, 2, 2)) for n in range(demos)]
    deals = [replace(DEAL, id=str(n), poc_on=date(2026, 3, 3)) for n in range(pocs)]
    assert demos_to_pocs(deals, calls, PERIOD, TODAY).ratio == ratio


@pytest.mark.parametrize(("demos", "pocs", "warned"), [(14, 0, False), (15, 0, True), (15, 1, False)])
def test_fifteen_demos_in_a_week_and_no_poc(demos: int, pocs: int, warned: bool) -> None:
    on = date(2026, 2, 2)
    found = demos_to_pocs(
        [replace(DEAL, id=str(n), poc_on=on) for n in range(pocs)],
        [held(str(n), on) for n in range(demos)],
        PERIOD,
        TODAY,
    )
    assert [week.number for week in found.crowded] == ([5] if warned else [])


@pytest.mark.parametrize(
    ("fields", "now", "where"),
    [
        ({"first_note_at": END + H}, NOW, "timely"),
        ({"first_note_at": END - H}, NOW, "timely"),  # written during the call
        ({"first_note_at": END + 24 * H}, NOW, "timely"),
        ({"first_note_at": END + 24 * H + SECOND}, NOW, "late"),
        ({"first_note_at": END + H}, END + 2 * H, "timely"),
        ({}, NOW, "without"),
        ({}, END + 24 * H + SECOND, "without"),
        ({}, END + 24 * H, "running"),
        ({}, END + H, "running"),
        ({"known_at": END + 24 * H + SECOND}, NOW, "unknown"),  # a late import says nothing
        ({"known_at": END + 25 * H, "first_note_at": END + 30 * H}, NOW, "unknown"),
        ({"known_at": END + 25 * H, "first_note_at": END + H}, NOW, "timely"),
        ({"known_at": None, "first_note_at": None}, NOW, "without"),
    ],
)
def test_where_a_call_stands_by_its_clock(fields: dict[str, object], now: datetime, where: str) -> None:
    found = notes_in_time([replace(CALL, **fields)], now)  # type: ignore[arg-type]
    timely = bool(found.share.part)
    stands = {
        "timely": timely,
        "late": bool(found.share.n and not timely and found.minutes.n),
        "without": bool(found.without),
        "running": bool(found.running),
        "unknown": bool(found.unknown),
    }
    assert [name for name, holds in stands.items() if holds] == [where]
    assert found.share.n == (where not in ("running", "unknown"))


@pytest.mark.parametrize(("day", "hours"), [(28, 23), (29, 24)])
def test_24_hours_run_on_through_a_change_of_the_clock(day: int, hours: int) -> None:
    berlin = ZoneInfo("Europe/Berlin")  # 29 March 2026 has 23 hours there
    ends_at = in_zone(datetime(2026, 3, day, 12, tzinfo=berlin), berlin)
    note_at = in_zone(datetime(2026, 3, day + 1, 12, tzinfo=berlin), berlin)
    found = notes_in_time([replace(CALL, ends_at=ends_at, known_at=ends_at, first_note_at=note_at)], NOW)
    assert found.minutes.points == (("c", hours * 60),)
    assert found.share.count == 1


def test_how_many_reached_the_crm() -> None:
    calls = [
        replace(CALL, id="a", first_note_at=END + H, exported_at=END + 50 * H),
        replace(CALL, id="b", first_note_at=END + H),
        replace(CALL, id="c"),
    ]
    found = notes_in_time(calls, NOW)
    assert (found.exported, found.share.part, found.without) == (("a",), ("a", "b"), ("c",))


def metrics(until: date, **fields: object) -> PeriodMetrics:
    given: dict[str, object] = {
        "wins": WinRate(Share()),
        "no_gos": NoGoRate(Share()),
        "cycle": cycle([], PERIOD, "EUR"),
        "demos": demos_to_pocs([], [], PERIOD, TODAY),
        "notes": notes_in_time([], NOW),
    }
    return PeriodMetrics(PERIOD, until, **(given | fields))  # type: ignore[arg-type]


def test_a_period_is_empty_until_one_thing_counts() -> None:
    assert metrics(TODAY).is_empty and metrics(TODAY).is_over and not metrics(date(2026, 3, 30)).is_over
    assert not metrics(TODAY, wins=WinRate(Share(("a",), ()))).is_empty
    assert not metrics(TODAY, demos=demos_to_pocs([], [held("a", TODAY)], PERIOD, TODAY)).is_empty
    assert not metrics(TODAY, cycle=cycle([signed("a", 3)], PERIOD, "EUR")).is_empty


sizes = st.none() | st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "JPY"]))
deals_of = st.lists(
    st.builds(
        DealFact,
        id=st.uuids().map(str),
        account=st.just("A"),
        title=st.just("T"),
        came_on=st.just(date(2026, 1, 1)),
        discovery_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 6, 30)),
        sign_off_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 6, 30)),
        poc_on=st.none() | st.dates(date(2025, 6, 1), date(2026, 6, 30)),
        value=sizes,
    ),
    max_size=15,
)


@given(deals_of)
def test_every_sign_off_is_counted_or_named(deals: list[DealFact]) -> None:
    found: Cycle = cycle(deals, PERIOD, "EUR")
    in_bands = [key for band in found.bands for key in band.days.ids]
    named = [*in_bands, *found.foreign, *found.unvalued, *found.undated]
    assert sorted(named) == sorted(deal.id for deal in deals if PERIOD.has(deal.sign_off_on))
    assert sorted(found.days.ids) == sorted(set(named) - set(found.undated))


@given(deals_of, st.dates(date(2025, 12, 1), date(2026, 5, 1)))
def test_every_poc_up_to_today_lies_in_one_week(deals: list[DealFact], today: date) -> None:
    found = demos_to_pocs(deals, [], PERIOD, today)
    days = [deal.poc_on for deal in deals if deal.poc_on is not None]
    assert found.pocs == sum(PERIOD.has(day) and day <= today for day in days)
    for week in found.weeks:
        assert all(week.first <= start.on < week.first + timedelta(days=7) for start in week.pocs)


@given(st.lists(st.none() | st.integers(-60, 90 * 60), max_size=12), st.integers(0, 120), st.integers(1, 12))
def test_every_call_is_counted_or_named(minutes: list[int | None], hours: int, first_month: int) -> None:
    calls = [
        replace(CALL, id=str(n), first_note_at=None if m is None else END + timedelta(minutes=m))
        for n, m in enumerate(minutes)
    ]
    found = notes_in_time(calls, END + hours * H)
    assert sorted((*found.share.whole, *found.running, *found.unknown)) == sorted(c.id for c in calls)
    assert set(found.minutes.ids) | set(found.without) == set(found.share.whole)
    assert period_on(END.date(), first_month).has(END.date())
