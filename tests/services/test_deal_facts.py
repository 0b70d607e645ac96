"""What the rules look at is what the desk holds of the deal, and of no other."""

from __future__ import annotations

from datetime import date, timedelta

from se_desk.domain.asks import Weight
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.qualification import GateKind, GateState
from se_desk.services.deal_facts import facts_of
from se_desk.services.desk import Desk


def test_the_facts_of_one_deal(desk: Desk, deal: Deal) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    for one in (deal, other):
        desk.deals.record_forecast(one.id, ForecastCategory.COMMIT, date(2026, 6, 30))
        desk.asks.hear(one.id, f"Offline mode for {one.account}", weight=Weight.DEAL_BREAKER)
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail of the buyer")
    with desk.reading() as conn:
        facts = facts_of(conn, deal, desk.now())
        later = facts_of(conn, deal, desk.now() + timedelta(days=1))
    assert facts.deal == deal and facts.read is None and facts.calls_held == 0 and later == facts
    assert [ask.statement for ask in facts.asks] == ["Offline mode for Halvorsen Quays"]
    assert len(facts.forecasts) == 1 and facts.evidence_days == (desk.today_on(),)


def test_an_ask_without_an_answer_speaks_for_a_flag(desk: Desk, deal: Deal) -> None:
    desk.asks.hear(deal.id, "Offline mode", weight=Weight.DEAL_BREAKER)
    assert desk.risks.proposals(deal.id) == ()
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 6, 30))
    assert "promised_without_answer" in {one.rule for one in desk.risks.proposals(deal.id)}
