"""What is said of figures: values, bases, standings, what was left out, and their tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.deals import NoGo, Outcome
from se_desk.domain.metrics import DealFact, HeldCall, TrendPoint, no_go_rate, win_rate
from se_desk.domain.metrics_pace import PeriodCycle, PeriodMetrics, cycle, demos_to_pocs, notes_in_time
from se_desk.domain.metrics_words import FEW, Figure, figures, note_columns
from se_desk.domain.money import Money
from se_desk.domain.periods import newest

TODAY = date(2026, 3, 20)
END = datetime(2026, 2, 3, 10, tzinfo=UTC)
NOW = END + timedelta(days=40)
DEAL = DealFact(id="d", account="Fernbank Mills", title="Rounds", came_on=date(2026, 1, 5))
CALL = HeldCall(id="c", deal_id="d", on=END.date(), ends_at=END)
WON, LOST, OUT = Outcome.WON, Outcome.LOST, Outcome.DISQUALIFIED


def said(
    deals: list[DealFact], calls: list[HeldCall] | None = None, now: datetime = NOW
) -> dict[str, Figure]:
    periods = newest(TODAY, 1, 6)[::-1]
    here, before = (
        PeriodMetrics(
            period=period,
            until=min(period.last, TODAY),
            wins=win_rate(deals, period),
            no_gos=no_go_rate(deals, period),
            cycle=cycle(deals, period, "EUR"),
            demos=demos_to_pocs(deals, calls or [], period, TODAY),
            notes=notes_in_time([call for call in calls or [] if period.has(call.on)], now),
        )
        for period in (periods[-1], periods[-2])
    )
    beside = PeriodCycle(before.period, before.cycle)
    trend = [TrendPoint(one, win_rate(deals, one), no_go_rate(deals, one)) for one in periods]
    return {figure.key: figure for figure in figures(here, beside, trend)}


def closed(number: int, outcome: Outcome, **fields: object) -> list[DealFact]:
    made = replace(DEAL, outcome=outcome, outcome_on=date(2026, 2, 2), **fields)  # type: ignore[arg-type]
    return [replace(made, id=f"{outcome}{fields}{n}") for n in range(number)]


def test_nothing_is_said_plainly() -> None:
    found = said([])
    assert [one.value for one in found.values()] == ["none", "none", "0 deals", "0 to 0", "none"]
    assert not any(one.standing for key, one in found.items() if key != "cycle")
    assert not any("%" in one.say() for one in found.values())


@pytest.mark.parametrize(
    ("won", "lost", "value", "standing", "tone", "note"),
    [
        (7, 3, "70%", "meets the 70% target", "green", "One deal moves this number by 10 points."),
        (6, 4, "60%", "under the 70% target", "amber", "One deal moves this number by 10 points."),
        (3, 1, "3 of 4", "", "neutral", FEW),
        (80, 20, "80%", "meets the 70% target", "green", "One deal moves this number by 1 point."),
    ],
)
def test_the_win_rate(won: int, lost: int, value: str, standing: str, tone: str, note: str) -> None:
    figure = said([*closed(won, WON), *closed(lost, LOST)])["win_rate"]
    assert (figure.value, figure.standing, figure.tone, figure.note) == (value, standing, tone, note)
    assert figure.base == f"{won} won of {won + lost} closed deals"
    assert figure.rows[-1] == ("Q1 FY2026", value, str(won), str(won + lost))
    assert len(figure.rows) == 6 and figure.rows[0][0] == "Q4 FY2024"


def test_the_win_rate_names_what_it_leaves_out() -> None:
    deals = [*closed(1, WON, worked=False), replace(DEAL, outcome=LOST), *closed(1, LOST)]
    figure = said(deals)["win_rate"]
    assert figure.base == "0 won of 1 closed deal"
    assert figure.left_out == (
        "Left out: 1 deal closed without a trace of your work.",
        "Left out: 1 deal with an outcome and no day of it.",
    )
    assert all(words in figure.say() for words in figure.left_out)


@pytest.mark.parametrize(
    ("fit", "others", "standing", "tone"),
    [(1, 19, "under 15%", "amber"), (4, 16, "within 15–25%", "green"), (8, 12, "over 25%", "amber")],
)
def test_the_no_go_rate(fit: int, others: int, standing: str, tone: str) -> None:
    figure = said([*closed(fit, OUT, no_go=NoGo.TECHNICAL_FIT), *closed(others, WON)])["no_go_rate"]
    assert (figure.standing, figure.tone) == (standing, tone)
    assert figure.note == "One deal moves this number by 5 points."


def test_other_no_gos_stand_beside() -> None:
    deals = [*closed(2, OUT, no_go=NoGo.NO_BUDGET), *closed(1, OUT), *closed(3, WON)]
    figure = said(deals)["no_go_rate"]
    assert figure.note == "Other no-gos: 2 no budget, 1 not said."
    assert figure.rows[-1] == ("Q1 FY2026", "0%", "0", "6", "3")


def signed(days: int, **fields: object) -> DealFact:
    on = date(2026, 2, 20)
    made = {"id": f"s{days}", "discovery_on": on - timedelta(days=days), "sign_off_on": on}
    return replace(DEAL, **(made | fields))  # type: ignore[arg-type]


def test_the_cycle() -> None:
    few = said([signed(10)])["cycle"]
    assert (few.value, few.base, few.note) == ("1 deal", "signed off", FEW)
    deals = [signed(days, value=Money(1, "EUR")) for days in (10, 20, 30, 40, 51)]
    more = [signed(61, value=Money(1, "USD")), signed(5, discovery_on=None)]
    figure = said([*deals, *more])["cycle"]
    assert (figure.value, figure.base, figure.note) == ("35 days", "median of 6 deals", "")
    assert figure.rows[0] == ("Under €250k", "30", "5", "–")
    assert figure.left_out == (
        "Left out: 1 deal signed off without a discovery day before.",
        "In no size: 1 deal valued in another currency.",
    )


def test_demos_and_a_week_that_calls_for_a_warning() -> None:
    from se_desk.domain.calls import CallKind

    demos = [replace(CALL, id=str(n), kind=CallKind.DEMO) for n in range(16)]
    figure = said([replace(DEAL, poc_on=date(2026, 3, 2))], demos)["demos_to_pocs"]
    assert (figure.value, figure.base) == ("16 to 1", "16 demos, 1 POC start")
    assert (figure.standing, figure.tone) == ("1 week without a POC", "amber")
    assert figure.note == "Week 5: 16 demos and no POC start."
    assert figure.rows[4] == ("Week 5", "16", "0") and len(figure.rows) == 12
    assert said([replace(DEAL, poc_on=TODAY, id=str(n)) for n in range(3)], demos[:8])[
        "demos_to_pocs"
    ].value == ("2.7 to 1")
    assert said([], demos[:3])["demos_to_pocs"].value == "3 to 0"


def test_notes_in_time() -> None:
    hour = timedelta(hours=1)
    calls = [replace(CALL, id=str(n), first_note_at=END + n * 7 * hour) for n in range(5)]
    calls += [replace(CALL, id="none"), replace(CALL, id="late", known_at=END + 90 * hour)]
    calls[0] = replace(calls[0], exported_at=NOW)
    figure = said([DEAL], calls)["notes_in_time"]
    assert (figure.value, figure.base) == ("67%", "4 of 6 calls, median 14 h")
    assert (figure.standing, figure.note) == ("2 late or missing", "1 of 6 reached the CRM export.")
    assert figure.left_out == ("Left out: 1 call entered on the desk after its 24 hours.",)
    counts = {words: number for words, number in figure.rows if number != "0"}
    assert counts == {"0 to 3 h": "1", "6 to 9 h": "1", "12 to 15 h": "1", "18 to 21 h": "1",
                      "27 to 30 h": "1", "no note": "1"}  # fmt: skip
    running = said([DEAL], [CALL], END + hour)["notes_in_time"]
    assert running.left_out == ("Not counted yet: 1 call with time left.",)


@pytest.mark.parametrize(
    ("minutes", "column"),
    [
        (0, "0 to 3 h"),
        (180, "0 to 3 h"),
        (181, "3 to 6 h"),
        (1440, "21 to 24 h"),
        (1441, "24 to 27 h"),
        (40 * 60, "over 39 h"),
        (4000 * 60, "over 39 h"),
    ],
)
def test_the_column_of_a_note(minutes: int, column: str) -> None:
    found = notes_in_time([replace(CALL, first_note_at=END + timedelta(minutes=minutes))], NOW)
    assert [one.words for one in note_columns(found) if one.calls] == [column]


@given(st.lists(st.none() | st.integers(0, 6000), max_size=30))
def test_every_counted_call_has_one_dot(minutes: list[int | None]) -> None:
    calls = [
        replace(CALL, id=str(n), first_note_at=None if m is None else END + timedelta(minutes=m))
        for n, m in enumerate(minutes)
    ]
    found = notes_in_time(calls, NOW)
    dots = [key for column in note_columns(found) for key in column.calls]
    assert sorted(dots) == sorted(found.share.whole)
    late = {key for c in note_columns(found) if c.hours is None or c.hours >= 24 for key in c.calls}
    assert late == set(found.share.whole) - set(found.share.part)
