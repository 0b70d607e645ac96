"""The sample's inbox, its own template, and the way back from a step to the note."""

from __future__ import annotations

import pytest

from se_desk.domain.notes import NoteKind
from se_desk.services.desk import Desk
from se_desk.services.sample import fill


@pytest.fixture
def sample(desk: Desk) -> Desk:
    fill(desk, desk.now())
    return desk


def test_what_belongs_to_no_deal_yet(sample: Desk) -> None:
    waiting = sample.notes.inbox()
    assert [note.private for note in waiting] == [False, True]
    named = {one.name: one.noun for note in waiting for one in sample_links(sample, note.id)}
    assert named == {"Ulvmark Paper": "deal", "Gullhaven Dairies": "deal", "field": None}
    own = [each for each in sample.note_templates.all() if not each.is_bundled]
    assert [(each.kind, each.name) for each in own] == [(NoteKind.POC, "POC day in five lines")]
    deal = next(view.deal for view in sample.deals.views() if view.deal.account == "Port of Lindmouth")
    text = sample.note_templates.text(NoteKind.POC, deal.id, template_id=own[0].id)
    assert "# POC day: Port of Lindmouth, " in text
    assert "- With:" not in text  # of no call, so nobody is present
    steps = [step for step in sample.steps.of_deal(deal.id) if sample.note_links.sources("step", step.id)]
    assert len(steps) == 2
    assert sample.note_links.back_links("note", steps[0].note_id or "").count in (0, 1)


def test_two_notes_wait_for_the_crm_and_none_was_sent(sample: Desk) -> None:
    waiting = sample.outbox.waiting()
    assert [(one.crm, one.state.value, one.tried_at) for one in waiting] == [
        ("salesforce", "waiting", None)
    ] * 2
    assert sample.outbox.newest() == tuple(reversed(waiting))
    assert sample.outbox.changed(waiting) == frozenset()


def sample_links(desk: Desk, note_id: str) -> tuple:  # type: ignore[type-arg]
    from se_desk.storage import note_links

    with desk.reading() as conn:
        return note_links.of_note(conn, note_id)
