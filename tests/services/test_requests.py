"""Requests from the AE on a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.announcements import Change
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotFound
from se_desk.domain.partners import Partner
from se_desk.domain.requests import Reply, Wanted
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk


def test_a_request_and_its_answers(desk: Desk, deal: Deal, heard: list[Change], clock: MovableClock) -> None:
    asked = desk.requests.hear(deal.id, " A demo with their data ", Wanted.DEMO)
    assert (asked.words, asked.partner_id, asked.is_open) == ("A demo with their data", deal.partner_id, True)
    assert [(change.noun.value, change.deal_id) for change in heard] == [("deal", deal.id)]
    clock.move(timedelta(days=2))
    held = desk.requests.answer(asked.id, Reply.CONDITION, "Budget named by the buyer")
    assert (held.reason, held.answered_on, held.awaits_condition) == (
        "Budget named by the buyer",
        desk.today_on(),
        True,
    )
    assert desk.requests.meet_condition(asked.id).met_on == desk.today_on()
    declined = desk.requests.answer(asked.id, Reply.DECLINED, "No sponsor", "A VP in the call")
    assert (declined.would_change, declined.met_on) == ("A VP in the call", None)
    assert desk.requests.pattern(declined.partner_id).lines()[0] == "1 asked"
    opened = desk.requests.answer(asked.id, Reply.OPEN, "left over")
    assert (opened.reason, opened.would_change, opened.answered_on) == ("", "", None)


def test_what_an_answer_needs(desk: Desk, deal: Deal) -> None:
    asked = desk.requests.hear(deal.id, "A demo")
    for reply, reason, change in (
        (Reply.CONDITION, " ", ""),
        (Reply.DECLINED, "No time", ""),
        (Reply.DECLINED, "", "A sponsor"),
    ):
        with pytest.raises(BadInput):
            desk.requests.answer(asked.id, reply, reason, change)
    with pytest.raises(BadInput):
        desk.requests.answer(asked.id, Reply.ACCEPTED, on=asked.asked_on - timedelta(days=1))
    with pytest.raises(BadInput):
        desk.requests.meet_condition(asked.id)
    with pytest.raises(BadInput):
        desk.requests.hear(deal.id, "  ")
    with pytest.raises(BadInput):
        desk.requests.change(asked.id, words="", wanted=Wanted.POC, asked_on=asked.asked_on)
    alone = desk.deals.open("No AE", "Abenrod Terminal")
    with pytest.raises(BadInput):
        desk.requests.hear(alone.id, "A demo")


def test_changed_dropped_and_listed(desk: Desk, deal: Deal, partner: Partner) -> None:
    first = desk.requests.hear(deal.id, "A call", asked_on=desk.today_on() - timedelta(days=3))
    second = desk.requests.hear(deal.id, "A POC", Wanted.POC)
    assert [view.request.id for view in desk.requests.of_partner(partner.id)] == [second.id, first.id]
    assert desk.requests.of_partner(partner.id)[0].deal == deal
    changed = desk.requests.change(
        second.id, words="A longer POC", wanted=Wanted.POC, asked_on=desk.today_on(), needed_on=None
    )
    assert desk.requests.of_deal(deal.id)[0] == changed
    assert desk.requests.count(partner.id) == 2
    desk.requests.drop(second.id)
    assert desk.requests.count(partner.id) == 1
    with pytest.raises(NotFound):
        desk.requests.drop(second.id)
    with pytest.raises(NotFound):
        desk.requests.get(second.id)
