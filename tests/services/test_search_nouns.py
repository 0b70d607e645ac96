"""Whatever can be written down is found: when it is new, by what it says after a change, and no longer when
it is gone. The index is held beside the tables each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from se_desk.domain.deals import Deal
from se_desk.domain.disagreements import Ending
from se_desk.domain.insights import InsightKind
from se_desk.domain.papers import PaperKind
from se_desk.domain.partners import Partner
from se_desk.domain.requests import Reply, Wanted
from se_desk.domain.risks import Category, Severity
from se_desk.domain.scrubs import Decision
from se_desk.domain.strategies import Heading
from se_desk.services.desk import Desk
from se_desk.services.papers import QUESTIONS
from se_desk.services.search import Found
from se_desk.storage import search
from se_desk.storage.tables import SEARCHED
from tests.services.conftest import NOW

OLD, NEW = "quillfin", "brassmoor"
AHEAD = NOW + timedelta(days=1)
Life = Iterator[None]  # yields when it is new, when it says NEW instead of OLD, and when it is gone


def a_note(desk: Desk, deal: Deal) -> Life:
    note = desk.notes.start(deal.id, title="Walk", body=f"The {OLD} lifts.")
    yield
    desk.notes.write(note.id, f"The {NEW} lifts.")
    yield
    desk.notes.trash(note.id)
    yield
    desk.notes.take_back(note.id)
    yield
    desk.notes.retitle(note.id, "Other")
    yield


def a_title(desk: Desk, deal: Deal) -> Life:
    note = desk.notes.start(None, title=OLD)
    yield
    desk.notes.retitle(note.id, NEW)
    yield
    desk.notes.trash(note.id)
    yield


def a_restored_note(desk: Desk, deal: Deal) -> Life:
    note = desk.notes.start(deal.id, body=f"{NEW} and more words than that")
    desk.notes.write(note.id, OLD)
    yield
    desk.notes.restore(note.id, min(one.number for one in desk.notes.revisions(note.id)))
    yield


def an_attachment(desk: Desk, deal: Deal) -> Life:
    """Its note goes to the trash and comes back, and it with it."""
    note = desk.notes.start(deal.id, title="Walk")
    first = desk.attachments.add(b"plan", f"{OLD}.pdf", note_id=note.id)
    yield
    desk.attachments.remove(first.id)
    desk.attachments.add(b"plan", f"{NEW}.pdf", note_id=note.id)
    yield
    desk.notes.trash(note.id)
    yield
    desk.notes.take_back(note.id)
    yield


def a_call(desk: Desk, deal: Deal) -> Life:
    call = desk.calls.plan("Walk", AHEAD, deal_id=deal.id, agenda=f"See the {OLD}")
    yield
    desk.calls.change(call.id, agenda=f"See the {NEW}")
    yield
    desk.calls.cancel(call.id)
    yield


def a_flag(desk: Desk, deal: Deal) -> Life:
    flag = desk.risks.flag(deal.id, Severity.LOW, Category.DATA, f"The {OLD} is late", "So they say")
    yield
    desk.risks.correct(flag.id, flag.seq, {"statement": f"The {NEW} is late"})
    yield


def an_ask(desk: Desk, deal: Deal) -> Life:
    ask = desk.asks.hear(deal.id, f"A report by {OLD}")
    yield
    desk.asks.change(ask.id, statement=f"A report by {NEW}")
    yield


def a_person(desk: Desk, deal: Deal) -> Life:
    one = desk.people.add(deal.id, f"Ottilie {OLD}")
    yield
    desk.people.change(one.id, name=f"Ottilie {NEW}")
    yield
    desk.people.remove(one.id)
    yield


def a_clause(desk: Desk, deal: Deal) -> Life:
    """An agreed charter keeps its words; the next version has its own."""
    assert deal.partner_id
    charter = desk.charters.draft(deal.partner_id, "partnership")
    clause = desk.charters.add_clause(charter.id, topic=OLD, text="Both log the same day.")
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    yield
    desk.charters.revise(deal.partner_id)
    mine = desk.charters.versions(deal.partner_id)[-1]
    again = next(one for one in desk.charters.clauses(mine.id) if one.origin_id == clause.origin_id)
    desk.charters.edit_clause(again.id, topic=NEW)
    yield


def a_step(desk: Desk, deal: Deal) -> Life:
    step = desk.steps.promise(deal.id, f"Send the {OLD}")
    yield
    desk.steps.change(step.id, text=f"Send the {NEW}")
    yield


def a_deal(desk: Desk, deal: Deal) -> Life:
    desk.deals.change(deal.id, account=OLD)
    yield
    desk.deals.change(deal.id, account=NEW)
    yield


def a_partner(desk: Desk, deal: Deal) -> Life:
    one = desk.partners.meet(f"Otto {OLD}")
    yield
    desk.partners.change(one.id, name=f"Otto {NEW}")
    yield


def a_request(desk: Desk, deal: Deal) -> Life:
    one = desk.requests.hear(deal.id, f"Show the {OLD}")
    yield
    desk.requests.change(one.id, words="Show it", wanted=Wanted.DEMO, asked_on=one.asked_on)
    desk.requests.answer(one.id, Reply.DECLINED, f"No {NEW} yet", "A sponsor")
    yield
    desk.requests.drop(one.id)
    yield


def a_disagreement(desk: Desk, deal: Deal) -> Life:
    assert deal.partner_id
    one = desk.disagreements.bring_up(deal.partner_id, f"Who opens the {OLD}", deal_id=deal.id)
    yield
    desk.disagreements.end(one.id, Ending.SETTLED, f"{NEW} first")
    yield
    desk.disagreements.drop(one.id)
    yield


def a_talk(desk: Desk, deal: Deal) -> Life:
    assert deal.partner_id
    one = desk.disagreements.bring_up(deal.partner_id, "Who opens", deal_id=deal.id)
    desk.disagreements.attempt(one.id, f"They see {OLD}")
    yield
    desk.disagreements.attempt(one.id, f"They see {NEW}")
    yield
    desk.disagreements.drop(one.id)
    yield


def a_scrub(desk: Desk, deal: Deal) -> Life:
    assert deal.partner_id
    scrub = desk.scrubs.begin(deal.partner_id)
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP, f"{OLD} holds")
    yield
    desk.scrubs.decide(scrub.id, deal.id, Decision.KEEP, f"{NEW} holds")
    yield
    desk.scrubs.drop(scrub.id)
    yield


def an_insight(desk: Desk, deal: Deal) -> Life:
    one = desk.insights.hear(f"Ports ask for {OLD}", InsightKind.USAGE, deal_id=deal.id)
    yield
    desk.insights.change(one.id, statement=f"Ports ask for {NEW}")
    yield
    gone = desk.insights.drop(one.id)
    yield
    desk.insights.put_back(gone)
    yield


def a_strategy(desk: Desk, deal: Deal) -> Life:
    desk.strategies.write(deal.id, Heading.AIM, f"Win by {OLD}")
    yield
    desk.strategies.write(deal.id, Heading.AIM, f"Win by {NEW}")
    yield
    desk.strategies.write(deal.id, Heading.AIM, "")
    yield


def a_criterion(desk: Desk, deal: Deal) -> Life:
    asked = desk.exit_criteria.all()[0]
    desk.exit_criteria.show(deal.id, asked.id, f"{OLD} said so")
    yield
    desk.exit_criteria.show(deal.id, asked.id, f"{NEW} said so")
    yield
    desk.exit_criteria.show(deal.id, asked.id, "")
    yield


def a_paper(desk: Desk, deal: Deal) -> Life:
    question = next(iter(QUESTIONS[PaperKind.REVIEW]))
    desk.papers.write(PaperKind.REVIEW, deal.id, question, f"{OLD} is theirs")
    yield
    desk.papers.write(PaperKind.REVIEW, deal.id, question, f"{NEW} is theirs")
    yield


# The noun of the index, its life, and whether what it said before is found still, as in a log.
LIVES: tuple[tuple[str, Callable[[Desk, Deal], Life], bool], ...] = (
    ("note", a_note, False),
    ("note", a_title, False),
    ("note", a_restored_note, False),
    ("attachment", an_attachment, False),
    ("call", a_call, False),
    ("flag", a_flag, True),
    ("ask", an_ask, False),
    ("person", a_person, False),
    ("clause", a_clause, True),
    ("step", a_step, False),
    ("deal", a_deal, False),
    ("partner", a_partner, False),
    ("request", a_request, False),
    ("disagreement", a_disagreement, True),
    ("attempt", a_talk, True),
    ("scrub", a_scrub, False),
    ("insight", an_insight, False),
    ("strategy", a_strategy, False),
    ("criterion", a_criterion, False),
    ("paper", a_paper, False),
)


@pytest.mark.parametrize(("noun", "life", "keeps"), LIVES, ids=[life.__name__ for _, life, _ in LIVES])
def test_is_found_as_it_stands(
    desk: Desk, deal: Deal, partner: Partner, noun: str, life: Callable[[Desk, Deal], Life], keeps: bool
) -> None:
    going = life(desk, deal)
    assert not looked(desk, noun, OLD)
    next(going)
    (one,) = looked(desk, noun, OLD)
    assert (one.deal_id in (deal.id, None), one.partner_id in ("", partner.id) or noun == "partner") == (1, 1)
    next(going)
    assert bool(looked(desk, noun, OLD)) is keeps
    assert looked(desk, noun, NEW)
    for there, _ in zip((False, True, True), going, strict=False):
        assert bool(looked(desk, noun, NEW)) is there


def looked(desk: Desk, noun: str, word: str) -> tuple[Found, ...]:
    """What of a noun is found by a word, in either way; the index is in step."""
    first = tuple(one for one in desk.search.first(word).found if one.noun == noun)
    with desk.store.writing() as conn:
        assert not search.problems(conn)
    assert first == tuple(one for one in desk.search.find(word, newest=True) if one.noun == noun)
    return first


def test_every_source_of_the_index_has_a_life() -> None:
    assert {noun for noun, _, _ in LIVES} == {source.noun for source in SEARCHED}


@pytest.mark.parametrize("noun", ["request", "disagreement", "attempt", "scrub"])
def test_what_is_between_the_two_leads_to_the_partner(
    desk: Desk, deal: Deal, partner: Partner, noun: str
) -> None:
    next({kind: life for kind, life, _ in LIVES}[noun](desk, deal))
    (one,) = looked(desk, noun, OLD)
    assert one.partner_id == partner.id
