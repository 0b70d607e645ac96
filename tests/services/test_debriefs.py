"""Verbs of debriefs: one transaction for note, next step and alignment, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Attendee, Call, Jot
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.huddles import DebriefDraft
from se_desk.domain.notes import NoteKind
from se_desk.domain.partners import Partner
from se_desk.services.clocks import MovableClock
from se_desk.services.debriefs import HeldDebrief, Material, PromisedStep, draft
from se_desk.services.desk import Desk
from tests.services.conftest import AE, NOW, SE

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STEP = PromisedStep("Send the tide tables", "Jun Abara", date(2026, 3, 9))

EXPECTED = """# Berth demo

- Account: Halvorsen Quays
- Deal: Berth planning
- When: Wed 4 Mar 2026, 11:00 to 12:00 (UTC+01:00)
- Present: Ana Sollberg (Harbour master), Bo Reyes, Cem Ilic (Cranes, not confirmed)
- With us: Pavel Lindqvist (AE)

## Objective

They name who signs

## Noted during the call

- 11:14 Tide tables are on paper
- 11:21 Nobody owns the crane data

## What we did not hear or ask

Who runs the night shift

## The pain behind the request

Ships wait outside at 4,000 an hour

## Next step, and who agreed to it

Ana agreed before she left

- [ ] Send the tide tables, Jun Abara, by Mon 9 Mar
"""


@pytest.fixture
def call(desk: Desk, deal: Deal, clock: MovableClock, heard: list[Change]) -> Call:
    """A call that has just ended, with all that a call leaves behind."""
    planned = desk.calls.plan("Berth demo", NOW.replace(hour=10, minute=0, second=0), deal_id=deal.id)
    desk.huddles.begin(planned.id)
    desk.huddles.set_objective(planned.id, "They name who signs")
    desk.calls.attend(planned.id, "Cem Ilic", title="Cranes")
    desk.calls.attend(planned.id, "Ana Sollberg", title="Harbour master", title_confirmed=True)
    desk.calls.attend(planned.id, "Bo Reyes")
    desk.calls.attend(planned.id, AE, title="AE", ours=True)
    clock.at = planned.starts_at + 14 * MINUTE
    desk.calls.jot(planned.id, "Tide tables are  on\npaper")
    clock.move(7 * MINUTE)
    desk.calls.jot(planned.id, "Nobody owns the crane data")
    clock.at = planned.ends_at + 10 * MINUTE
    heard.clear()
    return planned


ANSWERS = ("Who runs the night shift", "Ships wait outside at 4,000 an hour", " Ana agreed before she left ")


def test_all_that_follows_from_a_debrief(
    desk: Desk, call: Call, deal: Deal, partner: Partner, heard: list[Change]
) -> None:
    shown = desk.debriefs.draft(call.id, *ANSWERS, next_step=STEP)
    assert shown == EXPECTED
    held = desk.debriefs.hold(call.id, *ANSWERS, 7, STEP, make_it_ten=" Context a day ahead ", author="page")
    assert desk.debriefs.of_call(call.id) == held
    assert desk.debriefs.of_partner(partner.id) == (HeldDebrief(held, call, deal),)
    assert (held.missed, held.pain, held.next_step_agreed) == tuple(text.strip() for text in ANSWERS)
    assert (held.alignment, held.held_at) == (7, desk.now())
    (note,) = desk.notes.of_call(call.id)
    assert (note.id, note.body, note.title, note.kind) == (
        held.note_id,
        EXPECTED,
        "Berth demo",
        NoteKind.CALL,
    )
    assert (note.deal_id, note.private) == (deal.id, False)
    (step,) = desk.steps.of_deal(deal.id)
    assert (step.text, step.owner, step.due_on) == (STEP.text, STEP.owner, STEP.due_on)
    assert (step.call_id, step.note_id) == (call.id, note.id)
    (rating,) = desk.partners.alignments(partner.id)
    assert (rating.score, rating.make_it_ten) == (7, "Context a day ahead")
    assert [change.noun for change in heard] == [Noun.NOTE, Noun.STEP, Noun.PARTNER, Noun.CALL]
    assert {change.author for change in heard} == {"page"}
    clock = desk.calls.view(call.id).clock
    assert clock is not None
    assert clock.say() == "Logged 10 min after the call"


def test_the_text_that_was_edited_is_the_note(desk: Desk, call: Call) -> None:
    held = desk.debriefs.hold(call.id, note_body="Mine\n", note_kind=NoteKind.DEBRIEF, private=True)
    (note,) = desk.notes.of_call(call.id)
    assert (note.id, note.body, note.private) == (held.note_id, "Mine\n", True)
    assert (note.kind, note.title) == (NoteKind.DEBRIEF, "Debrief: Berth demo")


def test_a_blank_text_makes_no_note(desk: Desk, call: Call, deal: Deal, partner: Partner) -> None:
    held = desk.debriefs.hold(call.id, next_step=PromisedStep("Call back"), note_body=" \n")
    assert held.note_id is None
    assert desk.notes.of_call(call.id) == ()
    assert desk.steps.of_deal(deal.id)[0].note_id is None
    assert desk.partners.alignments(partner.id) == ()
    assert len(desk.calls.to_log()) == 1


@pytest.mark.parametrize(
    ("alignment", "step"), [(0, None), (11, None), (None, PromisedStep(" ")), (5, PromisedStep(""))]
)
def test_all_or_nothing(
    desk: Desk,
    call: Call,
    deal: Deal,
    partner: Partner,
    heard: list[Change],
    alignment: int | None,
    step: PromisedStep | None,
) -> None:
    with pytest.raises(BadInput):
        desk.debriefs.hold(call.id, *ANSWERS, alignment, step)
    assert desk.debriefs.of_call(call.id) is None
    assert desk.notes.of_call(call.id) == ()
    assert desk.steps.of_deal(deal.id) == ()
    assert desk.partners.alignments(partner.id) == ()
    assert heard == []


def test_when_there_is_nothing_to_look_back_on(desk: Desk, call: Call, clock: MovableClock) -> None:
    with pytest.raises(NotFound):
        desk.debriefs.hold("nowhere")
    clock.at = call.starts_at - timedelta(milliseconds=1)
    with pytest.raises(NotAllowed):
        desk.debriefs.hold(call.id)
    clock.at = call.starts_at
    desk.debriefs.hold(call.id)
    with pytest.raises(NotAllowed):
        desk.debriefs.hold(call.id)
    off = desk.calls.plan("Off", NOW - 5 * HOUR)
    desk.calls.cancel(off.id)
    with pytest.raises(NotAllowed):
        desk.debriefs.hold(off.id)


def test_a_call_of_no_deal(desk: Desk, call: Call) -> None:
    panel = desk.calls.plan("Panel", NOW - 5 * HOUR)
    with pytest.raises(BadInput):
        desk.debriefs.hold(panel.id, next_step=STEP)
    assert desk.debriefs.hold(panel.id, alignment=6).alignment == 6
    assert desk.notes.inbox()[0].call_id == panel.id
    assert "Account" not in desk.debriefs.draft(panel.id)
    alone = desk.deals.open("Pilot boats", "Rennweg Harbour")
    solo = desk.calls.plan("Solo", NOW - 5 * HOUR, deal_id=alone.id)
    assert desk.debriefs.hold(solo.id, alignment=6).alignment == 6


def test_other_words_for_an_answer(desk: Desk, call: Call, heard: list[Change]) -> None:
    with pytest.raises(NotFound):
        desk.debriefs.change(call.id, pain="x")
    held = desk.debriefs.hold(call.id, *ANSWERS)
    changed = desk.debriefs.change(call.id, pain=" Fines ", author="page")
    assert (changed.missed, changed.pain) == (held.missed, "Fines")
    assert heard[-1] == Change(Noun.CALL, call.id, call.deal_id, "page")
    changed = desk.debriefs.change(call.id, missed="", next_step_agreed="No")
    assert (changed.missed, changed.pain, changed.next_step_agreed) == ("", "Fines", "No")
    assert desk.notes.of_call(call.id)[0].body == desk.debriefs.draft(call.id, *ANSWERS)


def test_an_empty_draft_is_a_heading_and_a_frame(call: Call) -> None:
    text = draft(Material(call, None))
    assert text == "# Berth demo\n\n- When: Wed 4 Mar 2026, 11:00 to 12:00 (UTC+01:00)\n"


def test_lines_stay_lines(call: Call) -> None:
    people = (Attendee(id="a", call_id=call.id, name="Ana\nSollberg", title="Harbour\n# master"),)
    jots = (Jot(id="j", call_id=call.id, text="One\n## Two", jotted_at=NOW),)
    step = PromisedStep("Send\nit", " ")
    text = draft(Material(call, None, people, jots), missed="Two\n\nparagraphs", next_step=step)
    assert "- Present: Ana Sollberg (Harbour # master, not confirmed)\n" in text
    assert "- 09:30 One ## Two\n" in text
    assert "\n\nTwo\n\nparagraphs\n" in text
    assert text.endswith("\n- [ ] Send it\n")
    assert draft(Material(call, None), next_step=PromisedStep(" ")) == draft(Material(call, None))


def test_the_alignment_stays_out_of_the_note(desk: Desk, call: Call) -> None:
    desk.debriefs.hold(call.id, alignment=3, make_it_ten="Less talk of Marlene")
    body = desk.notes.of_call(call.id)[0].body
    assert "Less talk" not in body
    assert SE not in body


def test_what_is_typed_is_kept_until_it_is_saved(desk: Desk, call: Call, clock: MovableClock) -> None:
    assert desk.debriefs.begun(call.id) is None
    draft = DebriefDraft(call_id=call.id, missed="Who signs", note="Mine", with_note=True, written_at=NOW)
    desk.debriefs.keep(draft)
    clock.at = call.ends_at
    desk.debriefs.keep(replace(draft, alignment=4))
    begun = desk.debriefs.begun(call.id)
    assert begun == replace(draft, alignment=4, written_at=desk.now())
    desk.debriefs.keep(DebriefDraft(call_id=call.id, written_at=NOW))
    assert desk.debriefs.begun(call.id) is None
    desk.debriefs.keep(draft)
    desk.debriefs.hold(call.id, "Who signs")
    assert desk.debriefs.begun(call.id) is None
    desk.debriefs.keep(draft)  # too late: it is saved
    assert desk.debriefs.begun(call.id) is None
    with pytest.raises(NotFound):
        desk.debriefs.keep(replace(draft, call_id="nowhere"))
