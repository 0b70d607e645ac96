"""Items of evidence on a real desk: where they lead, what is offered, what stays known as raised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, ForecastCategory
from se_desk.domain.errors import BadInput
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, own, read
from se_desk.domain.notes import Note
from se_desk.domain.passages import LONGEST_EXCERPT, Origin, Passage
from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.domain.risks import Category, RiskFlag, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.evidence import Offer
from tests.services.conftest import NOW

NOTE, CALL, DOCUMENT, FACT, OWN = EvidenceKind
BODY = "# Walk\n\n- Legal starts when the **report** is in\n- Crane 4 stands\n"


@pytest.fixture
def note(desk: Desk, deal: Deal) -> Note:
    return desk.notes.start(deal.id, title="Quay walk", body=BODY)


@pytest.fixture
def call(desk: Desk, deal: Deal, clock: MovableClock) -> Call:
    planned = desk.calls.plan("Readout", NOW, deal_id=deal.id)
    clock.move(timedelta(hours=2))
    desk.calls.jot(planned.id, "The board will name who signs")
    return planned


def raised(desk: Desk, deal: Deal, *items: EvidenceItem) -> RiskFlag:
    return desk.risks.flag(deal.id, Severity.HIGH, Category.DECISION_PROCESS, "Nobody signs", items)


def kinds(offers: tuple[Offer, ...]) -> list[EvidenceKind]:
    return list(dict.fromkeys(offer.item.kind for offer in offers))


def test_items_lead_back_and_the_log_knows_nothing_of_it(
    desk: Desk, deal: Deal, note: Note, call: Call
) -> None:
    file = desk.attachments.add(b"%PDF-1.4", "Draft.pdf", note_id=note.id)
    loose = desk.attachments.add(b"%PDF-1.4", "Terms.pdf", deal_id=deal.id)
    flag = raised(
        desk,
        deal,
        EvidenceItem(NOTE, "Crane 4 stands", Passage(note.id, note.revision, "Crane 4 stands", 9)),
        EvidenceItem(CALL, "The board decides", Origin("call", call.id)),
        EvidenceItem(DOCUMENT, "Draft.pdf", Origin("attachment", file.id)),
        EvidenceItem(DOCUMENT, "Terms.pdf", Origin("attachment", loose.id)),
        computed("12 weeks"),
        own("Seen so"),
    )
    kept = desk.evidence.of_flag(flag)
    assert [(one.item.kind, one.source and (one.source.noun, one.source.id)) for one in kept] == [
        (NOTE, ("note", note.id)),
        (CALL, ("debrief", call.id)),
        (DOCUMENT, ("note", note.id)),
        (DOCUMENT, ("deal", deal.id)),
        (FACT, None),
        (OWN, None),
    ]
    fields = flag.entries[0].fields
    assert set(fields) == {"severity", "category", "statement", "evidence"}
    assert note.id not in fields["evidence"]
    assert desk.risks.check().intact


def test_a_link_survives_another_name_and_ends_in_the_trash(desk: Desk, deal: Deal, note: Note) -> None:
    flag = raised(desk, deal, EvidenceItem(NOTE, "Crane 4", Passage(note.id, 1, "Crane 4 stands", 9)))
    desk.notes.retitle(note.id, "Another name")
    (kept,) = desk.evidence.of_flag(flag)
    assert kept.source is not None
    assert (kept.source.title, kept.source.excerpt) == ("Another name", "Crane 4 stands")
    desk.notes.trash(note.id)
    (kept,) = desk.evidence.of_flag(flag)
    assert (kept.item.words, kept.source) == ("Crane 4", None)


def test_a_removed_file_and_a_call_ahead(desk: Desk, deal: Deal, note: Note) -> None:
    ahead = desk.calls.plan("Later", NOW + timedelta(days=2), deal_id=deal.id)
    file = desk.attachments.add(b"x", "Plan.txt", note_id=note.id)
    flag = raised(
        desk,
        deal,
        EvidenceItem(CALL, "No agenda yet", Origin("call", ahead.id)),
        EvidenceItem(DOCUMENT, "Plan.txt", Origin("attachment", file.id)),
    )
    desk.attachments.remove(file.id)
    nouns = [one.source and one.source.noun for one in desk.evidence.of_flag(flag)]
    assert nouns == ["huddle", None]


def test_what_comes_later_is_a_remark_with_its_own_time(
    desk: Desk, deal: Deal, note: Note, clock: MovableClock
) -> None:
    flag = raised(desk, deal, own("Seen so"))
    clock.move(timedelta(days=1))
    passage = Passage(note.id, 1, "Crane 4 stands", 9)
    flag = desk.risks.remark(flag.id, [EvidenceItem(NOTE, "Crane 4 stands", passage)])
    flag = desk.risks.remark(flag.id, "A plain remark")
    first, later = desk.evidence.of_flag(flag)
    assert (first.item.words, first.added_at) == ("Seen so", None)
    assert later.added_at == flag.notes[0].recorded_at
    assert later.source is not None
    assert flag.evidence == "Seen so"


def test_a_correction_keeps_the_links_and_adds_none_twice(desk: Desk, deal: Deal, note: Note) -> None:
    item = EvidenceItem(NOTE, "Crane 4", Passage(note.id, 1, "Crane 4 stands", 9))
    flag = raised(desk, deal, item)
    flag = desk.risks.correct(flag.id, flag.seq, {}, evidence=(own("Seen so"), item))
    assert [one.source is not None for one in desk.evidence.of_flag(flag)] == [False, True]
    assert len(desk.note_links.passages("flag", flag.id)) == 1
    desk.risks.correct(flag.id, flag.seq, {}, evidence=(replace(item, words="Crane 4 stands still"),))
    assert [one.item for one in desk.note_links.passages("flag", flag.id)] == [
        "Crane 4",
        "Crane 4 stands still",
    ]
    assert [entry.kind for entry in desk.risks.get(flag.id).entries[1:]] == ["risk.correct", "risk.correct"]


def test_a_proposal_raised_with_more_items_does_not_come_again(desk: Desk, deal: Deal) -> None:
    desk.deals.set_procurement(deal.id, date(2026, 8, 22), 12, "Mail  of\u00a0the buyer ")
    desk.deals.record_forecast(deal.id, ForecastCategory.PIPELINE, date(2026, 9, 30))
    (proposal,) = desk.risks.proposals(deal.id)
    flag = raised(desk, deal, own("Seen so"), computed(proposal.evidence))
    assert desk.risks.proposals() == ()
    desk.risks.correct(flag.id, flag.seq, {}, evidence=(own("Seen so"),))
    assert desk.risks.proposals() == (proposal,)  # the control: without the item it is there again


def test_what_was_heard_and_raised_with_more_items_does_not_come_again(desk: Desk, call: Call) -> None:
    desk.calls.jot(call.id, "No budget before May")
    heard = desk.debriefs.heard(call.id)
    deal_id = call.deal_id or ""
    items = (own("Seen so"), *(EvidenceItem(CALL, one.proposal.evidence) for one in heard))
    desk.risks.flag(deal_id, Severity.LOW, Category.QUALIFICATION, "No money", items)
    assert heard
    assert desk.debriefs.heard(call.id) == ()


def test_what_is_offered_without_a_word(desk: Desk, deal: Deal, note: Note, call: Call) -> None:
    desk.attachments.add(b"x" * 2_000, "Draft.pdf", note_id=note.id)
    desk.calls.plan("Ahead", NOW + timedelta(days=2), deal_id=deal.id)
    desk.calls.cancel(desk.calls.plan("Off", NOW, deal_id=deal.id).id)
    offers = desk.evidence.offers(deal.id)
    assert kinds(offers) == [FACT, NOTE, CALL, DOCUMENT]
    assert [(one.item.words, one.note_id) for one in offers if one.item.kind is NOTE] == [
        ("Quay walk", note.id)
    ]
    assert [one.item.words for one in offers if one.item.kind is CALL] == [
        "Call “Readout”, Wed 4 Mar 2026",
        "Said in “Readout”, Wed 4 Mar, 12:30: “The board will name who signs”",
    ]
    assert offers[-1].detail == "Quay walk, 2 kB"
    assert "MEDDPICC, metrics: no evidence yet." in [one.item.words for one in offers]


def test_words_find_passages_facts_jots_and_files(desk: Desk, deal: Deal, note: Note, call: Call) -> None:
    desk.attachments.add(b"x", "Report of the board.pdf", deal_id=deal.id)
    (found,) = [one for one in desk.evidence.offers(deal.id, "legal repo") if one.item.kind is NOTE]
    assert found.item.words == "Legal starts when the report is in"
    source = found.item.source
    assert isinstance(source, Passage)
    assert BODY[source.start :].startswith(source.excerpt)
    assert (found.detail, found.note_id) == ("Quay walk, today", "")
    assert kinds(desk.evidence.offers(deal.id, "board")) == [CALL, DOCUMENT]
    assert kinds(desk.evidence.offers(deal.id, "MEDDPICC champ")) == [FACT]
    assert desk.evidence.offers(deal.id, "nowhere at all") == ()
    whole = desk.evidence.offers(deal.id, "quay walk")
    assert [one.note_id for one in whole] == [note.id]
    desk.qualification.set_element(deal.id, Letter.CHAMPION, "Ana")
    desk.qualification.set_gate(deal.id, GateKind.BUDGET, GateState.EVIDENCED, "Mail")
    assert desk.evidence.offers(deal.id, "MEDDPICC champ") == ()


def test_letters_with_accents_are_found_without(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, body="Das Grüne Tor öffnet spät")
    assert [one.item.words for one in desk.evidence.offers(deal.id, "grune offnet")] == [
        "Das Grüne Tor öffnet spät"
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "deal:elsewhere",
        "before:2020-01-01",
        "is:private",
        "#crane",
        "a:b",
        "-legal",
        "kind:call x",
        '"quay" OR',
    ],
)
def test_what_is_typed_is_no_syntax_of_search(desk: Desk, deal: Deal, typed: str) -> None:
    desk.notes.start(deal.id, title="Other", body="- Crane 4 stands still, legal asks")
    desk.notes.start(deal.id, title="Marks", body=f"- They write {typed} on the wall")
    found = [one.item.words for one in desk.evidence.offers(deal.id, typed) if one.item.kind is NOTE]
    assert f"They write {typed} on the wall" in found


@pytest.mark.parametrize(
    "typed", ["kind:call crane", "is:shareable crane", "after:2000-01-01 crane", "#", ":"]
)
def test_a_filter_is_not_passed_over(desk: Desk, deal: Deal, note: Note, typed: str) -> None:
    assert [one for one in desk.evidence.offers(deal.id, typed) if one.item.kind is NOTE] == []


def test_nothing_of_another_deal_is_offered(desk: Desk, deal: Deal, note: Note) -> None:
    other = desk.deals.open(deal.title, deal.account)
    desk.notes.start(other.id, body="Legal starts later")
    found = [one for one in desk.evidence.offers(deal.id, f"legal deal:{other.id}") if one.item.kind is NOTE]
    assert found == []
    assert len([one for one in desk.evidence.offers(deal.id, "legal") if one.item.kind is NOTE]) == 1


def test_the_passages_of_one_note(desk: Desk, note: Note) -> None:
    assert [one.item.words for one in desk.evidence.in_note(note.id)] == [
        "Legal starts when the report is in",
        "Crane 4 stands",
    ]
    assert [one.item.words for one in desk.evidence.in_note(note.id, "crane")] == ["Crane 4 stands"]


def test_what_is_private_is_marked(desk: Desk, deal: Deal, note: Note, call: Call) -> None:
    desk.attachments.add(b"x", "Draft.pdf", note_id=note.id)
    desk.notes.set_private(note.id, True)
    desk.notes.start(deal.id, call_id=call.id, body="Of the call", private=True)
    marked = {one.item.words: one.item.private for one in desk.evidence.offers(deal.id)}
    assert marked["Quay walk"]
    assert marked["Draft.pdf"]
    assert marked["Call “Readout”, Wed 4 Mar 2026"]
    assert [words for words, private in marked.items() if private and words.startswith("Said")]
    assert all(one.item.private for one in desk.evidence.in_note(note.id))


@pytest.mark.parametrize("text", ["12 weeks from 22 Aug is 14 Nov", "• a\n• b", "two\nlines"])
def test_text_is_kept_as_it_was_given(desk: Desk, deal: Deal, text: str) -> None:
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "x", f" {text} ")
    assert flag.evidence == text
    assert [item.kind for item in read(text)] == [OWN]


def test_a_flag_stays_known_as_raised_when_only_the_explanation_changes(desk: Desk, deal: Deal) -> None:
    desk.deals.record_forecast(deal.id, ForecastCategory.COMMIT, date(2026, 9, 30))
    (proposal,) = desk.risks.proposals(deal.id)
    assert proposal.beside
    other = f"{proposal.evidence.removesuffix(proposal.beside)} Clause 2 of a charter that is no more."
    raised(desk, deal, computed(other))
    assert desk.risks.proposals() == ()


def test_a_passage_without_end_is_cut(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, title="Long", body="zebra " + "word " * 30_000)
    (found,) = desk.evidence.offers(deal.id, "zebra")
    assert len(found.item.words) <= 2_000
    assert found.item.words.endswith("…")
    flag = raised(desk, deal, found.item)
    (taken,) = desk.note_links.passages("flag", flag.id)
    assert len(taken.excerpt) == LONGEST_EXCERPT


@pytest.mark.parametrize(
    "words", ["\u202etxet", "a\u2028b", "\U0001f6a2" * 50, "x" * 90_000, "\ufeff• Note: a"]
)
def test_hostile_words_are_kept_as_they_are(desk: Desk, deal: Deal, words: str) -> None:
    flag = raised(desk, deal, own(words), EvidenceItem(NOTE, words))
    assert [one.item.words for one in desk.evidence.of_flag(flag)] == [words, words]


@pytest.mark.parametrize("words", ["a\0b", "\ud800"])
def test_what_the_log_cannot_keep_is_refused(desk: Desk, deal: Deal, words: str) -> None:
    with pytest.raises(BadInput):
        desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "x", words)
    assert desk.risks.flags() == ()


def test_a_passage_with_a_character_the_log_cannot_keep_is_raised_without_it(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, title="Taken in", body="Crane\0 4 stands still")
    (found,) = desk.evidence.offers(deal.id, "stands still")
    flag = raised(desk, deal, found.item, own("Seen"))
    (kept, _) = desk.evidence.of_flag(flag)
    assert kept.item.words == "Crane 4 stands still"
    assert kept.source is not None
