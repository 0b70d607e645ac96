"""Disagreements of a pair on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.charters import Rule
from se_desk.domain.deals import Deal
from se_desk.domain.disagreements import Ending
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.partners import Partner
from se_desk.services.desk import Desk


def test_from_the_first_word_to_the_manager(desk: Desk, deal: Deal, partner: Partner) -> None:
    talk = desk.disagreements.bring_up(partner.id, "Whose date stands", deal_id=deal.id)
    (view,) = desk.disagreements.of_partner(partner.id)
    assert (view.record, view.attempts, view.deal, view.most, view.is_due) == (talk, (), deal, 1, False)
    desk.disagreements.attempt(talk.id, "Each keeps the own date")
    (view,) = desk.disagreements.of_partner(partner.id)
    assert view.is_due and [one.number for one in view.attempts] == [1]
    with_manager = desk.disagreements.escalate(talk.id)
    assert (with_manager.escalated_on, with_manager.escalated_attempt) == (desk.today_on(), 1)
    with pytest.raises(NotAllowed):
        desk.disagreements.escalate(talk.id)
    ended = desk.disagreements.end(talk.id, Ending.DECIDED, "The later date goes in")
    assert (ended.ending, ended.outcome, ended.ended_on) == (
        Ending.DECIDED,
        "The later date goes in",
        desk.today_on(),
    )
    with pytest.raises(NotAllowed):
        desk.disagreements.attempt(talk.id, "Again")
    other = desk.disagreements.bring_up(partner.id, "Older", on=desk.today_on() - timedelta(days=30))
    assert [one.record.id for one in desk.disagreements.of_partner(partner.id)] == [other.id, talk.id]
    desk.disagreements.drop(other.id)
    assert len(desk.disagreements.of_partner(partner.id)) == 1


def test_a_talk_that_settles_it_ends_it(desk: Desk, partner: Partner) -> None:
    talk = desk.disagreements.bring_up(partner.id, "Who opens")
    ended = desk.disagreements.attempt(talk.id, "By turns", settled=True)
    assert (ended.ending, ended.outcome, ended.attempts) == (Ending.SETTLED, "By turns", 1)


def test_what_it_needs(desk: Desk, partner: Partner) -> None:
    with pytest.raises(BadInput):
        desk.disagreements.bring_up(partner.id, " ")
    with pytest.raises(NotFound):
        desk.disagreements.bring_up("nobody", "Something")
    with pytest.raises(BadInput):
        desk.disagreements.bring_up(partner.id, "Something", on=desk.today_on() + timedelta(days=1))
    talk = desk.disagreements.bring_up(partner.id, "Something")
    with pytest.raises(BadInput):
        desk.disagreements.end(talk.id, Ending.OPEN, "Words")
    with pytest.raises(BadInput):
        desk.disagreements.end(talk.id, Ending.LEFT, " ")


def test_the_charter_says_how_many_attempts(desk: Desk, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    desk.charters.add_clause(charter.id, "Later", rule=Rule.ESCALATED_AFTER, amount=3)
    clauses = desk.charters.clauses(charter.id)
    for clause in clauses:
        if clause.rule is Rule.ESCALATED_AFTER and clause.amount != 3:
            desk.charters.remove_clause(clause.id)
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    desk.disagreements.bring_up(partner.id, "Who opens")
    assert desk.disagreements.of_partner(partner.id)[0].most == 3
