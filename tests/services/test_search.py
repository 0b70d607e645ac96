"""Search as a verb: filters, flags as one thing, clauses with their partner, and nothing that fails."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.chain import ANCHOR, NOTE, ClockReading, append
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DeskReadOnly
from se_desk.domain.notes import NoteKind
from se_desk.domain.partners import Partner
from se_desk.domain.queries import begun_at
from se_desk.domain.risks import Category, Channel, Severity
from se_desk.services.desk import Desk
from se_desk.services.offers import offers
from se_desk.services.search import MARK_ON, Found, Stop, Stopped, flag_of, plain
from se_desk.storage import risks as risk_rows
from tests.services.conftest import NOW


def _note(desk: Desk, deal_id: str, title: str, body: str, private: bool = False) -> None:
    note = desk.notes.start(deal_id, title=title, private=private)
    desk.notes.write(note.id, body)


def _titles(found: tuple[Found, ...]) -> list[str]:
    return [one.title for one in found]


@pytest.fixture
def filled(desk: Desk, deal: Deal) -> Desk:
    """Two deals, one of them with a partner; three notes; a call; a person."""
    other = desk.deals.open("Kiln control", "Arden Tiles")
    _note(desk, deal.id, "Crane telemetry", "The **crane** sends its load every second.")
    _note(desk, deal.id, "Thoughts", "The crane budget is nobody's.", private=True)
    _note(desk, other.id, "Kiln", "A crane lifts the kiln lid.")
    desk.search.catch_up()
    desk.calls.plan("Crane walk-through", NOW + timedelta(days=1), deal_id=deal.id)
    return desk


def test_finds_by_words_and_names_the_deal(filled: Desk) -> None:
    found = {one.title: one for one in filled.search.find("telemetry")}
    assert list(found) == ["Crane telemetry"]
    one = found["Crane telemetry"]
    assert (one.noun, one.deal) == ("note", "Halvorsen Quays: Berth planning")
    assert datetime.fromisoformat(one.at) == NOW


def test_a_snippet_marks_what_was_found(filled: Desk) -> None:
    (found,) = filled.search.find("lifts")
    assert MARK_ON in found.snippet
    assert plain(found.snippet) == "A crane lifts the kiln lid."


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("crane deal:arden", {"Kiln"}),
        ('crane deal:"halvorsen quays"', {"Crane telemetry", "Thoughts", "Crane walk-through"}),
        ("crane ae:pavel", {"Crane telemetry", "Thoughts", "Crane walk-through"}),
        ("crane ae:nobody", set()),
        ("crane deal:nowhere", set()),
        ("crane is:private", {"Thoughts"}),
        ("crane kind:call", {"Crane walk-through"}),
        ("crane after:2026-03-04", {"Crane walk-through"}),
        ("crane before:2026-03-05 is:shareable deal:arden", {"Kiln"}),
        ("kind:notes", {"Kiln", "Thoughts", "Crane telemetry"}),
        ("", set()),
        ("is:loud", set()),
    ],
)
def test_filters_narrow(filled: Desk, words: str, titles: set[str]) -> None:
    assert set(_titles(filled.search.find(words))) == titles


def test_a_limit_holds_and_newest_comes_first_when_asked(filled: Desk) -> None:
    assert len(filled.search.find("crane", 2)) == 2
    assert _titles(filled.search.find("crane", 1, newest=True)) == ["Crane walk-through"]


def test_a_flag_is_one_thing_however_many_texts_it_has(desk: Desk, deal: Deal) -> None:
    flag = desk.risks.flag(
        deal.id, Severity.HIGH, Category.TIMELINE, "Permit comes late", "Permit desk, 12 w"
    )
    desk.risks.tell(flag.id, "Pavel", Channel.EMAIL, message="I want to flag that the permit is slow.")
    desk.risks.respond(flag.id, "Pavel", "The permit can wait.")
    desk.risks.correct(flag.id, flag.seq, {"statement": "Permit comes in autumn"})
    (found,) = desk.search.find("permit")
    assert (found.noun, found.id, found.title) == ("flag", flag.id, "Permit comes in autumn")
    assert found.at == flag.raised_at.isoformat()
    assert found.kind == "high"


def test_many_texts_of_one_flag_do_not_push_out_another(desk: Desk, deal: Deal) -> None:
    first = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, "Permit one")
    second = desk.risks.flag(
        deal.id, Severity.LOW, Category.DATA, "Second", "A permit is named at the very end of it"
    )
    for number in range(40):
        desk.risks.remark(first.id, f"permit permit {number}")
    assert {one.id for one in desk.search.find("permit", 2)} == {first.id, second.id}
    assert {one.id for one in desk.search.first("permit", 2).found} == {first.id, second.id}
    assert desk.search.first("permit", 1).more


def test_words_in_a_log_that_is_not_whole_are_still_found(desk: Desk, deal: Deal) -> None:
    """An entry of a flag that was never raised: the check of the chain will say so, a search need not."""
    chain, clock = "ab" * 16, ClockReading(NOW, "00000001", 0)
    mark = append(chain, None, clock, ANCHOR, 0, {"anchor": "restored"}, {"anchor": bytes(16)})
    stray = append(chain, mark.head, clock, NOTE, 1, {"note": "Grapes"}, {"note": bytes(16)})
    with desk.writing() as work:
        risk_rows.begin_chain(work.conn, deal.id, chain)
        for entry in (mark, stray):
            risk_rows.append(work.conn, deal.id, entry)
    (found,) = desk.search.find("grapes")
    assert (found.noun, found.id, found.kind, found.deal_id) == ("flag", f"{chain}-0001", "", deal.id)


def test_a_clause_leads_to_its_partner_and_its_versions_are_one(desk: Desk, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "rules_of_engagement")
    clause = desk.charters.clauses(charter.id)[0]
    desk.charters.edit_clause(clause.id, topic="Quayside rule")
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    desk.charters.revise(partner.id)
    (found,) = desk.search.find("quayside")
    assert (found.noun, found.title, found.partner_id) == ("clause", "Quayside rule", partner.id)


def test_a_partner_leads_to_itself(desk: Desk, partner: Partner) -> None:
    (found,) = desk.search.find("lindqvist")
    assert (found.noun, found.partner_id) == ("partner", partner.id)


def test_says_how_a_query_was_read(desk: Desk) -> None:
    query = desk.search.read("crane after:1d before:someday")
    assert query.after == desk.today_on() - timedelta(days=1)
    assert query.unread == ("before:someday",)


def test_knows_the_flag_of_an_entry() -> None:
    assert flag_of("ab" * 16 + ":7:12:message") == "ab" * 16 + "-0007"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_nothing_a_person_types_makes_it_fail(filled: Desk, words: str) -> None:
    assert isinstance(filled.search.find(words), tuple)
    assert isinstance(filled.search.first(words).found, tuple)
    begun = begun_at(words, len(words))
    assert begun is None or isinstance(offers(filled, begun), tuple)


def test_a_note_without_a_title_is_called_by_its_first_line(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, body="# Walk along the quay\n\nThree zebra cranes.")
    (found,) = desk.search.find("zebra")
    assert found.title == "Walk along the quay"


def test_the_first_page_is_what_changed_last_and_says_whether_there_is_more(filled: Desk) -> None:
    page = filled.search.first("crane", 2)
    assert (_titles(page.found), page.more) == (["Crane walk-through", "Kiln"], True)
    page = filled.search.first("crane", 4)
    assert (len(page.found), page.more) == (4, False)
    assert _titles(filled.search.first("elemetry").found) == ["Crane telemetry"]
    assert filled.search.first("").found == filled.search.first("nowhere").found == ()


def test_a_page_says_whether_there_is_more(filled: Desk) -> None:
    assert [filled.search.page("crane", limit).more for limit in (1, 3, 4, 9)] == [True, True, False, False]


def test_a_search_that_is_stopped_gives_no_answer_and_the_next_one_does(filled: Desk) -> None:
    stop = Stop()
    stop.ask()
    for ask in (filled.search.first, filled.search.page):
        with pytest.raises(Stopped):
            ask("crane", 5, stop)
    assert len(filled.search.find("crane")) == 4


def test_what_was_just_written_is_found_at_once(filled: Desk, deal: Deal) -> None:
    note = filled.notes.start(deal.id, title="Pier")
    filled.notes.write(note.id, "bollards")
    assert _titles(filled.search.first("bollards").found) == ["Pier"]
    filled.notes.write(note.id, "fenders")
    assert filled.search.catch_up() == 1
    assert filled.search.catch_up() == 0
    assert filled.search.find("bollards") == ()


def test_a_desk_that_cannot_be_written_is_searched_as_it_was(
    filled: Desk, deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = filled.notes.start(deal.id, title="Pier", body="bollards")
    filled.notes.write(note.id, "fenders")

    def refuse() -> None:
        raise DeskReadOnly("This desk cannot be written.")

    monkeypatch.setattr(filled.store, "writing", refuse)
    assert _titles(filled.search.find("bollards")) == ["Pier"]


def test_a_note_without_a_word_is_called_by_its_kind(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, body="## Quay walls\n\nThey sink.")
    desk.notes.start(deal.id, body="\n", kind=NoteKind.POC)
    assert set(_titles(desk.search.find("kind:note"))) == {"Quay walls", "POC"}
    assert [plain(one.snippet) for one in desk.search.find("sink")] == ["Quay walls They sink."]


def test_a_tag_finds_the_notes_that_carry_it(desk: Desk, deal: Deal) -> None:
    desk.notes.start(deal.id, title="One", body="About #Lifts here")
    desk.notes.start(deal.id, title="Two", body="About lifts, without the sign")
    assert _titles(desk.search.find("#lifts")) == _titles(desk.search.find("tag:LIFTS")) == ["One"]
    assert _titles(desk.search.find("sign tag:lifts")) == []
