"""What a paper says of a deal's data, as tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from se_desk.domain.asks import Ask, AskOnDeal
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Outcome, Read
from se_desk.domain.money import Money
from se_desk.domain.paper_lines import (
    both_dates,
    dates_beside,
    ended_lines,
    flag_lines,
    gate_lines,
    help_lines,
    letter_lines,
    raised_lines,
    request_lines,
    shipped_lines,
    timeline_lines,
    win_lines,
    worth_words,
)
from se_desk.domain.periods import Period
from se_desk.domain.qualification import Element, Gate, GateKind, GateState, Letter
from se_desk.domain.requests import Reply, Request, Wanted
from se_desk.domain.risks import OutcomeWord, RiskEntry, RiskFlag, Severity

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
Q1 = Period("Q1 FY2026", date(2026, 1, 1), date(2026, 3, 31))
DEAL = Deal(id="d", title="Berths", account="Halvorsen", came_on=date(2026, 1, 5), changed_at=AT)
LOST = replace(
    DEAL,
    value_minor=400_000_00,
    value_currency="EUR",
    outcome=Outcome.LOST,
    outcome_on=date(2026, 3, 20),
    outcome_reason="No budget",
)
AE = Forecast(
    id="1", deal_id="d", category=ForecastCategory.COMMIT, close_on=date(2026, 3, 31), recorded_at=AT
)
SE = Read(id="2", deal_id="d", close_on=date(2026, 5, 15), recorded_at=AT + timedelta(days=3))
CALL = Call(id="c", title="Demo", kind=CallKind.DEMO, starts_at=AT, ends_at=AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("ae", "se", "said"),
    [
        (None, None, "AE no forecast; SE no read"),
        (AE, None, "AE Commit, Tue 31 Mar 2026; SE no read"),
        (AE, SE, "AE Commit, Tue 31 Mar 2026; SE Fri 15 May 2026; 45 days apart"),
        (AE, replace(SE, close_on=AE.close_on), "AE Commit, Tue 31 Mar 2026; SE Tue 31 Mar 2026"),
    ],
)
def test_both_dates(ae: Forecast | None, se: Read | None, said: str) -> None:
    assert both_dates(ae, se) == said


def test_each_change_shows_the_other_date_as_it_stood() -> None:
    moved = replace(AE, id="3", close_on=date(2026, 5, 15), recorded_at=AT + timedelta(days=9))
    assert dates_beside((moved, AE), (SE,)) == (
        "Mon 2 Mar 2026: AE Commit, Tue 31 Mar 2026; SE no read",
        "Thu 5 Mar 2026: AE Commit, Tue 31 Mar 2026; SE Fri 15 May 2026; 45 days apart",
        "Wed 11 Mar 2026: AE Commit, Fri 15 May 2026; SE Fri 15 May 2026",
    )
    assert dates_beside((), ()) == ()


def test_the_timeline_holds_what_was_held() -> None:
    ahead = replace(
        CALL, id="x", title="Later", starts_at=AT + timedelta(days=5), ends_at=AT + timedelta(days=6)
    )
    deal = replace(LOST, discovery_on=date(2026, 1, 20), demo_on=AT.date())
    calls = (CALL, ahead, replace(CALL, title="Off", cancelled=True))
    assert timeline_lines(deal, calls, AT + timedelta(days=1)) == (
        "Mon 5 Jan 2026: Came to the SE",
        "Tue 20 Jan 2026: Discovery done",
        "Mon 2 Mar 2026: Demo shown",
        "Mon 2 Mar 2026: Call: Demo",
        "Fri 20 Mar 2026: Lost: No budget",
    )


def test_gates_and_letters() -> None:
    gate = Gate(id="g", deal_id="d", kind=GateKind.BUDGET, changed_at=AT)
    known = replace(gate, state=GateState.EVIDENCED, evidence="Mail of the buyer")
    assert gate_lines((gate, known)) == (
        "Budget exists: unknown",
        "Budget exists: evidenced. Mail of the buyer",
    )
    one = Element(id="e", deal_id="d", letter=Letter.METRICS, evidence="3 % less", changed_at=AT)
    (said,) = letter_lines((one, replace(one, letter=Letter.CHAMPION, evidence=" ")))
    assert said.startswith("7 of 8 letters of MEDDPICC open: Economic buyer")
    assert "Champion" in said
    assert "Metrics" not in said
    every = (replace(one, letter=letter) for letter in Letter)
    assert letter_lines(every) == ("All 8 letters of MEDDPICC have evidence",)


def a_flag(**changes: object) -> RiskFlag:
    flag = RiskFlag(
        id="f", deal_id="d", chain="c", seq=1, statement="The date cannot hold.", severity=Severity.HIGH,
        category=None, evidence="", occurred_on=None, raised_at=AT, told=(), responses=(), notes=(),
        outcomes=(), entries=(),
    )  # fmt: skip
    return replace(flag, **changes)  # type: ignore[arg-type]  # checked by replace


def an_entry(kind: str, **fields: str) -> RiskEntry:
    return RiskEntry(
        deal_id="d", chain="c", seq=2, flag=1, kind=kind, core=b"", hash="", receipt="",
        recorded_at=AT + timedelta(days=1), clk="ok", fields=fields,
    )  # fmt: skip


TOLD = an_entry("risk.sent", to="Pavel Lindqvist", channel="email")
ENDED = an_entry("risk.outcome", outcome="materialised")


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        (a_flag(), "Mon 2 Mar 2026, high: The date cannot hold. Nobody was told. Still open."),
        (
            a_flag(told=(TOLD,), responses=(TOLD,), outcomes=(ENDED,)),
            "Mon 2 Mar 2026, high: The date cannot hold. Told Pavel Lindqvist on Tue 3 Mar 2026. "
            "1 answer recorded. Outcome: materialised.",
        ),
        (
            a_flag(severity=None, told=(an_entry("risk.sent"),)),
            "Mon 2 Mar 2026: The date cannot hold. Told somebody on Tue 3 Mar 2026. Still open.",
        ),
    ],
)
def test_flags(flag: RiskFlag, said: str) -> None:
    assert flag_lines((flag,)) == (said,)


def test_requests() -> None:
    one = Request(
        id="r", deal_id="d", partner_id="p", wanted=Wanted.POC, words="A POC", asked_on=AT.date(),
        reply=Reply.DECLINED, reason="No sponsor.", answered_on=AT.date(),
    )  # fmt: skip
    assert request_lines((one, replace(one, reply=Reply.OPEN, reason=""))) == (
        "Mon 2 Mar 2026: POC, declined (No sponsor)",
        "Mon 2 Mar 2026: POC, no answer yet",
    )


def test_how_deals_of_a_quarter_ended() -> None:
    won = replace(LOST, id="w", account="Abenrod", outcome=Outcome.WON, outcome_on=date(2026, 2, 1))
    late = replace(LOST, id="l", outcome_on=date(2026, 4, 1), came_on=date(2025, 12, 31))
    assert ended_lines((LOST, won, late, DEAL), Q1) == (
        "3 deals came in, 2 deals ended",
        "Won: 1 of 2, worth €400k",
        "Lost: 1 of 2, worth €400k",
        "Sun 1 Feb 2026: Abenrod, Berths, €400k, won",
        "Fri 20 Mar 2026: Halvorsen, Berths, €400k, lost",
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), ""),
        ((None,), ""),
        ((Money(100_00, "USD"), Money(2_000_00, "EUR"), Money(50_00, "USD")), ", worth €2k and $150"),
    ],
)
def test_what_deals_are_worth(values: tuple[Money | None, ...], said: str) -> None:
    assert worth_words(values) == said


def test_what_else_a_quarter_held() -> None:
    signed = replace(DEAL, sign_off_on=date(2026, 3, 31))
    assert win_lines((signed, replace(signed, sign_off_on=date(2026, 4, 1)), DEAL), Q1) == (
        "Tue 31 Mar 2026: Halvorsen, Berths",
    )
    ask = Ask(id="a", deal_id="d", statement="Offline mode", asked_on=AT.date(), shipped_on=AT.date())
    asks = (AskOnDeal(ask, "Halvorsen", "Berths"), AskOnDeal(replace(ask, shipped_on=None), "H", "B"))
    assert shipped_lines(asks, Q1) == ("Mon 2 Mar 2026: Offline mode (Halvorsen)",)
    answered = Request(
        id="r", deal_id="d", partner_id="p", words="A demo", asked_on=AT.date(),
        reply=Reply.ACCEPTED, answered_on=AT.date(),
    )  # fmt: skip
    early = replace(CALL, starts_at=AT - timedelta(days=90), ends_at=AT - timedelta(days=90))
    assert help_lines((CALL, early), (answered,), Q1, AT + timedelta(days=1)) == (
        "1 call held: 1 Demo",
        "1 request of AEs answered: 1 accepted",
    )
    assert help_lines((CALL,), (), Q1, AT) == ()
    flags = (a_flag(told=(TOLD,), outcomes=(ENDED,)), a_flag(), a_flag(raised_at=AT + timedelta(days=60)))
    assert raised_lines(flags, Q1) == ("2 risks flagged, 1 of 2 told", "Materialised: 1 of 2")
    assert raised_lines((), Q1) == ()
    assert OutcomeWord.MATERIALISED.label == "Materialised"
