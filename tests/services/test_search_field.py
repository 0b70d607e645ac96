"""Plans and the field are found like everything else, and only as they read now."""

from __future__ import annotations

import pytest

from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.insights import InsightKind
from se_desk.domain.papers import PaperKind
from se_desk.domain.strategies import Heading
from se_desk.services.desk import Desk


def found(desk: Desk, words: str) -> list[tuple[str, str]]:
    return [(one.noun, one.id) for one in desk.search.find(words)]


def test_an_insight_by_its_words_its_tags_and_after_a_change(desk: Desk, deal: Deal) -> None:
    made = desk.insights.hear(
        "Ports report outages", InsightKind.REGULATION, deal_id=deal.id, tags="zebrafinch"
    )
    assert found(desk, "outages") == found(desk, "zebrafinch") == [("insight", made.id)]
    assert found(desk, "kind:regulation") == [("insight", made.id)]
    assert found(desk, "is:private outages") == []
    desk.insights.change(made.id, statement="Ports stay silent", private=True)
    assert found(desk, "outages") == []
    assert found(desk, "is:private silent") == [("insight", made.id)]
    desk.insights.drop(made.id)
    assert found(desk, "silent") == []


def test_evidence_of_a_criterion_until_it_is_taken_back(desk: Desk, deal: Deal) -> None:
    key = desk.exit_criteria.all()[0].id
    made = desk.exit_criteria.show(deal.id, key, "The gravimetric log")
    assert found(desk, "gravimetric") == [("criterion", made.id)]
    desk.exit_criteria.show(deal.id, key, "")
    assert found(desk, "gravimetric") == []


def test_a_strategy_as_it_reads_now(desk: Desk, deal: Deal) -> None:
    desk.strategies.write(deal.id, Heading.PLAN, "Call the harbourmaster")
    ((noun, _id),) = found(desk, "harbourmaster")
    assert noun == "strategy"
    desk.strategies.write(deal.id, Heading.PLAN, "Write to the mayor")
    assert found(desk, "harbourmaster") == []
    assert len(found(desk, "mayor")) == 1


@pytest.mark.parametrize("kind", PaperKind)
def test_what_was_written_into_a_paper(desk: Desk, deal: Deal, kind: PaperKind) -> None:
    desk.deals.close(deal.id, Outcome.LOST, desk.today_on(), "Gone")
    of = deal.id if kind.of_deal else "this"
    question = {"autopsy": "missed", "review": "why", "impact": "help"}[kind.value]
    desk.papers.write(kind, of, question, "The quartermaster")
    ((noun, key),) = found(desk, "quartermaster")
    assert (noun, key.split(":")[0]) == ("paper", kind.value)
    desk.papers.sheet(kind, key.split(":")[1])  # what the window opens


def test_an_ask_by_its_topic(desk: Desk, deal: Deal) -> None:
    ask = desk.asks.hear(deal.id, "Works on the quay", topic="Zebrafinch")
    assert found(desk, "zebrafinch") == [("ask", ask.id)]
