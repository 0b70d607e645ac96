"""The list of partners on a real desk."""

from __future__ import annotations

from datetime import date

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
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
