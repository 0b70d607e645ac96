"""What is passed on after a call: proposals from what was said, the copy for the CRM, the digest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import NotAllowed, NotFound
from se_desk.domain.huddles import TickState
from se_desk.domain.note_clock import ClockState
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.debriefs import PromisedStep
from se_desk.services.desk import Desk
from tests.services.conftest import AE, NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def call(desk: Desk, deal: Deal, clock: MovableClock) -> Call:
    """A call that has just ended, held by the SE alone."""
    planned = desk.calls.plan("Readout", NOW, deal_id=deal.id, kind=CallKind.READOUT)
    desk.calls.attend(planned.id, "Ana Sollberg", "Harbour master")
    clock.at = planned.ends_at
    return planned


def test_flags_are_proposed_from_jots_and_answers_until_settled(desk: Desk, call: Call) -> None:
    desk.calls.jot(call.id, "No budget before May")
    desk.calls.jot(call.id, "Likes the map")
    first, second = desk.debriefs.heard(call.id, "The rollout slipped.")
    assert [one.proposal.statement for one in (first, second)] == [
        "No budget before May",
        "The rollout slipped.",
    ]
    desk.risks.dismiss(second.proposal, "Known since January")
    assert desk.debriefs.heard(call.id, "The rollout slipped.") == (first,)
    proposal = first.proposal
    desk.risks.flag(
        call.deal_id or "", Severity.HIGH, Category.QUALIFICATION, "No money yet", proposal.evidence
    )
    assert desk.debriefs.heard(call.id) == ()


def test_a_held_debrief_is_read_for_flags_too(desk: Desk, call: Call) -> None:
    desk.debriefs.hold(call.id, "Who signs", "The board decides.")
    assert [one.proposal.statement for one in desk.debriefs.heard(call.id)] == [
        "Who signs",
        "The board decides.",
    ]


def test_the_copy_for_the_crm_is_in_the_ledger(
    desk: Desk, call: Call, clock: MovableClock, heard: list[Change]
) -> None:
    with pytest.raises(NotFound):
        desk.debriefs.copy_for_crm(call.id)
    debrief = desk.debriefs.hold(call.id, pain="Berths stand empty")
    view = desk.calls.view(call.id)
    assert view.crm is not None
    assert (view.crm.state, view.crm.took) == (ClockState.RUNNING, None)
    clock.move(2 * HOUR)
    heard.clear()
    out = desk.debriefs.copy_for_crm(call.id)
    assert "Berths stand empty" in out.text
    assert "Berths stand empty" in out.html
    assert {change.noun for change in heard} == {Noun.EXPORT, Noun.CALL}
    (left,) = desk.exports.of_note(debrief.note_id or "")
    assert (left.format, left.exported_at) == ("clipboard", desk.now())
    crm = desk.calls.view(call.id).crm
    assert crm is not None
    assert (crm.state, crm.took) == (ClockState.DONE, 2 * HOUR)
    assert desk.exports.usual() == "salesforce-tasks"  # a copy is no format of files


def test_a_private_note_is_not_copied(desk: Desk, call: Call) -> None:
    desk.debriefs.hold(call.id, pain="Between us", private=True)
    with pytest.raises(NotAllowed):
        desk.debriefs.copy_for_crm(call.id)
    shared = desk.notes.start(call.deal_id, title="For all", body="Open", call_id=call.id)
    assert "Open" in desk.debriefs.copy_for_crm(call.id).text
    assert shared.private is False


@pytest.mark.parametrize(("name", "email"), [(AE, ""), ("Somebody", "PAVEL.Lindqvist@tidewright.example")])
def test_whether_the_ae_was_there(desk: Desk, call: Call, partner: Partner, name: str, email: str) -> None:
    assert desk.debriefs.absent_partner(call.id) == partner
    desk.calls.attend(call.id, name, email=email, ours=True)
    assert desk.debriefs.absent_partner(call.id) is None


def test_without_an_ae_nobody_is_absent(desk: Desk) -> None:
    loose = desk.calls.plan("Loose", NOW)
    alone = desk.calls.plan("Alone", NOW, deal_id=desk.deals.open("Cold chain", "Merrow").id)
    assert desk.debriefs.absent_partner(loose.id) is None
    assert desk.debriefs.absent_partner(alone.id) is None


def test_the_digest_says_what_was_learned_and_what_it_changes(
    desk: Desk, deal: Deal, call: Call, clock: MovableClock
) -> None:
    with pytest.raises(NotFound):
        desk.debriefs.digest(call.id)
    desk.debriefs.hold(
        call.id,
        "Who signs",
        "Berths stand empty",
        alignment=4,
        next_step=PromisedStep("Send the tide tables", "", (NOW + timedelta(days=5)).date()),
    )
    desk.deals.record_read(deal.id, (NOW + timedelta(days=90)).date(), "The board meets in June")
    desk.risks.flag(deal.id, Severity.HIGH, Category.TIMELINE, "The board meets after the close date", "x")
    desk.asks.hear(deal.id, "Two currencies", asked_on=NOW.date())
    text = desk.debriefs.digest(call.id)
    assert (
        text
        == """Pavel, here is what I learned in “Readout” on Wed 4 Mar, and what it changes.

What I learned:
- Who was there: Ana Sollberg
- The pain behind the request: Berths stand empty
- What we have not heard yet: Who signs

What it changes:
- Next step: Send the tide tables (I do it, by Mon 9 Mar)
- My read of the close date is now Tue 2 Jun: The board meets in June
- They asked for: Two currencies (no answer yet)
- Flag raised: The board meets after the close date

What do you know that I could not see from there?

Marlene
"""
    )
    clock.move(MINUTE)
    assert desk.debriefs.digest_taken(call.id).digest_at == desk.now()
    loose = desk.calls.plan("Loose", NOW)
    with pytest.raises(NotFound):
        desk.debriefs.digest_taken(loose.id)


def test_a_private_debrief_stays_out_of_the_digest(desk: Desk, call: Call) -> None:
    desk.calls.jot(call.id, "Ana is looking for another job")
    desk.debriefs.hold(call.id, "Ana’s plans", "Ana is leaving", private=True)
    text = desk.debriefs.digest(call.id)
    assert "Ana" not in text
    assert "Nothing so far." in text


def test_without_a_deal_the_digest_speaks_to_nobody(desk: Desk, clock: MovableClock) -> None:
    loose = desk.calls.plan("Loose", NOW)
    clock.at = loose.ends_at
    desk.debriefs.hold(loose.id, pain="Berths stand empty")
    assert desk.debriefs.digest(loose.id).startswith("here is what I learned in “Loose”")


def test_saving_skips_what_nobody_touched(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    ahead = desk.calls.plan("Demo", NOW + 3 * HOUR, deal_id=deal.id)
    begun = desk.huddles.begin(ahead.id)
    desk.huddles.tick(begun.ticks[0].id)
    clock.at = ahead.ends_at
    desk.debriefs.hold(ahead.id, "Nothing")
    found = desk.huddles.of_call(ahead.id)
    assert found is not None
    assert [tick.state for tick in found.ticks] == [TickState.DONE, *[TickState.SKIPPED] * 4]


def test_the_digest_is_written_as_it_was_read(desk: Desk, call: Call, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        desk.debriefs.save_digest(call.id, "Read", tmp_path)
    desk.debriefs.hold(call.id, pain="Berths stand empty")
    path = desk.debriefs.save_digest(call.id, "Read and changed", tmp_path)
    assert path.read_text("utf-8") == "Read and changed"
    assert path.name.startswith("digest-2026-03-04-")
    held = desk.debriefs.of_call(call.id)
    assert held is not None
    assert held.digest_at == desk.now()
