"""How a charter went, read from a real desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from se_desk.domain.calls import CallKind
from se_desk.domain.charters import Charter, CharterStatus, ClauseKind, Owes, Rule
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.occasions import Measure, Verdict
from se_desk.domain.partners import Partner
from se_desk.domain.qualification import GateKind, GateState
from se_desk.domain.scrubs import Decision
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk

H = timedelta(hours=1)
AGREED = date(2026, 3, 2)  # the Monday before the desk's NOW


@pytest.fixture
def charter(desk: Desk, partner: Partner) -> Charter:
    """Five rules; not agreed yet."""
    made = desk.charters.draft(partner.id, "partnership")
    for clause in desk.charters.clauses(made.id):
        desk.charters.remove_clause(clause.id)
    for rule in (
        Rule.CONTEXT_BEFORE_CALL,
        Rule.HUDDLE_BEFORE_CALL,
        Rule.NOTES_AFTER_CALL,
        Rule.GATES_BEFORE_DEMO,
        Rule.SCRUB_EVERY_WEEKS,
    ):
        desk.charters.add_clause(made.id, rule.value, rule=rule, target_percent=80)
    desk.charters.add_clause(made.id, "Only words")
    return made


def agree(desk: Desk, charter: Charter, on: date = AGREED) -> Charter:
    desk.charters.propose(charter.id, on)
    return desk.charters.agree(charter.id, on)


def found(desk: Desk, charter: Charter) -> dict[Rule | None, Measure | None]:
    """By rule; of a clause in two halves the SE's."""
    return {row.clause.rule: row.measure for row in reversed(desk.measures.of_charter(charter.id).rows)}


def begun(desk: Desk) -> datetime:
    return desk.now() - 2 * H


def test_a_draft_counts_nothing(desk: Desk, charter: Charter, deal: Deal) -> None:
    desk.calls.plan("Walk-through", begun(desk), deal_id=deal.id)
    shown = desk.measures.of_charter(charter.id)
    assert (shown.since_on, shown.until_on, shown.calls) == (None, None, 0)
    assert [row.measure for row in shown.rows] == [Measure(0, 0)] * 5
    assert [row.meets for row in shown.rows] == [None] * 5
    assert [row.quarters for row in shown.rows] == [()] * 5
    with pytest.raises(NotFound):
        desk.measures.of_charter("none")


def test_calls_since_the_day_both_agreed(desk: Desk, charter: Charter, deal: Deal) -> None:
    agree(desk, charter)
    start = begun(desk)
    desk.calls.plan("Before the charter", start - timedelta(days=4), deal_id=deal.id)
    desk.calls.plan("Still to come", desk.now() + H, deal_id=deal.id)
    gone = desk.calls.plan("Cancelled", start, deal_id=deal.id)
    desk.calls.cancel(gone.id)
    other = desk.deals.open("Elsewhere", "Abenrod Terminal")
    desk.calls.plan("With nobody", start, deal_id=other.id)
    first = desk.calls.plan("On the day itself", start - timedelta(days=2), deal_id=deal.id)
    desk.calls.receive_context(first.id, "Tide tables", first.starts_at - 25 * H)
    desk.calls.plan("Today", start, deal_id=deal.id)
    shown = desk.measures.of_charter(charter.id)
    assert (shown.since_on, shown.calls) == (AGREED, 2)
    assert found(desk, charter)[Rule.CONTEXT_BEFORE_CALL] == Measure(1, 1)  # the other came too late to know


def test_huddles_and_notes(desk: Desk, clock: MovableClock, charter: Charter, deal: Deal) -> None:
    agree(desk, charter)
    call = desk.calls.plan("Berth tour", desk.now() + H, deal_id=deal.id, kind=CallKind.DEMO)
    late = desk.calls.plan("Gate tour", desk.now() + H, deal_id=deal.id, kind=CallKind.POC)
    desk.calls.plan("Hello", desk.now() + H, deal_id=deal.id, kind=CallKind.INTRO)
    desk.huddles.begin(call.id)
    desk.huddles.hold(call.id)
    clock.move(3 * H)
    desk.notes.start(deal.id, title="Berths", body="Nine berths.", call_id=call.id)
    assert found(desk, charter)[Rule.HUDDLE_BEFORE_CALL] == Measure(1, 2)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 1)  # the other clocks still run
    clock.move(30 * H)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 3)
    desk.notes.start(deal.id, title="Gates", body="Four gates.", call_id=late.id)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 3)


def test_gates_before_demo_and_poc(desk: Desk, clock: MovableClock, charter: Charter, deal: Deal) -> None:
    agree(desk, charter)
    today = desk.today_on()
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(0, 0)
    desk.deals.reach(deal.id, "demo", today)
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(0, 1)
    for kind in GateKind:
        desk.qualification.set_gate(deal.id, kind, GateState.EVIDENCED, "Said in writing")
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 1)
    desk.deals.reach(deal.id, "poc", today + timedelta(days=7))
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 1)  # the POC is still to begin
    clock.move(timedelta(days=8))
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(2, 2)
    early = desk.deals.open("Old demo", "Abenrod Terminal", partner_id=deal.partner_id)
    desk.deals.reach(early.id, "demo", AGREED - timedelta(days=1))
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(2, 2)


def test_a_superseded_version_counts_no_further(
    desk: Desk, clock: MovableClock, charter: Charter, deal: Deal, partner: Partner
) -> None:
    agree(desk, charter)
    desk.calls.plan("Under the first", begun(desk), deal_id=deal.id)
    clock.move(timedelta(days=3))
    second = agree(desk, desk.charters.revise(partner.id), desk.today_on())
    desk.calls.plan("Under the second", begun(desk), deal_id=deal.id)
    before, after = desk.measures.of_charter(charter.id), desk.measures.of_charter(second.id)
    assert (before.until_on, before.calls) == (desk.today_on(), 1)
    assert (after.until_on, after.calls) == (None, 1)


def test_the_target_is_judged_with_five_calls(
    desk: Desk, charter: Charter, deal: Deal, clock: MovableClock
) -> None:
    agree(desk, charter)
    for _ in range(5):
        call = desk.calls.plan("Round", desk.now() + H, deal_id=deal.id, kind=CallKind.TECHNICAL)
        desk.calls.receive_context(call.id, "All of it", call.starts_at - 24 * H)
    clock.move(2 * H)
    rows = {row.clause.rule: row for row in desk.measures.of_charter(charter.id).rows}
    assert rows[Rule.CONTEXT_BEFORE_CALL].meets is True
    assert rows[Rule.HUDDLE_BEFORE_CALL].meets is False
    assert rows[Rule.SCRUB_EVERY_WEEKS].meets is None


def test_the_aes_half_is_a_tick_and_unknown_is_not_counted(
    desk: Desk, charter: Charter, deal: Deal, clock: MovableClock
) -> None:
    agree(desk, charter)
    calls = [desk.calls.plan(f"Call {n}", desk.now() + H, deal_id=deal.id) for n in range(3)]
    clock.move(timedelta(days=2))

    def halves() -> dict[Owes, tuple[Measure, int]]:
        rows = desk.measures.of_charter(charter.id).rows
        logging = [row for row in rows if row.clause.rule is Rule.NOTES_AFTER_CALL]
        return {row.owes: (row.measure, row.half.unknown) for row in logging}

    assert halves() == {Owes.SE: (Measure(0, 3), 0), Owes.AE: (Measure(0, 0), 3)}
    desk.measures.tick_ae(calls[0].id, True)
    desk.measures.tick_ae(calls[1].id, False)
    assert halves()[Owes.AE] == (Measure(1, 2), 1)
    desk.measures.tick_ae(calls[1].id, True)
    desk.measures.tick_ae(calls[0].id, None)
    assert halves()[Owes.AE] == (Measure(1, 1), 2)
    with pytest.raises(NotFound):
        desk.measures.tick_ae("none", True)


def test_a_call_that_was_moved_is_judged_by_its_own_time(
    desk: Desk, charter: Charter, deal: Deal, clock: MovableClock
) -> None:
    agree(desk, charter)
    call = desk.calls.plan("Moved", desk.now() + 30 * H, deal_id=deal.id)
    desk.calls.receive_context(call.id, "Who comes")
    desk.calls.change(call.id, starts_at=desk.now() + 5 * H, ends_at=desk.now() + 6 * H)
    clock.move(timedelta(days=1))
    assert found(desk, charter)[Rule.CONTEXT_BEFORE_CALL] == Measure(0, 1)
    desk.calls.change(call.id, starts_at=desk.now() + 5 * H, ends_at=desk.now() + 6 * H)
    assert found(desk, charter)[Rule.CONTEXT_BEFORE_CALL] == Measure(0, 0)  # it has not begun
    clock.move(timedelta(days=1))
    assert found(desk, charter)[Rule.CONTEXT_BEFORE_CALL] == Measure(1, 1)


def test_the_day_of_the_evidence_stays_when_its_words_change(
    desk: Desk, charter: Charter, deal: Deal, clock: MovableClock
) -> None:
    agree(desk, charter)
    for kind in GateKind:
        desk.qualification.set_gate(deal.id, kind, GateState.EVIDENCED, "Said in writing")
    desk.deals.reach(deal.id, "demo", desk.today_on())
    clock.move(timedelta(days=9))
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Said in writing, page 2")
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 1)
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.UNKNOWN)
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 1)  # it was evidenced on that day
    late = desk.deals.open("Late paper", "Abenrod Terminal", partner_id=deal.partner_id)
    desk.deals.reach(late.id, "demo", desk.today_on() - timedelta(days=4))
    for kind in GateKind:
        desk.qualification.set_gate(late.id, kind, GateState.EVIDENCED, "Mail")
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 2)
    for kind in GateKind:
        since = desk.today_on() - timedelta(days=5)
        desk.qualification.set_gate(late.id, kind, GateState.EVIDENCED, "Mail of that day", since_on=since)
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(2, 2)


def test_the_charter_says_which_gates_are_asked_for(desk: Desk, charter: Charter, deal: Deal) -> None:
    desk.charters.add_clause(charter.id, "Thresholds", kind=ClauseKind.THRESHOLDS, value="budget")
    agree(desk, charter)
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Said in writing")
    desk.deals.reach(deal.id, "demo", desk.today_on())
    assert found(desk, charter)[Rule.GATES_BEFORE_DEMO] == Measure(1, 1)


def test_scrubs_and_disagreements_are_counted(
    desk: Desk, charter: Charter, deal: Deal, partner: Partner, clock: MovableClock
) -> None:
    desk.charters.add_clause(charter.id, "Differences", rule=Rule.ESCALATED_AFTER, amount=1)
    agree(desk, charter)
    scrub = desk.scrubs.begin(partner.id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP)
    assert found(desk, charter)[Rule.SCRUB_EVERY_WEEKS] == Measure(0, 0)
    desk.scrubs.finish(scrub.id)
    assert found(desk, charter)[Rule.SCRUB_EVERY_WEEKS] == Measure(1, 1)
    talk = desk.disagreements.bring_up(partner.id, "The date in the CRM")
    desk.disagreements.attempt(talk.id, "We keep the date", settled=True)
    assert found(desk, charter)[Rule.ESCALATED_AFTER] == Measure(1, 1)
    clock.move(timedelta(days=40))
    assert found(desk, charter)[Rule.SCRUB_EVERY_WEEKS] == Measure(1, 3)


def test_each_figure_has_what_stands_behind_it(
    desk: Desk, charter: Charter, deal: Deal, clock: MovableClock
) -> None:
    desk.profile.change(fiscal_month=2)
    agree(desk, charter)
    call = desk.calls.plan("Behind it", desk.now() + H, deal_id=deal.id)
    clock.move(timedelta(days=2))
    row = desk.measures.of_charter(charter.id).rows[0]
    (quarter,) = row.quarters
    assert (str(quarter.quarter), quarter.measure) == ("Q1 FY2027", Measure(0, 1))
    assert [(one.noun, one.id, one.verdict) for one in quarter.occasions] == [
        ("call", call.id, Verdict.NOT_KEPT)
    ]
    assert charter.status is CharterStatus.DRAFT
