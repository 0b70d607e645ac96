"""How a charter went, read from a real desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from se_desk.domain.charters import Charter, Rule
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotFound
from se_desk.domain.measures import Measure
from se_desk.domain.partners import Partner
from se_desk.domain.qualification import GateKind, GateState
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk

H = timedelta(hours=1)
AGREED = date(2026, 3, 2)  # the Monday before the desk's NOW


@pytest.fixture
def charter(desk: Desk, partner: Partner) -> Charter:
    """Five rules, of which the last has no facts yet; not agreed yet."""
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
    return {row.clause.rule: row.measure for row in desk.measures.of_charter(charter.id).rows}


def begun(desk: Desk) -> datetime:
    return desk.now() - 2 * H


def test_a_draft_counts_nothing(desk: Desk, charter: Charter, deal: Deal) -> None:
    desk.calls.plan("Walk-through", begun(desk), deal_id=deal.id)
    shown = desk.measures.of_charter(charter.id)
    assert (shown.since_on, shown.until_on, shown.calls) == (None, None, 0)
    assert [row.measure for row in shown.rows] == [Measure(0, 0)] * 4 + [None]
    assert [row.meets for row in shown.rows] == [None] * 5
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
    assert found(desk, charter)[Rule.CONTEXT_BEFORE_CALL] == Measure(1, 2)


def test_huddles_and_notes(desk: Desk, clock: MovableClock, charter: Charter, deal: Deal) -> None:
    agree(desk, charter)
    call = desk.calls.plan("Berth tour", desk.now() + H, deal_id=deal.id)
    late = desk.calls.plan("Gate tour", desk.now() + H, deal_id=deal.id)
    desk.huddles.begin(call.id)
    desk.huddles.hold(call.id)
    clock.move(3 * H)
    desk.notes.start(deal.id, title="Berths", body="Nine berths.", call_id=call.id)
    assert found(desk, charter)[Rule.HUDDLE_BEFORE_CALL] == Measure(1, 2)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 1)  # the other clock still runs
    clock.move(30 * H)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 2)
    desk.notes.start(deal.id, title="Gates", body="Four gates.", call_id=late.id)
    assert found(desk, charter)[Rule.NOTES_AFTER_CALL] == Measure(1, 2)


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
        call = desk.calls.plan("Round", begun(desk), deal_id=deal.id)
        desk.calls.receive_context(call.id, "All of it", call.starts_at - 24 * H)
    rows = {row.clause.rule: row for row in desk.measures.of_charter(charter.id).rows}
    assert rows[Rule.CONTEXT_BEFORE_CALL].meets is True
    assert rows[Rule.HUDDLE_BEFORE_CALL].meets is False
    assert rows[Rule.SCRUB_EVERY_WEEKS].meets is None
