"""Not ready for technical investment, on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.charters import ClauseKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.not_ready import Ended
from se_desk.domain.partners import Partner
from se_desk.domain.qualification import GateKind, GateState
from se_desk.services.desk import Desk


def test_from_the_flag_to_its_end(desk: Desk, deal: Deal, partner: Partner) -> None:
    assert desk.not_ready.missing(deal.id) == (
        "Budget exists; Timeline under 6 months; VP-level sponsor engaged"
    )
    made = desk.not_ready.flag(deal.id, "Budget and sponsor")
    assert desk.not_ready.find_open(deal.id) == made
    desk.not_ready.reword(made.id, "Budget")
    day = desk.today_on() + timedelta(days=5)
    answered = desk.not_ready.answer(made.id, "I ask the buyer on Thursday", day)
    assert (answered.missing, answered.committed_on, answered.answered_on) == ("Budget", day, desk.today_on())
    ended = desk.not_ready.end(made.id, Ended.CLOSED, "Mail of the buyer")
    assert (ended.ended_on, ended.is_open) == (desk.today_on(), False)
    assert desk.not_ready.find_open(deal.id) is None
    again = desk.not_ready.flag(deal.id, "Sponsor")
    assert [view.record.id for view in desk.not_ready.of_partner(partner.id)] == [again.id, made.id]
    assert desk.not_ready.of_partner(partner.id)[0].deal == deal
    assert len(desk.not_ready.of_deal(deal.id)) == 2


def test_what_it_needs(desk: Desk, deal: Deal) -> None:
    with pytest.raises(BadInput):
        desk.not_ready.flag(deal.id, " ")
    made = desk.not_ready.flag(deal.id, "Budget")
    with pytest.raises(NotAllowed):
        desk.not_ready.flag(deal.id, "Budget")
    with pytest.raises(BadInput):
        desk.not_ready.answer(made.id, " ")
    with pytest.raises(BadInput):
        desk.not_ready.reword(made.id, "")
    with pytest.raises(BadInput):
        desk.not_ready.end(made.id, Ended.OPEN)
    with pytest.raises(BadInput):
        desk.not_ready.end(made.id, Ended.WENT_AHEAD)
    desk.not_ready.end(made.id, Ended.WENT_AHEAD, "The manager asked for the demo")
    with pytest.raises(NotAllowed):
        desk.not_ready.answer(made.id, "Too late")


def test_what_is_missing_follows_the_charter(desk: Desk, deal: Deal, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    value = "budget, timeline 9 months, sponsor director"
    desk.charters.add_clause(charter.id, "Thresholds", kind=ClauseKind.THRESHOLDS, value=value)
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail")
    assert desk.not_ready.missing(deal.id) == "Timeline under 9 months; director-level sponsor engaged"
    assert desk.qualification.thresholds(deal.id).months == 9
    alone = desk.deals.open("No AE", "Abenrod Terminal")
    assert desk.qualification.thresholds(alone.id).months == 6
    with pytest.raises(BadInput):
        tomorrow = desk.today_on() + timedelta(days=1)
        desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail", since_on=tomorrow)
