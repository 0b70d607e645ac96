"""Statements of huddles, their two lists, the question bank's answers, and debriefs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from se_desk.domain.errors import NotFound
from se_desk.domain.huddles import Beat, Debrief, Huddle, QuestionAnswer, Tick, TickState
from se_desk.domain.partners import Partner
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as statements
from se_desk.storage import partners as partner_rows
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal
from tests.storage.test_calls import a_call

FULL = Huddle(
    id="h1",
    call_id="c1",
    objective="They name who tests the probes",
    drives="Marlene",
    commercial="Pavel",
    technical_notes="Jun",
    rescue_phrase="One level up",
    deferral_line="That gets its own hour",
    call_to_action="A name and a day",
    timer_used_ms=61_001,
    timer_started_at=NOW,
    held_at=NOW,
)


@pytest.fixture
def filled(store: Store) -> Store:
    """A desk with two calls, of which the first one's deal has a partner."""
    with store.writing() as conn:
        partner_rows.insert(conn, Partner(id="p1", name="Pavel Lindqvist"))
        deal_rows.insert(conn, a_deal(partner_id="p1"))
        deal_rows.insert(conn, a_deal("d2"))
        call_rows.insert(conn, a_call("c1"))
        call_rows.insert(conn, a_call("c2", 4))
        call_rows.insert(conn, a_call("c3", deal_id="d2"))
        statements.insert(conn, FULL)
    return store


def test_every_field_comes_back(filled: Store) -> None:
    with filled.reading() as conn:
        assert statements.get(conn, "h1") == FULL
        assert statements.get_of_call(conn, "c1") == FULL
        assert statements.find_of_call(conn, "c2") is None
        assert statements.of_calls(conn, ("c1", "c2")) == (FULL,)
        with pytest.raises(NotFound):
            statements.get_of_call(conn, "c2")
        with pytest.raises(NotFound):
            statements.get(conn, "h2")
    with filled.writing() as conn:
        statements.update(conn, Huddle(id="h1", call_id="c1"))
    with filled.reading() as conn:
        assert statements.get(conn, "h1") == Huddle(id="h1", call_id="c1")


def test_a_call_has_one_huddle(filled: Store) -> None:
    with pytest.raises(IntegrityError), filled.writing() as conn:
        statements.insert(conn, Huddle(id="h2", call_id="c1"))


def test_ticks(filled: Store) -> None:
    ticks = [
        Tick(id=f"t{n}", huddle_id="h1", position=n, key="screen" if n == 1 else "", text=f"Line {n}")
        for n in (2, 1, 3)
    ]
    with filled.writing() as conn:
        statements.insert_ticks(conn, ticks)
        statements.insert_ticks(conn, ())
        done = Tick(id="t2", huddle_id="h1", position=2, text="Line 2", state=TickState.DONE, detail="Jun")
        statements.update_tick(conn, done)
        statements.delete_tick(conn, "t3")
    with filled.reading() as conn:
        assert statements.ticks_of(conn, "h1") == (ticks[1], done)
        assert statements.get_tick(conn, "t2") == done
        assert statements.ticks_of(conn) == ()


def test_beats(filled: Store) -> None:
    beats = [Beat(id=f"b{n}", huddle_id="h1", position=n, topic=f"Part {n}") for n in (2, 1)]
    with filled.writing() as conn:
        statements.insert_beats(conn, beats)
        changed = Beat(
            id="b1",
            huddle_id="h1",
            position=3,
            from_minute=5,
            to_minute=20,
            topic="Probes",
            line="Here is one",
            who="Jun",
            hand_off="Pavel",
        )
        statements.update_beat(conn, changed)
    with filled.reading() as conn:
        assert statements.beats_of(conn, "h1") == (beats[0], changed)
        assert statements.get_beat(conn, "b1") == changed
    with filled.writing() as conn:
        statements.delete_beat(conn, "b2")
    with filled.reading() as conn:
        assert statements.beats_of(conn, "h1") == (changed,)


def test_answers_stay_with_the_deal(filled: Store) -> None:
    first = QuestionAnswer(id="q1", deal_id="d1", question_key="pain", answer="Spoilage", answered_at=NOW)
    with filled.writing() as conn:
        statements.save_answer(conn, first)
    later = QuestionAnswer(
        id="q1", deal_id="d1", question_key="pain", answer="Fines", answered_at=NOW + timedelta(days=1)
    )
    with filled.writing() as conn:
        statements.save_answer(conn, later)
    with filled.reading() as conn:
        assert statements.answers_of(conn, "d1") == (later,)
        assert statements.answers_of(conn, "d2") == ()
        assert statements.find_answer(conn, "d1", "pain") == later
        assert statements.find_answer(conn, "d1", "budget") is None
    with filled.writing() as conn:
        statements.delete_answer(conn, "q1")
    with filled.reading() as conn:
        assert statements.find_answer(conn, "d1", "pain") is None


def test_debriefs(filled: Store) -> None:
    first = Debrief(id="e1", call_id="c1", missed="The works council", alignment=7, held_at=NOW)
    second = Debrief(id="e2", call_id="c2", held_at=NOW + timedelta(hours=5))
    other = Debrief(id="e3", call_id="c3", held_at=NOW)
    with filled.writing() as conn:
        for debrief in (first, second, other):
            statements.insert_debrief(conn, debrief)
    with filled.reading() as conn:
        assert statements.find_debrief(conn, "c1") == first
        assert statements.debriefs_of_partner(conn, "p1") == (second, first)
        assert statements.debriefs_of_partner(conn, "p2") == ()
    with filled.writing() as conn:
        statements.update_debrief(conn, Debrief(id="e1", call_id="c1", pain="Fines", held_at=NOW))
    with filled.reading() as conn:
        assert statements.find_debrief(conn, "c1") == Debrief(
            id="e1", call_id="c1", pain="Fines", held_at=NOW
        )
        assert statements.find_debrief(conn, "nowhere") is None
