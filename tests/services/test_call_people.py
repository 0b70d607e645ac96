"""Attendees and jots of a call."""

from __future__ import annotations

import pytest

from se_desk.domain.announcements import Change
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


def test_the_line_of_a_card_is_kept_until_it_is_entered(desk: Desk, call: Call, heard: list[Change]) -> None:
    assert desk.calls.line_of(call.id) == ""
    heard.clear()
    desk.calls.keep_line(call.id, "Half a ")
    desk.calls.keep_line(call.id, "Half a thought")
    assert desk.calls.line_of(call.id) == "Half a thought"
    assert heard == []  # nobody else shows it
    desk.calls.jot(call.id, "Half a thought")
    assert desk.calls.line_of(call.id) == ""
    desk.calls.keep_line(call.id, "Another")
    desk.calls.keep_line(call.id, " ")
    assert desk.calls.line_of(call.id) == ""
    with pytest.raises(NotFound):
        desk.calls.keep_line("nowhere", "Lost")


def test_a_jot_waits_to_become_a_flag(desk: Desk, call: Call) -> None:
    jot = desk.calls.jot(call.id, "No budget")
    assert not jot.to_flag
    assert desk.calls.mark_jot(jot.id).to_flag
    assert desk.calls.jots(call.id)[0].to_flag
    assert not desk.calls.mark_jot(jot.id, False).to_flag
    desk.calls.mark_jot(jot.id)
    flagged = desk.calls.flag_jot(jot.id, 3)
    assert (flagged.to_flag, flagged.flag_seq) == (False, 3)
    assert not desk.calls.mark_jot(jot.id).to_flag  # it is one already
