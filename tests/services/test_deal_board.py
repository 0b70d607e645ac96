"""The board of all deals."""

from __future__ import annotations

from datetime import date

from se_desk.domain.deals import Deal, Outcome
from se_desk.domain.money import Money
from se_desk.domain.qualification import Letter
from se_desk.domain.risks import Category, OutcomeWord, Severity
from se_desk.services.deal_board import Group, totals, worst_of
from se_desk.services.desk import Desk


def test_the_gravest_open_flag_comes_first(desk: Desk, deal: Deal) -> None:
    quiet = desk.deals.open("Gate lanes", "Abenrod Terminal")
    for severity in (Severity.LOW, Severity.HIGH):
        desk.risks.flag(deal.id, severity, Category.DATA, "Tide tables arrive late")
    solved = desk.risks.flag(quiet.id, Severity.CRITICAL, Category.DATA, "No test data")
    desk.risks.close(solved.id, OutcomeWord.SOLVED)
    first, second = desk.deals.board()
    assert (first.id, first.severity, first.open_flags) == (deal.id, Severity.HIGH, 2)
    assert (second.id, second.severity, second.open_flags) == (quiet.id, None, 0)


def test_without_flags_by_account(desk: Desk, deal: Deal) -> None:
    desk.deals.open("Gate lanes", "abenrod terminal")
    assert [row.view.deal.account for row in desk.deals.board()] == ["abenrod terminal", deal.account]


def test_evidence_and_the_step_that_is_due_first(desk: Desk, deal: Deal) -> None:
    desk.qualification.set_element(deal.id, Letter.METRICS, "Nine idle hours a week")
    desk.qualification.set_element(deal.id, Letter.CHAMPION, "Runs the planning office")
    desk.qualification.set_element(deal.id, Letter.CHAMPION, "")
    desk.steps.promise(deal.id, "Some day")
    desk.steps.promise(deal.id, "Later", due_on=date(2026, 3, 20))
    first = desk.steps.promise(deal.id, "First", due_on=date(2026, 3, 9))
    done = desk.steps.promise(deal.id, "Done", due_on=date(2026, 3, 1))
    desk.steps.settle(done.id)
    (row,) = desk.deals.board()
    assert (row.evidenced, row.step) == (1, first)


def test_groups(desk: Desk, deal: Deal) -> None:
    lost = desk.deals.open("Gate lanes", "Abenrod Terminal")
    desk.deals.close(lost.id, Outcome.LOST, date(2026, 3, 1))
    unfit = desk.deals.open("Pilot boats", "Brill Harbour")
    desk.deals.close(unfit.id, Outcome.DISQUALIFIED, date(2026, 3, 1), "No vessel data")
    groups = {row.id: row.group for row in desk.deals.board()}
    assert groups == {deal.id: Group.ACTIVE, lost.id: Group.CLOSED, unfit.id: Group.NO_GO}


def test_totals_by_currency(desk: Desk, deal: Deal) -> None:
    for value in (Money(100_00, "EUR"), Money(50_50, "EUR"), Money(7, "JPY")):
        desk.deals.open("Lanes", "Abenrod Terminal", value=value)
    assert totals(desk.deals.board()) == (Money(150_50, "EUR"), Money(7, "JPY"))
    assert totals(()) == ()


def test_no_flag_no_severity() -> None:
    assert worst_of(()) is None
