"""Sources of evidence that change: made private, put in the trash, gone for good, of another deal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, own
from se_desk.domain.notes import Note
from se_desk.domain.passages import Origin, Passage
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.records import Choice
from tests.services.conftest import NOW

NOTE, CALL, DOCUMENT, FACT, OWN = EvidenceKind
WORDS = "Crane 4 stands"


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, title="Quay walk", body=WORDS)


def of(note: Note, *, private: bool = False) -> EvidenceItem:
    return EvidenceItem(NOTE, WORDS, Passage(note.id, 1, WORDS), private)


def raised(desk: Desk, deal: Deal, *items: EvidenceItem) -> RiskFlag:
    return desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, "Nobody signs", items)


def test_a_private_item_is_not_in_the_drafted_message(desk: Desk, deal: Deal, note: Note) -> None:
    flag = raised(desk, deal, of(note), own("Seen so"))
    assert WORDS in desk.risks.draft(flag.id)
    desk.notes.set_private(note.id, True)
    drafted = desk.risks.draft(flag.id)
    assert WORDS not in drafted and "Seen so" in drafted
    assert WORDS in desk.evidence.shareable(raised(desk, deal, own(WORDS))).evidence


def test_items_are_as_private_as_their_sources_are_now(desk: Desk, deal: Deal, note: Note) -> None:
    desk.notes.set_private(note.id, True)
    file = desk.attachments.add(b"x", "Draft.pdf", note_id=note.id)
    items = (of(note), EvidenceItem(DOCUMENT, "Draft.pdf", Origin("attachment", file.id)), own("Seen"))
    assert [one.private for one in desk.evidence.checked(items)] == [True, True, False]
    desk.notes.set_private(note.id, False)
    assert not desk.evidence.checked([of(note, private=True)])[0].private


def test_the_mark_stays_while_the_note_lies_in_the_trash(desk: Desk, deal: Deal, note: Note) -> None:
    flag = raised(desk, deal, of(note))
    desk.notes.set_private(note.id, True)
    desk.notes.trash(note.id)
    (kept,) = desk.evidence.of_flag(flag)
    assert (kept.item.private, kept.source) == (True, None)
    assert desk.evidence.items_of(flag)[0].private


def test_what_is_taken_from_a_call_is_private_with_all_its_notes(desk: Desk, deal: Deal) -> None:
    call = desk.calls.plan("Readout", NOW, deal_id=deal.id)
    flag = raised(desk, deal, EvidenceItem(CALL, "The board decides", Origin("call", call.id)))
    assert not desk.note_links.sources("flag", flag.id)[0].private
    desk.notes.start(deal.id, call_id=call.id, body="Mine", private=True)
    assert desk.note_links.sources("flag", flag.id)[0].private
    assert desk.evidence.items_of(flag)[0].private


def test_a_source_that_is_gone_for_good_is_passed_over(
    desk: Desk, deal: Deal, note: Note, clock: MovableClock
) -> None:
    desk.notes.trash(note.id)
    clock.move(timedelta(days=31))
    assert desk.notes.clear_trash() == 1
    flag = raised(desk, deal, of(note, private=True))
    assert desk.note_links.passages("flag", flag.id) == ()
    assert desk.evidence.of_flag(flag)[0].item.words == WORDS
    (checked,) = desk.evidence.checked([of(note, private=True)])
    assert (checked.private, checked.source) == (True, None)
    assert desk.evidence.of_deal([of(note)], deal.id) == (of(note),)


def test_the_same_words_lead_to_where_each_was_taken(
    desk: Desk, deal: Deal, note: Note, clock: MovableClock
) -> None:
    other = desk.notes.start(deal.id, title="Again", body=WORDS)
    call = desk.calls.plan("Readout", NOW, deal_id=deal.id)
    flag = raised(desk, deal, own(WORDS), of(note), EvidenceItem(CALL, WORDS, Origin("call", call.id)))
    clock.move(timedelta(hours=1))
    flag = desk.risks.remark(flag.id, [of(other)])
    flag = desk.risks.remark(flag.id, [of(note)])
    kept = desk.evidence.of_flag(flag)
    titles = [one.source.title if one.source else "" for one in kept]
    assert titles == ["", "Quay walk", "Readout", "Again", "Again"]
    assert [one.source for one in desk.evidence.items_of(flag)][:2] == [None, of(note).source]


def test_items_of_another_deal_are_told_apart(desk: Desk, deal: Deal, note: Note) -> None:
    other = desk.deals.open("Gate", "Aspen Ports")
    call = desk.calls.plan("Readout", NOW, deal_id=deal.id)
    file = desk.attachments.add(b"x", "Draft.pdf", deal_id=deal.id)
    loose = desk.notes.start(None, body=WORDS)
    fact = next(one.item for one in desk.evidence.offers(other.id) if one.item.kind is FACT)
    theirs = (of(loose), fact, own("Seen so"))
    items = (
        of(note),
        EvidenceItem(CALL, "It is planned", Origin("call", call.id)),
        EvidenceItem(DOCUMENT, "Draft.pdf", Origin("attachment", file.id)),
        computed("12 weeks of the other"),
        *theirs,
    )
    assert desk.evidence.of_deal(items, other.id) == theirs
    assert desk.evidence.of_deal(items[:3], deal.id) == items[:3]


def test_where_a_document_hangs_is_said(desk: Desk, deal: Deal, note: Note) -> None:
    desk.attachments.add(b"x" * 2_000, "Draft.pdf", note_id=note.id)
    desk.attachments.add(b"x" * 2_000, "Terms.pdf", deal_id=deal.id)
    found = {one.item.words: one.detail for one in desk.evidence.offers(deal.id) if one.item.kind is DOCUMENT}
    assert found == {"Draft.pdf": "Quay walk, 2 kB", "Terms.pdf": "On the deal, 2 kB"}


def test_without_evidence_a_record_hides_what_was_added_later(desk: Desk, deal: Deal) -> None:
    flag = raised(desk, deal, own("Seen so"))
    desk.risks.remark(flag.id, [own("Seen again")])
    desk.risks.remark(flag.id, "A plain remark")
    data = desk.records.preview(Choice(deal.id, without=frozenset({"evidence"}))).data.decode()
    assert "Seen so" not in data and "Seen again" not in data and "A plain remark" in data
    assert "Seen again" in desk.records.preview(Choice(deal.id, without=frozenset({"message"}))).data.decode()
