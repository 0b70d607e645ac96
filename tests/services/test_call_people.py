"""Attendees and jots of a call."""

from __future__ import annotations

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotFound
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    return desk.calls.plan("Line walk", desk.now(), minutes=60, deal_id=deal.id)


def test_a_stakeholder_lends_the_title(desk: Desk, deal: Deal, call: Call) -> None:
    desk.people.add(deal.id, "Ines Roth", title="CFO", title_confirmed=True, email="ines@quays.example")
    by_mail = desk.calls.attend(call.id, "I. Roth", email="INES@quays.example")
    assert (by_mail.title, by_mail.title_confirmed) == ("CFO", True)
    stranger = desk.calls.attend(call.id, "Tom Vale")
    assert (stranger.title, stranger.title_confirmed) == ("", False)


def test_change_and_leave(desk: Desk, call: Call) -> None:
    person = desk.calls.attend(call.id, "Tom Vale")
    assert desk.calls.change_attendee(person.id, title="Lead", title_confirmed=True).title == "Lead"
    desk.calls.leave(person.id)
    assert desk.calls.attendees(call.id) == ()
    with pytest.raises(NotFound):
        desk.calls.leave(person.id)
    with pytest.raises(BadInput):
        desk.calls.attend(call.id, "  ")


def test_jots_keep_their_moment(desk: Desk, call: Call, clock: MovableClock) -> None:
    jot = desk.calls.jot(call.id, "Legal begins on Monday")
    assert jot.jotted_at == desk.now()
    with pytest.raises(BadInput):
        desk.calls.jot(call.id, " ")
    assert desk.calls.flag_jot(jot.id, 3).flag_seq == 3
    assert [one.text for one in desk.calls.jots(call.id)] == ["Legal begins on Monday"]
