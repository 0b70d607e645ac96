"""Where links lead, who names a thing, what completes a link, and where things were taken from."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.note_links import LinkKind
from se_desk.domain.notes import Note
from se_desk.domain.partners import Partner
from se_desk.domain.passages import LONGEST_EXCERPT, Passage
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.note_links import Completion, LeadsTo

PERSON, TAG, NAME = LinkKind.PERSON, LinkKind.TAG, LinkKind.NAME


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    desk.people.add(deal.id, "Ana Ruiz", title="CIO")
    return desk.notes.start(
        deal.id, title="Line walk", body="@Ana Ruiz [[Halvorsen Quays]] #Port [[Line walk]]"
    )


def titles(found: tuple[Completion, ...]) -> list[str]:
    return [each.title for each in found]


def test_back_links(desk: Desk, deal: Deal, note: Note, clock: MovableClock) -> None:
    person = desk.people.of_deal(deal.id)[0]
    assert desk.note_links.back_links("person", person.id).notes == (note,)
    assert desk.note_links.back_links("note", note.id).count == 0  # it names itself
    for number in range(3):
        clock.move(timedelta(minutes=1))
        desk.notes.start(None, title=f"More {number}", body="[[Line walk]] and [[halvorsen quays]]")
    found = desk.note_links.back_links("note", note.id, limit=2)
    assert (titles_of(found.notes), found.count) == (["More 2", "More 1"], 3)
    assert desk.note_links.back_links("deal", deal.id).count == 4
    assert desk.note_links.back_links("deal", "nowhere").notes == ()


def titles_of(notes: tuple[Note, ...]) -> list[str]:
    return [note.shown_title for note in notes]


def test_where_a_link_leads(desk: Desk, deal: Deal, note: Note, partner: Partner) -> None:
    person = desk.people.of_deal(deal.id)[0]
    lead = desk.note_links.leads_to
    assert lead(PERSON, "Ana Ruiz", note.id) == LeadsTo("person", person.id, "Ana Ruiz", deal.id)
    assert lead(NAME, "halvorsen quays", note.id) == LeadsTo("deal", deal.id, "Halvorsen Quays", deal.id)
    assert lead(PERSON, "Pavel") == LeadsTo("partner", partner.id, "Pavel Lindqvist", None)
    assert lead(NAME, "Line walk") == LeadsTo("note", note.id, "Line walk", deal.id)
    assert lead(TAG, "port", note.id) is None
    assert lead(NAME, "Nowhere", note.id) is None


def test_a_link_leads_on_after_a_renaming(desk: Desk, deal: Deal, note: Note) -> None:
    body = note.body
    desk.deals.change(deal.id, account="Halvorsen Terminals", title="Cranes")
    person = desk.people.of_deal(deal.id)[0]
    desk.people.change(person.id, name="Ana Vega")
    lead = desk.note_links.leads_to
    assert lead(NAME, "Halvorsen Quays", note.id) == LeadsTo("deal", deal.id, "Halvorsen Terminals", deal.id)
    assert lead(NAME, "Halvorsen Quays") == lead(NAME, "Halvorsen Quays", note.id)
    assert lead(PERSON, "Ana Ruiz", note.id) == LeadsTo("person", person.id, "Ana Vega", deal.id)
    assert desk.notes.get(note.id).body == body
    assert desk.notes.get(note.id).revision == note.revision
    assert desk.note_links.people(note.id) >= {"Ana Ruiz", "Ana Vega", "Pavel Lindqvist"}
    assert "Ana Ruiz" not in desk.note_links.people()


def test_a_link_to_what_is_gone_leads_nowhere(desk: Desk, deal: Deal, note: Note) -> None:
    person = desk.people.of_deal(deal.id)[0]
    desk.people.remove(person.id)
    assert desk.note_links.leads_to(PERSON, "Ana Ruiz", note.id) is None


def test_people_complete(desk: Desk, deal: Deal, note: Note) -> None:
    other = desk.deals.open("Grain", "Fenwold")
    desk.people.add(other.id, "Ana Ruiz", title="Buyer")
    desk.people.add(other.id, "Anabel Frost")
    near = desk.note_links.completions("an", PERSON, deal_id=deal.id)
    assert titles(near) == ["Ana Ruiz", "Anabel Frost"]
    assert near[0] == Completion("Ana Ruiz", "Ana Ruiz", "CIO, Halvorsen Quays", "person")
    assert titles(desk.note_links.completions("", PERSON, deal_id=deal.id))[:2] == [
        "Ana Ruiz",
        "Pavel Lindqvist",
    ]
    assert titles(desk.note_links.completions("lindq", PERSON)) == ["Pavel Lindqvist"]
    assert titles(desk.note_links.completions("lindqwist", PERSON)) == ["Pavel Lindqvist"]
    assert desk.note_links.completions("zzz", PERSON) == ()


def test_tags_complete_the_most_used_first(desk: Desk, deal: Deal, note: Note) -> None:
    for number in range(2):
        desk.notes.start(None, body=f"#rail #port{number}")
    assert desk.note_links.tags()[0] == ("rail", 2)
    assert desk.note_links.completions("", TAG, limit=2)[0] == Completion("rail", "rail", "2 notes", "tag")
    assert titles(desk.note_links.completions("po", TAG)) == ["Port", "port0", "port1"]


def test_deals_and_notes_complete(desk: Desk, deal: Deal, note: Note) -> None:
    second = desk.deals.open("Grain [2]", "Fenwold")
    desk.deals.open("Belts", "Fenwold")
    desk.notes.start(None, title="Quay map")
    desk.notes.start(None, title="A [bracket] quay")
    found = desk.note_links.completions("quay", NAME, deal_id=deal.id)
    assert [(each.text, each.noun) for each in found] == [("Halvorsen Quays", "deal"), ("Quay map", "note")]
    assert found[1].detail == "Of no deal yet"
    assert desk.note_links.completions("line w", NAME)[0].detail == "Halvorsen Quays"
    several = desk.note_links.completions("grain", NAME)
    assert several[0] == Completion("Fenwold: Grain (2)", "Fenwold", "Grain [2]", "deal")
    assert desk.note_links.completions("", NAME, deal_id=second.id)[0].detail == "Grain [2]"


def test_passages_are_kept(desk: Desk, deal: Deal, note: Note) -> None:
    step = desk.steps.promise(deal.id, "Send it", passage=Passage(note.id, 1, "@Ana Ruiz", 0))
    ask = desk.asks.hear(deal.id, "Do it", passage=Passage(note.id, 1, "x" * 9_000, 4))
    assert step.note_id == ask.note_id == note.id
    taken = desk.note_links.passages("step", step.id)
    assert [(one.excerpt, one.start, one.revision, one.note_id) for one in taken] == [
        ("@Ana Ruiz", 0, 1, note.id)
    ]
    assert desk.note_links.passage(taken[0].id) == taken[0]
    assert len(desk.note_links.passages("ask", ask.id)[0].excerpt) == LONGEST_EXCERPT
    kept = desk.note_links.keep_passage("element", "e1", Passage(note.id, 1, "words"))
    assert desk.note_links.passages("element", "e1") == (kept,)
    assert desk.note_links.passage("gone") is None
    assert desk.note_links.passages("step", ask.id) == ()


def test_sources_name_their_notes_and_leave_the_trash_out(desk: Desk, deal: Deal, note: Note) -> None:
    other = desk.notes.start(deal.id, title="Second", body="words", private=True)
    step = desk.steps.promise(deal.id, "Send it", passage=Passage(note.id, 1, "@Ana Ruiz", 0))
    desk.note_links.keep_passage("step", step.id, Passage(other.id, 1, "words"))
    found = desk.note_links.sources("step", step.id)
    assert [(one.title, one.excerpt, one.private) for one in found] == [
        ("Line walk", "@Ana Ruiz", False),
        ("Second", "words", True),
    ]
    desk.notes.trash(note.id)
    assert [one.title for one in desk.note_links.sources("step", step.id)] == ["Second"]
    assert desk.note_links.sources_for("step", ("", "nowhere", step.id)).keys() == {step.id}
    assert desk.note_links.sources("step", "") == ()
    assert desk.notes.count_inbox() == 0
