"""The flags the desk proposes: each rule where it speaks, and right beside where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain import proposals
from se_desk.domain.asks import Answer, Ask, Weight
from se_desk.domain.charters import Charter, Clause, ClauseKind
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, Outcome, Read
from se_desk.domain.moments import count
from se_desk.domain.people import Role, Stakeholder
from se_desk.domain.proposals import DealFacts, Proposal
from se_desk.domain.qualification import Gate, GateChange, GateKind, GateState
from se_desk.domain.risks import Category, Severity

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
START = date(2026, 8, 22)
EARLIEST = date(2026, 11, 14)  # twelve weeks later
DEAL = Deal(id="d", title="Cranes", account="Port", came_on=date(2026, 7, 1), changed_at=AT)
BUYING = replace(
    DEAL, procurement_start_on=START, procurement_weeks=12, procurement_source="Mail of the buyer"
)
PIPELINE, BEST_CASE, COMMIT = ForecastCategory


def forecast(
    category: ForecastCategory = COMMIT, close: date = date(2026, 9, 30), at: datetime = AT
) -> Forecast:
    return Forecast(id="f", deal_id="d", category=category, close_on=close, recorded_at=at)


def read(close: date, why: str = "") -> Read:
    return Read(id="r", deal_id="d", close_on=close, why=why, recorded_at=AT)


def gates(*states: GateState) -> tuple[Gate, ...]:
    return tuple(
        Gate(id=kind, deal_id="d", kind=kind, state=state, changed_at=AT)
        for kind, state in zip(GateKind, states, strict=False)
    )


def people(*roles: Role) -> tuple[Stakeholder, ...]:
    return tuple(Stakeholder(id=str(n), deal_id="d", name="N", role=role) for n, role in enumerate(roles))


CLOSED = gates(*[GateState.EVIDENCED] * 3)
FACTS = DealFacts(
    deal=DEAL,
    forecasts=(),
    read=None,
    gates=CLOSED,
    people=people(Role.CHAMPION, Role.ECONOMIC_BUYER),
    calls_held=5,
)


def rules(facts: DealFacts) -> list[str]:
    return [proposal.rule for proposal in proposals.proposals(facts)]


def the(facts: DealFacts, rule: str) -> Proposal:
    return next(proposal for proposal in proposals.proposals(facts) if proposal.rule == rule)


def test_nothing_speaks_for_a_flag() -> None:
    assert rules(FACTS) == []
    assert FACTS.forecast is None


@pytest.mark.parametrize(
    ("close", "severity"),
    [
        (EARLIEST + timedelta(days=1), None),
        (EARLIEST, None),  # the first day on which they can sign
        (EARLIEST - timedelta(days=1), "high"),
        (EARLIEST - timedelta(days=30), "high"),
        (EARLIEST - timedelta(days=31), "critical"),
    ],
)
def test_before_signature(close: date, severity: str | None) -> None:
    found = proposals.before_signature(replace(FACTS, deal=BUYING, forecasts=(forecast(close=close),)))
    assert (found.severity if found else None) == severity


def test_before_signature_brings_its_arithmetic() -> None:
    found = the(replace(FACTS, deal=BUYING, forecasts=(forecast(),)), "before_signature")
    assert found.category == "timeline"
    assert found.statement == "The close date Wed 30 Sep 2026 is before procurement can end"
    assert found.evidence == (
        "12 weeks from Sat 22 Aug 2026 is Sat 14 Nov 2026; Commit is Wed 30 Sep 2026: 45 days apart. "
        "Source: Mail of the buyer. The AE’s date is in Q3 FY2026, the earliest signature in Q4 FY2026."
    )
    unsourced = replace(BUYING, procurement_source="")
    assert the(replace(FACTS, deal=unsourced, forecasts=(forecast(),)), "before_signature").evidence.endswith(
        "45 days apart. The AE’s date is in Q3 FY2026, the earliest signature in Q4 FY2026."
    )


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, deal=BUYING),  # no forecast
        replace(FACTS, forecasts=(forecast(),)),  # no procurement
        replace(FACTS, deal=replace(BUYING, procurement_weeks=None), forecasts=(forecast(),)),
        replace(FACTS, deal=BUYING, forecasts=(forecast(), forecast(close=EARLIEST))),  # the newest counts
    ],
)
def test_before_signature_needs_both_dates(facts: DealFacts) -> None:
    assert proposals.before_signature(facts) is None


@pytest.mark.parametrize(
    ("apart", "severity"),
    [
        (0, None),
        (7, None),
        (-7, None),
        (8, "medium"),
        (-8, "medium"),
        (30, "medium"),
        (31, "high"),
        (-31, "high"),
    ],
)
def test_dates_apart(apart: int, severity: str | None) -> None:
    close = date(2026, 9, 30)
    found = proposals.dates_apart(
        replace(FACTS, forecasts=(forecast(close=close),), read=read(close + timedelta(days=apart)))
    )
    assert (found.severity if found else None) == severity


def test_dates_apart_says_both_dates_and_why() -> None:
    facts = replace(
        FACTS, forecasts=(forecast(BEST_CASE),), read=read(date(2026, 10, 17), "The board meets late")
    )
    found = the(facts, "dates_apart")
    assert found.statement == "The AE’s date and mine are 17 days apart"
    assert found.evidence == (
        "AE forecast Best case, Wed 30 Sep 2026; SE read Sat 17 Oct 2026: 17 days. "
        "Why: The board meets late. The AE’s date is in Q3 FY2026, mine in Q4 FY2026."
    )
    without = the(replace(facts, read=read(date(2026, 10, 17)), first_month=8), "dates_apart")
    assert without.evidence.endswith("17 days.")


@pytest.mark.parametrize(
    ("first_month", "said"),
    [
        (1, " The AE’s date is in Q3 FY2026, mine in Q4 FY2026."),
        (2, ""),  # August to October is one quarter
        (4, " The AE’s date is in Q2 FY2027, mine in Q3 FY2027."),
        (8, ""),
        (10, " The AE’s date is in Q4 FY2026, mine in Q1 FY2027."),  # the slip is into another year
        (12, ""),
    ],
)
def test_quarters_are_the_fiscal_ones(first_month: int, said: str) -> None:
    facts = replace(FACTS, forecasts=(forecast(),), read=read(date(2026, 10, 17)), first_month=first_month)
    assert the(facts, "dates_apart").beside == said
    assert the(facts, "dates_apart").facts == the(replace(facts, first_month=1), "dates_apart").facts


def test_dates_apart_keeps_quiet_where_procurement_says_it() -> None:
    facts = replace(FACTS, deal=BUYING, forecasts=(forecast(),), read=read(EARLIEST))
    assert rules(facts) == ["before_signature"]


@pytest.mark.parametrize(
    "facts", [replace(FACTS, forecasts=(forecast(),)), replace(FACTS, read=read(EARLIEST))]
)
def test_dates_apart_needs_both_dates(facts: DealFacts) -> None:
    assert proposals.dates_apart(facts) is None


@pytest.mark.parametrize(
    ("category", "states", "fires"),
    [
        (COMMIT, (GateState.EVIDENCED,) * 3, False),
        (COMMIT, (GateState.EVIDENCED, GateState.EVIDENCED, GateState.CLAIMED), True),
        (COMMIT, (), True),
        (BEST_CASE, (), False),
        (PIPELINE, (), False),
    ],
)
def test_commit_with_open_gate(
    category: ForecastCategory, states: tuple[GateState, ...], fires: bool
) -> None:
    facts = replace(FACTS, forecasts=(forecast(category),), gates=gates(*states))
    assert (proposals.commit_with_open_gate(facts) is not None) is fires


def test_commit_with_open_gate_names_the_gates() -> None:
    one = replace(FACTS, forecasts=(forecast(),), gates=CLOSED[:2])
    assert the(one, "commit_with_open_gate").statement == "The forecast is Commit with 1 gate open"
    two = replace(FACTS, forecasts=(forecast(),), gates=CLOSED[:1])
    found = the(two, "commit_with_open_gate")
    assert found.statement == "The forecast is Commit with 2 gates open"
    assert found.evidence == (
        "Forecast Commit, Wed 30 Sep 2026. Not evidenced: timeline under 6 months, VP-level sponsor engaged."
        f"{DEFAULT}"
    )


CHARTER = Charter(
    id="c", partner_id="p", version=3, title="Ours", agreed_on=date(2026, 5, 12), changed_at=AT
)  # fmt: skip
DEFAULT = " These are the default thresholds: no charter in force sets its own."
CLAUSE = " Clause 2 of the charter (v3, agreed by both on Tue 12 May 2026) asks for this."


def agreed(value: str, facts: DealFacts = FACTS, kind: ClauseKind = ClauseKind.THRESHOLDS) -> DealFacts:
    """With a charter in force whose second clause has this value."""
    first = Clause(id="1", charter_id="c", origin_id="1", position=1, topic="Scrub", text="Fortnightly")
    second = replace(first, id="2", origin_id="2", position=2, kind=kind, value=value)
    return replace(facts, charter=CHARTER, clauses=(first, second))


ALL_OPEN = "budget exists, timeline under 6 months, VP-level sponsor engaged"


@pytest.mark.parametrize(
    ("value", "kind", "evidenced", "missing", "whose"),
    [
        ("budget", ClauseKind.THRESHOLDS, (), "budget exists", CLAUSE),
        ("budget", ClauseKind.THRESHOLDS, (GateKind.BUDGET,), None, ""),
        ("budget", ClauseKind.THRESHOLDS, (GateKind.TIMELINE, GateKind.SPONSOR), "budget exists", CLAUSE),
        ("timeline 9 months", ClauseKind.THRESHOLDS, (), "timeline under 9 months", CLAUSE),
        ("timeline 1 month", ClauseKind.THRESHOLDS, (GateKind.BUDGET,), "timeline under 1 month", CLAUSE),
        ("timeline", ClauseKind.THRESHOLDS, (), "timeline under 6 months", CLAUSE),
        ("timeline 9 months", ClauseKind.THRESHOLDS, (GateKind.TIMELINE,), None, ""),
        (
            "budget, timeline 3 months, sponsor CFO",
            ClauseKind.THRESHOLDS,
            (GateKind.BUDGET,),
            "timeline under 3 months, CFO-level sponsor engaged",
            CLAUSE,
        ),
        ("", ClauseKind.THRESHOLDS, (), ALL_OPEN, DEFAULT),  # a clause that names no gate
        ("as usual", ClauseKind.THRESHOLDS, (), ALL_OPEN, DEFAULT),
        ("budget", ClauseKind.PROSE, (), ALL_OPEN, DEFAULT),  # a charter without such a clause
        ("", ClauseKind.THRESHOLDS, tuple(GateKind), None, ""),
    ],
)
def test_gates_are_those_of_the_charter_in_force(
    value: str, kind: ClauseKind, evidenced: tuple[GateKind, ...], missing: str | None, whose: str
) -> None:
    closed = tuple(gate for gate in CLOSED if gate.kind in evidenced)
    deal = replace(DEAL, demo_on=date(2026, 8, 3))
    facts = agreed(value, replace(FACTS, deal=deal, forecasts=(forecast(),), gates=closed), kind)
    commit, invested = proposals.commit_with_open_gate(facts), proposals.invested_with_open_gate(facts)
    if missing is None:
        assert commit is None and invested is None
        return
    assert commit is not None and invested is not None
    gates_open = count(missing.count(",") + 1, "gate")
    assert commit.statement == f"The forecast is Commit with {gates_open} open"
    assert commit.evidence == f"Forecast Commit, Wed 30 Sep 2026. Not evidenced: {missing}.{whose}"
    assert invested.statement == f"The demo began with {gates_open} open"
    assert invested.evidence == f"Demo on Mon 3 Aug 2026. Not evidenced: {missing}.{whose}"


def test_a_new_version_that_asks_for_the_same_is_no_new_fact() -> None:
    facts = agreed("budget", replace(FACTS, forecasts=(forecast(),), gates=()))
    before = the(facts, "commit_with_open_gate")
    again = the(replace(facts, charter=replace(CHARTER, version=4)), "commit_with_open_gate")
    assert "v4" in again.evidence and again.facts == before.facts
    other = the(agreed("budget, sponsor CFO", facts), "commit_with_open_gate")
    assert other.facts != before.facts


def test_a_day_of_agreement_that_is_not_kept_is_not_made_up() -> None:
    facts = agreed("budget", replace(FACTS, forecasts=(forecast(),), gates=()))
    found = the(replace(facts, charter=replace(CHARTER, agreed_on=None)), "commit_with_open_gate")
    assert found.beside == " Clause 2 of the charter (v3) asks for this."


def test_commit_with_open_gate_needs_a_forecast() -> None:
    assert proposals.commit_with_open_gate(replace(FACTS, gates=())) is None


@pytest.mark.parametrize(
    ("demo", "poc", "statement", "evidence"),
    [
        (date(2026, 8, 3), None, "The demo began with 1 gate open", "Demo on Mon 3 Aug 2026."),
        (None, date(2026, 8, 10), "The POC began with 1 gate open", "POC on Mon 10 Aug 2026."),
        (
            date(2026, 8, 3),
            date(2026, 8, 10),
            "The POC began with 1 gate open",
            "Demo on Mon 3 Aug 2026 and POC on Mon 10 Aug 2026.",
        ),
    ],
)
def test_invested_with_open_gate(demo: date | None, poc: date | None, statement: str, evidence: str) -> None:
    deal = replace(DEAL, demo_on=demo, poc_on=poc)
    found = proposals.invested_with_open_gate(replace(FACTS, deal=deal, gates=CLOSED[1:]))
    assert found is not None
    assert (found.statement, found.severity) == (statement, "medium")
    assert found.evidence == f"{evidence} Not evidenced: budget exists.{DEFAULT}"
    assert proposals.invested_with_open_gate(replace(FACTS, deal=deal)) is None


def change(kind: GateKind, state: GateState, since: date) -> GateChange:
    return GateChange(
        id=f"{kind}{since}", deal_id="d", kind=kind, state=state, since_on=since, recorded_at=AT
    )


SHOWN_ON, TRIED_ON = date(2026, 8, 3), date(2026, 8, 10)
YES, NO = GateState.EVIDENCED, GateState.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "statement"),
    [
        ((), "The POC began with 1 gate open"),
        (
            (change(GateKind.BUDGET, YES, SHOWN_ON - timedelta(days=1)),),
            None,
        ),  # reopened since
        ((change(GateKind.BUDGET, YES, SHOWN_ON),), None),
        ((change(GateKind.BUDGET, YES, TRIED_ON),), "The demo began with 1 gate open"),
        ((change(GateKind.BUDGET, YES, TRIED_ON + timedelta(days=1)),), "The POC began with 1 gate open"),
        (
            (change(GateKind.BUDGET, YES, SHOWN_ON), change(GateKind.BUDGET, NO, TRIED_ON)),
            "The POC began with 1 gate open",
        ),
        ((change(GateKind.SPONSOR, YES, SHOWN_ON),), "The POC began with 1 gate open"),  # another gate
    ],
)
def test_a_gate_counts_as_it_was_on_the_day(changes: tuple[GateChange, ...], statement: str | None) -> None:
    deal = replace(DEAL, demo_on=SHOWN_ON, poc_on=TRIED_ON)
    facts = replace(FACTS, deal=deal, gates=CLOSED[1:], gate_changes=changes)
    found = proposals.invested_with_open_gate(facts)
    assert (found.statement if found else None) == statement


def test_what_is_planned_has_not_begun() -> None:
    facts = replace(FACTS, deal=replace(DEAL, demo_on=SHOWN_ON, poc_on=TRIED_ON), gates=())
    planned = replace(facts, today=SHOWN_ON - timedelta(days=1))
    assert proposals.invested_with_open_gate(planned) is None
    found = proposals.invested_with_open_gate(replace(facts, today=SHOWN_ON))
    assert found is not None and found.statement == "The demo began with 3 gates open"
    assert "POC" not in found.evidence


def test_nothing_invested_yet() -> None:
    assert proposals.invested_with_open_gate(replace(FACTS, gates=())) is None


@pytest.mark.parametrize(
    ("calls", "roles", "statement"),
    [
        (2, (), None),
        (3, (), "No champion and no economic buyer is named after 3 calls"),
        (3, (Role.CHAMPION,), "No economic buyer is named after 3 calls"),
        (4, (Role.ECONOMIC_BUYER, Role.USER), "No champion is named after 4 calls"),
        (9, (Role.CHAMPION, Role.ECONOMIC_BUYER), None),
    ],
)
def test_nobody_decides(calls: int, roles: tuple[Role, ...], statement: str | None) -> None:
    found = proposals.nobody_decides(replace(FACTS, calls_held=calls, people=people(*roles)))
    assert (found.statement if found else None) == statement


def test_nobody_decides_brings_its_count() -> None:
    found = proposals.nobody_decides(replace(FACTS, calls_held=3, people=people(Role.USER)))
    assert found is not None
    assert found.evidence == "3 calls held, 1 person known; none of them is champion or economic buyer."


def history(*categories: ForecastCategory) -> tuple[Forecast, ...]:
    return tuple(
        forecast(category, at=AT + timedelta(days=10 * place)) for place, category in enumerate(categories)
    )


@pytest.mark.parametrize(
    ("categories", "evidence", "fires"),
    [
        ((COMMIT,), (), False),  # the first one is no rise
        ((PIPELINE, BEST_CASE), (), True),
        ((PIPELINE, COMMIT), (), True),
        ((BEST_CASE, COMMIT), (), True),
        ((COMMIT, COMMIT), (), False),
        ((COMMIT, BEST_CASE), (), False),
        ((PIPELINE, COMMIT, COMMIT), (), False),  # only the last two are looked at
        ((BEST_CASE, COMMIT), (date(2026, 9, 1),), True),  # the day of the one before is too early
        ((BEST_CASE, COMMIT), (date(2026, 9, 2),), False),
        ((BEST_CASE, COMMIT), (date(2026, 9, 11),), False),  # the day of the rise counts
        ((BEST_CASE, COMMIT), (date(2026, 9, 12),), True),
        ((BEST_CASE, COMMIT), (date(2026, 8, 1), date(2026, 9, 5)), False),
    ],
)
def test_raised_without_evidence(
    categories: tuple[ForecastCategory, ...], evidence: tuple[date, ...], fires: bool
) -> None:
    facts = replace(FACTS, forecasts=history(*categories), evidence_days=evidence)
    assert (proposals.raised_without_evidence(facts) is not None) is fires


def test_raised_without_evidence_says_from_what_to_what() -> None:
    found = the(replace(FACTS, forecasts=history(BEST_CASE, COMMIT)), "raised_without_evidence")
    assert found.statement == "The forecast went from Best case to Commit without new evidence"
    assert found.evidence.startswith("Best case since Tue 1 Sep 2026, Commit since Fri 11 Sep 2026; ")


EVERYTHING = replace(
    FACTS,
    deal=replace(BUYING, demo_on=START),
    forecasts=history(BEST_CASE, COMMIT),
    gates=(),
    people=(),
)


def ask(answer: Answer, weight: Weight = Weight.DEAL_BREAKER, promised: date | None = None) -> Ask:
    given = {"weight": weight, "answer": answer, "promised_on": promised}
    return Ask(id="a", deal_id="d", statement="Offline mode", asked_on=date(2026, 8, 3), **given)  # type: ignore[arg-type]


POC = replace(DEAL, poc_on=date(2026, 9, 2))


@pytest.mark.parametrize(
    ("deal", "forecasts", "asks", "severity"),
    [
        (DEAL, (), (ask(Answer.NONE),), None),  # nothing is at stake yet
        (POC, (), (ask(Answer.NONE),), "medium"),
        (POC, (), (ask(Answer.WAITING),), "medium"),
        (DEAL, (forecast(),), (ask(Answer.NONE),), "medium"),
        (DEAL, (forecast(BEST_CASE),), (ask(Answer.NONE),), None),
        (POC, (), (ask(Answer.NONE, Weight.CHALLENGE),), None),
        (POC, (), (ask(Answer.NONE, Weight.NICE),), None),
        (DEAL, (), (ask(Answer.NONE, Weight.NICE, date(2026, 12, 1)),), "high"),  # somebody promised it
        (DEAL, (), (ask(Answer.WAITING, Weight.CHALLENGE, date(2026, 12, 1)),), "high"),
        (DEAL, (), (replace(ask(Answer.WAITING, Weight.NICE), promised_by="Pavel"),), "high"),
        (DEAL, (), (replace(ask(Answer.NO, Weight.NICE), promised_by="Pavel"),), None),
        (DEAL, (), (ask(Answer.ROADMAP, Weight.DEAL_BREAKER, date(2026, 12, 1)),), None),
        (
            POC,
            (),
            (ask(Answer.YES_TODAY), ask(Answer.NO), ask(Answer.RANKED), ask(Answer.YES_WITH_SETUP)),
            None,
        ),
        (POC, (), (), None),
    ],
)
def test_promised_without_answer(
    deal: Deal, forecasts: tuple[Forecast, ...], asks: tuple[Ask, ...], severity: str | None
) -> None:
    found = proposals.promised_without_answer(replace(FACTS, deal=deal, forecasts=forecasts, asks=asks))
    assert (found.severity if found else None) == severity


def test_promised_without_answer_names_each_ask_and_its_answer() -> None:
    asks = (ask(Answer.WAITING), ask(Answer.NONE, Weight.NICE, date(2026, 12, 1)))
    found = proposals.promised_without_answer(replace(FACTS, deal=POC, asks=asks))
    assert found is not None
    assert found.statement == "“Offline mode”, and 1 more: promised, without an answer from product"
    assert found.evidence == (
        "“Offline mode”, deal breaker, asked on Mon 3 Aug 2026: waiting for product. "
        "“Offline mode”, nice to have, asked on Mon 3 Aug 2026, promised for Tue 1 Dec 2026: no answer yet."
    )


def test_all_that_speak_are_brought_in_one_order() -> None:
    assert rules(EVERYTHING) == [
        "before_signature",
        "commit_with_open_gate",
        "invested_with_open_gate",
        "nobody_decides",
        "raised_without_evidence",
    ]


@pytest.mark.parametrize("outcome", Outcome)
def test_a_deal_that_has_ended_needs_no_flag(outcome: Outcome) -> None:
    assert rules(replace(EVERYTHING, deal=replace(EVERYTHING.deal, outcome=outcome))) == []


def test_proposals_fit_the_risk_log() -> None:
    for found in proposals.proposals(EVERYTHING):
        assert Severity(found.severity)
        assert Category(found.category)
        assert found.statement
        assert found.evidence.endswith(".")
        assert "!" not in found.statement + found.evidence


def test_facts_are_the_same_until_the_data_change() -> None:
    before = the(EVERYTHING, "commit_with_open_gate")
    assert before.facts == the(EVERYTHING, "commit_with_open_gate").facts
    one_more = replace(EVERYTHING, gates=CLOSED[:1])
    assert before.facts != the(one_more, "commit_with_open_gate").facts
    assert len({found.facts for found in proposals.proposals(EVERYTHING)}) == 5


@given(st.integers(1, 104), st.integers(-400, 400))
def test_the_arithmetic_holds_for_every_length(weeks: int, days: int) -> None:
    deal = replace(BUYING, procurement_weeks=weeks)
    close = START + timedelta(days=days)
    found = proposals.before_signature(replace(FACTS, deal=deal, forecasts=(forecast(close=close),)))
    missing = 7 * weeks - days
    assert (found is not None) is (missing > 0)
    if found:
        assert f" {missing} day" in found.evidence
        assert found.severity == ("critical" if missing > 30 else "high")


def test_a_promise_names_who_made_it() -> None:
    promised = replace(ask(Answer.NONE, promised=date(2026, 12, 1)), promised_by="Pavel")
    found = the(replace(FACTS, asks=(promised,)), "promised_without_answer")
    assert "promised by Pavel for Tue 1 Dec 2026: no answer yet." in found.evidence
