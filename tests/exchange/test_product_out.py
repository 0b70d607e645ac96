"""Roll-ups for product managers as they leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from se_desk.domain.asks import Answer, Ask, AskOnDeal, Weight
from se_desk.domain.asks import rolled_up as asks_rolled_up
from se_desk.domain.insights import Heard, Insight, InsightKind, rolled_up
from se_desk.domain.money import Money
from se_desk.exchange.as_markdown import as_markdown
from se_desk.exchange.product_out import asks_csv, asks_document, insights_csv, insights_document

ON = date(2026, 3, 4)
ASK = Ask(id="1", deal_id="a", statement="Offline | mode", words="no net\nin the *hall*", asked_on=ON)
ASKS = (
    AskOnDeal(ASK, "Halvorsen Quays", "Berths", Money(1_200_000_00, "EUR")),
    AskOnDeal(
        replace(
            ASK, id="2", deal_id="b", topic="Offline | mode", weight=Weight.DEAL_BREAKER, words="",
            answer=Answer.ROADMAP, promised_on=date(2026, 9, 1), answer_note="Beta first",
            promised_by="Pavel",
        ),
        "Abenrod", "Gate", Money(300_000_00, "USD"), active=False,
    ),
    AskOnDeal(
        replace(
            ASK, id="3", deal_id="c", statement="Single sign-on", words="", answer=Answer.YES_TODAY,
            shipped_on=ON,
        ),
        "Zeebrook", "Yard",
    ),
)  # fmt: skip
INSIGHT = Insight(
    id="1", kind=InsightKind.REGULATION, statement="Ports report outages", detail="Within a day",
    tags="nis, ports", source="Their auditor", heard_on=ON,
)  # fmt: skip
HEARD = (
    Heard(INSIGHT, "Halvorsen Quays"),
    Heard(
        replace(INSIGHT, id="2", kind=InsightKind.USAGE, statement="=Tablets", detail="", tags="", source="")
    ),
    Heard(replace(INSIGHT, id="3", statement="Between us", private=True), "Abenrod"),
)


def test_asks(golden: Callable[[str, str | bytes], None]) -> None:
    wanted = asks_rolled_up(ASKS)
    golden("product-asks.md", as_markdown(asks_document(wanted, "Nora Vik", ON)))
    golden("product-asks.csv", asks_csv(wanted))


def test_insights(golden: Callable[[str, str | bytes], None]) -> None:
    golden("product-insights.md", as_markdown(insights_document(rolled_up(HEARD), "Nora Vik", ON)))
    golden("product-insights.csv", insights_csv(HEARD))


def test_nothing_yet() -> None:
    assert "0 asks on 0 deals" in as_markdown(asks_document((), "N", ON))
    assert "0 insights from 0 accounts" in as_markdown(insights_document((), "N", ON))
