"""The scrub on a real desk: from the agenda to the minutes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.charters import Rule
from se_desk.domain.deals import Deal, Outcome, Stage
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.partners import Partner
from se_desk.domain.scrubs import Decision
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.as_text import as_text
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk

MIN = timedelta(minutes=1)


@pytest.fixture
def second(desk: Desk, partner: Partner) -> Deal:
    return desk.deals.open("Crane rails", "Abenrod Terminal", partner_id=partner.id)


def test_from_the_agenda_to_the_minutes(
    desk: Desk, deal: Deal, second: Deal, partner: Partner, clock: MovableClock, heard: list[Change]
) -> None:
    scrub = desk.scrubs.begin(partner.id)
    assert desk.scrubs.begin(partner.id) == scrub == desk.scrubs.find_open(partner.id)
    clock.move(7 * MIN)
    assert desk.scrubs.pause(scrub.id).used(desk.now() + 9 * MIN) == 7 * MIN
    desk.scrubs.resume(scrub.id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP)
    day = desk.today_on() + timedelta(days=6)
    desk.scrubs.decide(
        scrub.id, deal.id, Decision.CLOSE_GAP, "Name the sponsor", owner=partner.name, by_on=day
    )
    desk.scrubs.decide(scrub.id, second.id, Decision.DISQUALIFY, "No budget before next year")
    view = desk.scrubs.view(scrub.id)
    assert (view.partner, len(view.agenda), view.decided) == (partner, 2, 2)
    assert desk.deals.get(second.id).is_active  # nothing takes effect before the end
    heard.clear()
    held = desk.scrubs.finish(scrub.id)
    assert (held.held_on, held.timer_started_at) == (desk.today_on(), None)
    assert held.next_on == desk.scrubs.next_on(partner.id) == date(2026, 3, 18)
    assert {change.noun for change in heard} == {Noun.STEP, Noun.DEAL, Noun.PARTNER}
    (step,) = desk.steps.of_deal(deal.id)
    assert (step.text, step.owner, step.due_on) == ("Name the sponsor", partner.name, day)
    closed = desk.deals.get(second.id)
    assert (closed.outcome, closed.outcome_reason, closed.stage) == (
        Outcome.DISQUALIFIED,
        "No budget before next year",
        Stage.CLOSED,
    )
    (past,) = desk.scrubs.held(partner.id)
    assert [past.deals[one.deal_id].account for one in past.decisions] == [deal.account, second.account]
    assert desk.scrubs.count(partner.id) == 1
    minutes = as_text(desk.scrubs.minutes_document(scrub.id))
    assert "Close the gap by Tue 10 Mar (Pavel Lindqvist): Name the sponsor" in minutes
    assert "Disqualify: No budget before next year" in minutes
    assert "Next scrub: Wed 18 Mar 2026." in minutes
    for act in (desk.scrubs.pause, desk.scrubs.finish, desk.scrubs.drop):
        with pytest.raises(NotAllowed):
            act(scrub.id)


def test_the_agenda_holds_what_is_open_and_nothing_private(desk: Desk, deal: Deal, partner: Partner) -> None:
    desk.notes.start(deal.id, title="Secret", body="Only for me, zanzibar", private=True)
    found = as_markdown(desk.scrubs.agenda_document(partner.id))
    assert "Halvorsen Quays: Berth planning" in found and "zanzibar" not in found
    assert "Open gate: Budget exists" in found and "To ask:" in found


def test_what_a_decision_needs(desk: Desk, deal: Deal, partner: Partner) -> None:
    scrub = desk.scrubs.begin(partner.id)
    for decision, words, day in (
        (Decision.CLOSE_GAP, "Sponsor", None),
        (Decision.CLOSE_GAP, " ", desk.today_on()),
        (Decision.DISQUALIFY, " ", None),
    ):
        with pytest.raises(BadInput):
            desk.scrubs.decide(scrub.id, deal.id, decision, words, by_on=day)
    other = desk.deals.open("Elsewhere", "Abenrod Terminal")
    with pytest.raises(NotAllowed):
        desk.scrubs.decide(scrub.id, other.id, Decision.KEEP)
    with pytest.raises(NotAllowed):
        desk.scrubs.finish(scrub.id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP, owner="nobody", by_on=desk.today_on())
    assert desk.scrubs.view(scrub.id).decisions[deal.id].by_on is None
    desk.scrubs.undecide(scrub.id, deal.id)
    desk.scrubs.undecide(scrub.id, deal.id)
    assert desk.scrubs.view(scrub.id).decided == 0


def test_a_scrub_that_did_not_take_place_leaves_nothing(desk: Desk, deal: Deal, partner: Partner) -> None:
    scrub = desk.scrubs.begin(partner.id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.DISQUALIFY, "No budget")
    desk.scrubs.drop(scrub.id)
    assert desk.scrubs.find_open(partner.id) is None and desk.scrubs.held(partner.id) == ()
    assert desk.deals.get(deal.id).is_active and desk.scrubs.next_on(partner.id) is None
    with pytest.raises(NotFound):
        desk.scrubs.view(scrub.id)


def test_the_charter_says_when_the_next_one_is(desk: Desk, partner: Partner, deal: Deal) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    desk.charters.add_clause(charter.id, "Scrub", rule=Rule.SCRUB_EVERY_WEEKS, amount=3)
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    assert desk.scrubs.propose_next(partner.id) == date(2026, 3, 25)
    assert desk.scrubs.propose_next(partner.id, date(2026, 3, 7)) == date(2026, 3, 30)
    scrub = desk.scrubs.begin(partner.id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.CLOSE_GAP, "Sponsor", by_on=desk.today_on())
    assert "(Marlene Okoro): Sponsor" in as_text(desk.scrubs.minutes_document(scrub.id))
    assert desk.scrubs.finish(scrub.id, date(2026, 4, 1)).next_on == date(2026, 4, 1)
