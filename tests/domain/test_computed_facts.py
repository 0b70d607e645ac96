"""What the desk computes of a deal, as sentences: each where the data give it, and nothing without data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from se_desk.domain.asks import Answer, Ask, Weight
from se_desk.domain.computed_facts import computed_facts
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Read
from se_desk.domain.people import Role, Stakeholder
from se_desk.domain.proposals import DealFacts, proposals
from se_desk.domain.qualification import Element, Gate, GateKind, GateState, Letter

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
DEAL = Deal(id="d", title="Cranes", account="Port", came_on=date(2026, 7, 1), changed_at=AT)
BUYING = replace(DEAL, procurement_start_on=date(2026, 8, 22), procurement_weeks=12)
CLOSED = tuple(
    Gate(id=kind, deal_id="d", kind=kind, state=GateState.EVIDENCED, changed_at=AT) for kind in GateKind
)
BOTH = tuple(
    Stakeholder(id=role, deal_id="d", name="N", role=role) for role in (Role.CHAMPION, Role.ECONOMIC_BUYER)
)
CALM = DealFacts(deal=DEAL, forecasts=(), read=None, gates=CLOSED, people=BOTH, calls_held=2)


def forecast(day: date) -> Forecast:
    return Forecast(id=str(day), deal_id="d", category=ForecastCategory.COMMIT, close_on=day, recorded_at=AT)


def element(letter: Letter, evidence: str = "") -> Element:
    return Element(id=letter, deal_id="d", letter=letter, evidence=evidence, changed_at=AT)


def ask(answer: Answer) -> Ask:
    return Ask(
        id="a",
        deal_id="d",
        statement="A log",
        weight=Weight.CHALLENGE,
        asked_on=date(2026, 8, 3),
        answer=answer,
    )


def test_nothing_is_known_and_nothing_is_said() -> None:
    assert computed_facts(CALM) == ()


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            replace(CALM, deal=BUYING),
            "12 weeks from Sat 22 Aug 2026 is Sat 14 Nov 2026, the earliest signature.",
        ),
        (
            replace(
                CALM,
                forecasts=(forecast(date(2026, 9, 30)),),
                read=Read(id="r", deal_id="d", close_on=date(2026, 10, 3), recorded_at=AT),
            ),
            "AE forecast Commit, Wed 30 Sep 2026, beside SE read Sat 3 Oct 2026: 3 days apart.",
        ),
        (
            replace(
                CALM,
                forecasts=(forecast(date(2026, 9, 30)),),
                read=Read(id="r", deal_id="d", close_on=date(2026, 9, 30), recorded_at=AT),
            ),
            "AE forecast Commit, Wed 30 Sep 2026, beside SE read Wed 30 Sep 2026: the same day.",
        ),
        (
            replace(CALM, forecasts=tuple(forecast(date(2026, month, 30)) for month in (6, 6, 9, 11))),
            "The AE’s close date moved 2 times: first Tue 30 Jun 2026, now Mon 30 Nov 2026.",
        ),
        (replace(CALM, gates=CLOSED[1:]), "Gate “Budget exists”: not evidenced."),
        (replace(CALM, people=BOTH[:1]), "2 calls held, 1 person known, no economic buyer named."),
        (
            replace(CALM, asks=(ask(Answer.WAITING),)),
            "Asked on Mon 3 Aug 2026: “A log”, challenge, waiting for product.",
        ),
    ],
)
def test_a_fact_is_said(facts: DealFacts, said: str) -> None:
    assert computed_facts(facts) == (said,)


def test_an_answered_ask_is_no_fact() -> None:
    assert computed_facts(replace(CALM, asks=(ask(Answer.NO),))) == ()


def test_letters_come_in_their_order_and_only_the_open_ones() -> None:
    elements = [element(Letter.CHAMPION), element(Letter.METRICS), element(Letter.COMPETITION, "Named")]
    assert computed_facts(CALM, elements) == (
        "MEDDPICC, metrics: no evidence yet.",
        "MEDDPICC, champion: no evidence yet.",
    )


def test_what_speaks_for_a_flag_comes_first_and_once() -> None:
    facts = replace(CALM, deal=BUYING, forecasts=(forecast(date(2026, 9, 30)),), people=(), calls_held=3)
    said, speaking = computed_facts(facts), [proposal.evidence for proposal in proposals(facts)]
    assert len(speaking) == 2
    assert list(said[:2]) == speaking
    assert len(set(said)) == len(said)


def test_a_fact_of_an_ended_deal_still_holds() -> None:
    ended = replace(BUYING, outcome="lost")
    assert computed_facts(replace(CALM, deal=ended)) == computed_facts(replace(CALM, deal=BUYING))
