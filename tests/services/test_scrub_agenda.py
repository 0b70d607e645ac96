"""What stands on the agenda of a scrub."""

from __future__ import annotations

from datetime import date, timedelta

from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.partners import Partner
from se_desk.domain.qualification import GateKind, GateState
from se_desk.domain.requests import Reply
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.scrub_agenda import MOST_QUESTIONS


def test_every_open_point_of_a_deal(desk: Desk, deal: Deal, partner: Partner, clock: MovableClock) -> None:
    quiet = desk.deals.open("Nothing open", "Zeebrook", partner_id=partner.id)
    for kind in GateKind:
        desk.qualification.set_gate(quiet.id, kind, GateState.EVIDENCED, "Mail")
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31))
    desk.deals.record_read(deal.id, date(2026, 5, 15))
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail")
    desk.steps.promise(deal.id, "Send the plan", owner="Pavel", due_on=desk.today_on())
    desk.steps.promise(deal.id, "My own part", due_on=desk.today_on())
    desk.steps.promise(deal.id, "Not due", due_on=desk.today_on() + timedelta(days=30))
    flag = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The date cannot hold", "12 weeks")
    desk.requests.hear(deal.id, "A demo")
    held = desk.requests.hear(deal.id, "A POC")
    desk.requests.answer(held.id, Reply.CONDITION, "Sponsor in the call")
    record = desk.not_ready.flag(deal.id, "Sponsor")
    desk.not_ready.answer(record.id, "By Friday", desk.today_on())
    clock.move(timedelta(days=3))
    first, last = desk.scrubs.agenda(partner.id)
    assert (first.deal.id, last.deal.id) == (deal.id, quiet.id)
    assert first.apart == 45 and last.apart is None
    assert first.open_gates == ("Timeline under 6 months", "VP-level sponsor engaged")
    assert last.open_gates == () and len(first.questions) == MOST_QUESTIONS
    assert set(first.points) == {
        "Not ready: Sponsor, due Wed 4 Mar (3 days ago)",
        "Not told: The date cannot hold",
        "Next step, Pavel, 3 days late: Send the plan",
        "Next step, 3 days late: My own part",
        "Request without an answer: A demo",
        "Condition not met yet: Sponsor in the call",
    }
    assert flag.is_open
    paper = first.paper()
    assert (paper.forecast, paper.read, paper.apart) == ("Commit, Tue 31 Mar", "Fri 15 May", 45)
    assert (last.paper().forecast, last.paper().read) == ("", "")


def test_the_earliest_signature_stands_for_a_read(desk: Desk, deal: Deal, partner: Partner) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 3, 2), 12)
    (only,) = desk.scrubs.agenda(partner.id)
    assert only.read_on == date(2026, 5, 25)
    desk.not_ready.flag(deal.id, "Budget")
    assert desk.scrubs.agenda(partner.id)[0].points == ("Not ready: Budget",)
