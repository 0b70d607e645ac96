"""What the rules look at is what the desk holds of the deal, and of no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from se_desk.domain.asks import Weight
from se_desk.domain.charters import CharterStatus, ClauseKind
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.partners import Partner
from se_desk.domain.qualification import GateKind, GateState
from se_desk.services.deal_facts import facts_of
from se_desk.services.desk import Desk
from se_desk.services.templates import charter_templates


def test_the_facts_of_one_deal(desk: Desk, deal: Deal) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    for one in (deal, other):
        desk.deals.record_forecast(one.id, ForecastCategory.COMMIT, date(2026, 6, 30))
        desk.asks.hear(one.id, f"Offline mode for {one.account}", weight=Weight.DEAL_BREAKER)
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail of the buyer")
    with desk.reading() as conn:
        facts = facts_of(conn, deal, desk.now())
        later = facts_of(conn, deal, desk.now() + timedelta(days=1))
    assert facts.deal == deal and facts.read is None and facts.calls_held == 0
    assert facts.today == desk.today_on()
    assert later == replace(facts, today=desk.today_on() + timedelta(days=1))
    assert [ask.statement for ask in facts.asks] == ["Offline mode for Halvorsen Quays"]
    assert len(facts.forecasts) == 1 and facts.evidence_days == (desk.today_on(),)


def test_an_ask_without_an_answer_speaks_for_a_flag(desk: Desk, deal: Deal) -> None:
    desk.asks.hear(deal.id, "Offline mode", weight=Weight.DEAL_BREAKER)
    assert desk.risks.proposals(deal.id) == ()
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 6, 30))
    assert "promised_without_answer" in {one.rule for one in desk.risks.proposals(deal.id)}


def test_the_thresholds_of_the_charter_in_force(desk: Desk, deal: Deal, partner: Partner) -> None:
    """A draft and a superseded version count for nothing; another partner's charter neither."""
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 6, 30))
    loose = desk.deals.open("Gate", "Aspen Ports")
    desk.deals.record_forecast(loose.id, ForecastCategory.COMMIT, date(2026, 6, 30))

    def said(deal_id: str) -> str:
        rule = "commit_with_open_gate"
        return next((one.evidence for one in desk.risks.proposals(deal_id) if one.rule == rule), "")

    assert "3 gates" in desk.risks.proposals(deal.id)[0].statement and "default thresholds" in said(deal.id)
    first = agree(desk, partner, "timeline 9 months")
    assert f"timeline under 9 months. Clause {first} of the charter (v1, agreed by both on" in said(deal.id)
    assert "default thresholds" in said(loose.id)
    desk.qualification.set_gate(deal.id, GateKind.TIMELINE, GateState.EVIDENCED, "Mail of the buyer")
    assert said(deal.id) == ""
    agree(desk, partner, "budget, timeline 9 months", agreed=False)
    assert said(deal.id) == ""
    agree(desk, partner, "budget, timeline 9 months")
    assert "Not evidenced: budget exists. Clause" in said(deal.id) and "(v2, " in said(deal.id)


def agree(desk: Desk, partner: Partner, thresholds: str, *, agreed: bool = True) -> int:
    """A version with these thresholds; the number of their clause."""
    drafts = [one for one in desk.charters.versions(partner.id) if one.status is CharterStatus.DRAFT]
    draft = drafts[0] if drafts else desk.charters.draft(partner.id, charter_templates()[1].key)
    clauses = desk.charters.clauses(draft.id)
    clause = next(one for one in clauses if one.kind is ClauseKind.THRESHOLDS)
    desk.charters.edit_clause(clause.id, value=thresholds)
    if agreed:
        desk.charters.propose(draft.id)
        desk.charters.agree(draft.id, desk.today_on(), "By mail")
    return clause.position
