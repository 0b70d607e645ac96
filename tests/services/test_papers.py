"""The three papers on a real desk: what the desk fills, what the SE writes, and what never leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.domain.asks import Answer
from se_desk.domain.calls import CallKind
from se_desk.domain.deals import Deal, ForecastCategory, Outcome, Stage
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.papers import PaperKind, Sheet
from se_desk.domain.qualification import GateKind, GateState
from se_desk.domain.requests import Reply, Wanted
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.domain.strategies import Heading
from se_desk.exchange.as_markdown import as_markdown
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.papers import QUESTIONS


def lines_of(sheet: Sheet, heading: str) -> str:
    return "\n".join(next(one.lines for one in sheet.sections if one.heading == heading))


@pytest.fixture
def late(desk: Desk, deal: Deal) -> Deal:
    """The story: committed while procurement takes longer, flagged and told."""
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 3, 31), "CRM")
    desk.deals.record_read(deal.id, date(2026, 5, 15), "Twelve weeks of procurement")
    desk.deals.set_procurement(deal.id, date(2026, 2, 23), 12, "Mail of their buyer")
    flag = desk.risks.flag(
        deal.id, Severity.HIGH, Category.TIMELINE, "The date cannot hold", evidence="12 weeks"
    )
    desk.risks.tell(flag.id, to="Pavel Lindqvist", channel=Channel.EMAIL)
    desk.notes.start(deal.id, title="Hidden thought", body="Between me and me", private=True)
    return deal


def test_an_autopsy_is_of_a_deal_that_ended(desk: Desk, late: Deal) -> None:
    with pytest.raises(BadInput):
        desk.papers.sheet(PaperKind.AUTOPSY, late.id)
    desk.deals.close(late.id, Outcome.LOST, desk.today_on(), "Slipped")
    sheet = desk.papers.sheet(PaperKind.AUTOPSY, late.id)
    assert "45 days apart" in lines_of(sheet, "Forecast beside read")
    assert "Budget exists: unknown" in lines_of(sheet, "Gates and letters")
    assert "Told Pavel Lindqvist" in lines_of(sheet, "Risks raised and told")
    assert "Lost: Slipped" in lines_of(sheet, "What happened")


def test_a_review_shows_why_and_who(desk: Desk, late: Deal) -> None:
    desk.qualification.set_gate(late.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail of the buyer")
    desk.strategies.write(late.id, Heading.SPLIT, "Pavel owns price")
    desk.not_ready.flag(late.id, "Sponsor")
    desk.requests.hear(late.id, "A custom demo", wanted=Wanted.DEMO)
    sheet = desk.papers.sheet(PaperKind.REVIEW, late.id)
    why = lines_of(sheet, "Why this call")
    assert "45 days apart" in why
    assert "3 exit criteria are open" in why
    assert "Mail of the buyer" in lines_of(sheet, "Did the AE show that it is qualified")
    assert "Demo, no answer yet" in lines_of(sheet, "Did the AE show that it is qualified")
    assert "Pavel owns price" in lines_of(sheet, "Who owns the commercial strategy")
    still = lines_of(sheet, "Open gates and flags")
    assert "Called not ready: Sponsor" in still
    assert "Budget exists" not in still


def test_a_review_of_nearly_nothing(desk: Desk) -> None:
    bare = desk.deals.open("Gate", "Abenrod")
    sheet = desk.papers.sheet(PaperKind.REVIEW, bare.id)
    assert "No account executive is named" in lines_of(sheet, "Who owns the commercial strategy")
    assert "No flag is open" in lines_of(sheet, "Open gates and flags")


def test_a_quarter(desk: Desk, late: Deal, clock: MovableClock) -> None:
    desk.deals.reach(late.id, "sign_off", desk.today_on())
    ask = desk.asks.hear(late.id, "Offline mode")
    desk.asks.answer(ask.id, Answer.YES_TODAY)
    desk.asks.change(ask.id, shipped_on=desk.today_on())
    at = desk.now()
    desk.calls.plan("Look", at, minutes=30, deal_id=late.id, kind=CallKind.DEMO)
    request = desk.requests.hear(late.id, "A demo", wanted=Wanted.DEMO)
    desk.requests.answer(request.id, Reply.ACCEPTED)
    clock.move(timedelta(hours=2))
    sheet = desk.papers.sheet(PaperKind.IMPACT, "this")
    assert sheet.title == "Impact record, Q1 FY2026"
    assert "Halvorsen Quays, Berth planning" in lines_of(sheet, "Technical wins")
    assert "Offline mode (Halvorsen Quays)" in lines_of(sheet, "Gaps that shipped")
    assert "1 call held: 1 Demo" in lines_of(sheet, "Help given")
    assert "1 risk flagged, 1 of 1 told" in lines_of(sheet, "Risks flagged")
    assert "Win rate: " in lines_of(sheet, "Figures")
    empty = desk.papers.sheet(PaperKind.IMPACT, "Q1 FY2020")
    assert "No technical sign-off" in lines_of(empty, "Technical wins")


def test_what_the_se_wrote_stays_with_its_paper(desk: Desk, deal: Deal) -> None:
    desk.papers.write(PaperKind.REVIEW, deal.id, "why", " Because \n")
    desk.papers.write(PaperKind.REVIEW, deal.id, "why", "Because of the date")
    desk.papers.write(PaperKind.IMPACT, "this", "help", "Two colleagues")
    assert desk.papers.sheet(PaperKind.REVIEW, deal.id).sections[0].answer == "Because of the date"
    assert desk.papers.sheet(PaperKind.REVIEW, deal.id).answered == 1
    assert desk.papers.sheet(PaperKind.IMPACT, "Q1 FY2026").answered == 1
    assert desk.papers.sheet(PaperKind.IMPACT, "last").answered == 0
    with pytest.raises(NotFound):
        desk.papers.write(PaperKind.REVIEW, deal.id, "missed", "x")
    with pytest.raises(NotFound):
        desk.papers.write(PaperKind.REVIEW, "none", "why", "x")
    with pytest.raises(BadInput):
        desk.papers.sheet(PaperKind.IMPACT, "someday")


@pytest.mark.parametrize("kind", PaperKind)
def test_nothing_private_leaves(desk: Desk, late: Deal, kind: PaperKind) -> None:
    desk.deals.close(late.id, Outcome.LOST, desk.today_on(), "Slipped")
    of = late.id if kind.of_deal else "this"
    for question in QUESTIONS[kind]:
        desk.papers.write(kind, of, question, f"Answer to {question}")
    text = as_markdown(desk.papers.document(kind, of))
    assert "Hidden thought" not in text
    assert "Between me" not in text
    assert all(f"Answer to {question}" in text for question in QUESTIONS[kind])
    assert desk.deals.get(late.id).stage is Stage.CLOSED


@pytest.mark.parametrize("quarter", ["Q4 FY9999", "Q1 FY0001", "Q2 FY2026", "Q4 FY1969"])
def test_a_quarter_nothing_can_be_said_of(desk: Desk, quarter: str) -> None:
    with pytest.raises(BadInput):
        desk.papers.sheet(PaperKind.IMPACT, quarter)
    with pytest.raises(BadInput):
        desk.papers.write(PaperKind.IMPACT, quarter, "help", "x")
