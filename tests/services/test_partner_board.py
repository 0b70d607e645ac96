"""The list of partners on a real desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.partner_board import PartnerRow


def row(desk: Desk) -> PartnerRow:
    (found,) = desk.partners.board()
    return found


def test_nobody_yet(desk: Desk) -> None:
    assert desk.partners.board() == ()


def test_the_words_of_a_charter_through_its_life(desk: Desk, partner: Partner) -> None:
    assert row(desk).charter_words == ("No charter yet", "")
    first = desk.charters.draft(partner.id, "partnership")
    assert row(desk).charter_words == ("Draft v1", "")
    desk.charters.propose(first.id, date(2026, 3, 2))
    assert row(desk).charter_words == ("Proposed on Mon 2 Mar, v1", "")
    desk.charters.agree(first.id, date(2026, 3, 3))
    assert row(desk).charter_words == ("Agreed by both on Tue 3 Mar, v1", "")
    second = desk.charters.revise(partner.id)
    assert row(desk).charter_words == ("Agreed by both on Tue 3 Mar, v1", "Draft v2")
    one, other = desk.charters.clauses(second.id)[:2]
    desk.charters.edit_clause(one.id, text="Otherwise.")
    assert row(desk).charter_words[1] == "Draft v2, 1 change"
    desk.charters.remove_clause(other.id)
    assert row(desk).charter_words[1] == "Draft v2, 2 changes"
    desk.charters.propose(second.id)
    assert row(desk).charter_words[1] == "Proposed on Wed 4 Mar, v2"


def test_alignment_and_flags(desk: Desk, partner: Partner, deal: Deal) -> None:
    desk.partners.meet("Ada Somebody Else")
    elsewhere = desk.deals.open("Gates", "Abenrod Terminal")
    for score in (5, 7):
        desk.partners.rate(partner.id, score)
    for statement in ("Tide tables arrive late", "Nobody signs", "No test crane"):
        desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, statement)
    desk.risks.flag(elsewhere.id, Severity.LOW, Category.DATA, "Not theirs")
    _, told, solved = desk.risks.flags(deal.id)
    desk.risks.tell(told.id, "Pavel", Channel.EMAIL)
    desk.risks.close(solved.id, OutcomeWord.SOLVED)
    ada, pavel = desk.partners.board()
    assert (ada.not_told, ada.waiting, ada.scores) == (0, 0, ())
    assert (pavel.id, pavel.scores, pavel.not_told, pavel.waiting) == (partner.id, (5, 7), 1, 1)
    assert pavel.view.active_deals == 1


def test_a_name_is_never_blank(desk: Desk, partner: Partner) -> None:
    with pytest.raises(BadInput):
        desk.partners.change(partner.id, name=" ")
    assert desk.partners.get(partner.id) == partner


def test_what_waits_for_an_answer_and_what_nobody_was_told(
    desk: Desk, deal: Deal, partner: Partner, clock: MovableClock
) -> None:
    later = desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The date", "12 weeks")
    first = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "The survey", "On paper only")
    untold = desk.risks.flag(deal.id, Severity.LOW, Category.OTHER, "Not said yet", "Nothing")
    desk.risks.tell(first.id, partner.name, Channel.EMAIL)
    clock.move(timedelta(days=1))
    desk.risks.tell(later.id, partner.name, Channel.EMAIL)
    other = desk.deals.open("Elsewhere", "Abenrod Terminal")
    desk.risks.flag(other.id, Severity.LOW, Category.OTHER, "With nobody", "Nothing")
    found = desk.partners.waiting(partner.id)
    assert [one.flag.id for one in found] == [first.id, later.id, untold.id]
    assert {one.deal for one in found} == {desk.deals.get(deal.id)}
    desk.risks.respond(first.id, partner.name, "Seen")
    assert [one.flag.id for one in desk.partners.waiting(partner.id)] == [later.id, untold.id]


def test_debriefs_are_counted(desk: Desk, deal: Deal, partner: Partner) -> None:
    assert desk.partners.count_debriefs(partner.id) == 0
    call = desk.calls.plan("Walk", desk.now() - timedelta(hours=2), deal_id=deal.id)
    desk.debriefs.hold(call.id, "Nothing")
    assert desk.partners.count_debriefs(partner.id) == 1
