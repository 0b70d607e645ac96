"""Templates that came with SE Desk, the SE's own, their order, and what is filled in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.notes import NoteKind
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.note_templates import LONGEST

DEMO = NoteKind.DEMO
BUNDLED = "bundled:demo"


def order(desk: Desk) -> list[str]:
    return [each.name for each in desk.note_templates.of_kind(DEMO)]


def test_each_kind_has_one_that_came_with_the_desk(desk: Desk) -> None:
    found = desk.note_templates.all()
    assert [each.kind for each in found] == list(NoteKind)
    assert all(each.is_bundled for each in found)
    assert desk.note_templates.get(BUNDLED).body.startswith("# Demo: {account}")
    for verb in (
        lambda: desk.note_templates.change(BUNDLED, name="x"),
        lambda: desk.note_templates.delete(BUNDLED),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_own_templates_are_made_changed_moved_and_taken_away(desk: Desk, heard: list[Change]) -> None:
    templates = desk.note_templates
    one = templates.create(DEMO, " Short ", "# {account}\r\n")
    two = templates.duplicate(BUNDLED)
    assert order(desk) == ["Demo", "Demo, copy", "Short"]
    assert two.body == templates.get(BUNDLED).body
    templates.move(one.id, -1)
    templates.move(one.id, -1)
    assert order(desk) == ["Short", "Demo", "Demo, copy"]
    assert desk.notes.template(DEMO) == "# Short"[:0]  # its only line has nothing to say
    templates.move(BUNDLED, +1)
    assert order(desk) == ["Short", "Demo, copy", "Demo"]
    assert templates.change(one.id, name="Shorter", body="x").name == "Shorter"
    assert desk.notes.template(DEMO) == "x"
    gone = templates.delete(one.id)
    assert order(desk) == ["Demo, copy", "Demo"]
    templates.put_back(gone)
    assert order(desk) == ["Shorter", "Demo, copy", "Demo"]
    moved = templates.change(one.id, kind=NoteKind.POC)
    assert [each.id for each in templates.of_kind(NoteKind.POC)] == ["bundled:poc", moved.id]
    assert Change(Noun.NOTE_TEMPLATE, one.id) in heard
    with pytest.raises(NotFound):
        templates.get("nowhere")


def test_what_is_no_template_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput):
        desk.note_templates.create(DEMO, " ")
    with pytest.raises(BadInput):
        desk.note_templates.create(DEMO, "Long", "x" * (LONGEST + 1))
    assert order(desk) == ["Demo"]


def test_every_field_is_filled_from_deal_and_call(desk: Desk, deal: Deal, clock: MovableClock) -> None:
    call = desk.calls.plan("Line walk", clock.now() + timedelta(days=1), minutes=30, deal_id=deal.id)
    desk.calls.attend(call.id, "Oskar Brandt")
    desk.calls.attend(call.id, "Mia {deal}")
    fields = "{deal}|{account}|{ae}|{stage}|{call}|{time}|{attendees}|{date}|{day}|{se}|{mine}"
    own = desk.note_templates.create(DEMO, "All", fields)
    assert desk.note_templates.text(DEMO, call_id=call.id, template_id=own.id) == (
        "Berth planning|Halvorsen Quays|Pavel Lindqvist|Discovery|Line walk|10:30|Mia {deal}, Oskar Brandt|"
        "2026-03-05|Thu 5 Mar 2026|Marlene Okoro|{mine}"
    )
    assert desk.note_templates.text(DEMO, template_id=own.id) == (
        "|||||||2026-03-04|Wed 4 Mar 2026|Marlene Okoro|{mine}"
    )
    assert desk.note_templates.text(DEMO, deal.id, template_id=BUNDLED) == desk.notes.template(DEMO, deal.id)
    alone = desk.deals.open("Grain", "Fenwold")
    assert "|Fenwold||" in desk.note_templates.text(DEMO, alone.id, template_id=own.id)


def test_a_note_in_which_nothing_is_written_is_known_the_day_after(
    desk: Desk, deal: Deal, clock: MovableClock
) -> None:
    own = desk.note_templates.create(NoteKind.IDEA, "Mine", "On {date}\n")
    body = desk.note_templates.text(NoteKind.IDEA, deal.id, template_id=own.id)
    note = desk.notes.start(deal.id, kind=NoteKind.IDEA, body=body)
    clock.move(timedelta(days=1))
    assert desk.note_templates.text(NoteKind.IDEA, deal.id, template_id=own.id) != body
    assert body in desk.note_templates.beginnings(note)
    assert desk.note_templates.beginnings(note) == {
        body,
        desk.note_templates.text(NoteKind.IDEA, deal.id, on=note.written_at.date()),
    }
