"""Verbs of huddles on a real desk: ticks, beats, the question bank and a timer that outlives the app."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.charters import DEFAULT_RESCUE_PHRASE, ClauseKind
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.huddles import TickState
from se_desk.domain.partners import Partner
from se_desk.services import templates
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.huddles import HuddleView
from se_desk.storage.store import open_store
from tests.services.conftest import AE, KEY, NOW, SE

MINUTE, MILLISECOND = timedelta(minutes=1), timedelta(milliseconds=1)


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    """A demo that begins in 42 minutes."""
    return desk.calls.plan("Berth demo", NOW + 42 * MINUTE, deal_id=deal.id, kind=CallKind.DEMO)


@pytest.fixture
def huddle(desk: Desk, call: Call, heard: list[Change]) -> HuddleView:
    """Its huddle, begun."""
    begun = desk.huddles.begin(call.id)
    heard.clear()
    return begun


def test_a_huddle_begins_once(desk: Desk, call: Call, heard: list[Change]) -> None:
    assert desk.huddles.of_call(call.id) is None
    heard.clear()
    begun = desk.huddles.begin(call.id, author="page")
    assert heard == [Change(Noun.HUDDLE, begun.huddle.id, call.deal_id, "page")]
    assert desk.huddles.begin(call.id) == begun == desk.huddles.of_call(call.id)
    assert len(heard) == 1
    for ask in (desk.huddles.begin, desk.huddles.of_call):
        with pytest.raises(NotFound):
            ask("nowhere")


def test_what_a_huddle_begins_with(huddle: HuddleView) -> None:
    assert [tick.key for tick in huddle.ticks] == [tick.key for tick in templates.standard_ticks()]
    assert [tick.position for tick in huddle.ticks] == [1, 2, 3, 4, 5]
    assert {tick.state for tick in huddle.ticks} == {TickState.OPEN}
    roles = (huddle.huddle.drives, huddle.huddle.commercial, huddle.huddle.technical_notes)
    assert roles == (SE, AE, SE)
    assert huddle.huddle.rescue_phrase == DEFAULT_RESCUE_PHRASE
    assert huddle.huddle.deferral_line == templates.deferral_line()
    assert huddle.beats == ()
    assert huddle.answered == 0
    assert [asked.question for asked in huddle.questions] == list(templates.questions())


def test_a_call_of_no_deal_and_a_deal_without_a_partner(desk: Desk) -> None:
    alone = desk.huddles.begin(desk.calls.plan("Panel", NOW).id)
    assert (alone.huddle.drives, alone.huddle.commercial, alone.questions) == (SE, "", ())
    deal = desk.deals.open("Pilot boats", "Rennweg Harbour")
    of_deal = desk.huddles.begin(desk.calls.plan("Intro", NOW, deal_id=deal.id).id)
    assert (of_deal.huddle.commercial, len(of_deal.questions)) == ("", len(templates.questions()))


def test_the_rescue_phrase_is_the_one_agreed(desk: Desk, partner: Partner, deal: Deal) -> None:
    charter = desk.charters.draft(partner.id, "rules_of_engagement")
    clause = next(c for c in desk.charters.clauses(charter.id) if c.kind is ClauseKind.RESCUE_PHRASE)
    desk.charters.edit_clause(clause.id, value="Let us look at the map again")
    first = desk.calls.plan("Before", NOW, deal_id=deal.id)
    assert desk.huddles.begin(first.id).huddle.rescue_phrase == DEFAULT_RESCUE_PHRASE  # a draft binds nobody
    desk.charters.propose(charter.id)
    desk.charters.agree(charter.id)
    second = desk.calls.plan("After", NOW, deal_id=deal.id)
    assert desk.huddles.begin(second.id).huddle.rescue_phrase == "Let us look at the map again"
    assert desk.huddles.set_rescue_phrase(second.id, " Zoom out ").rescue_phrase == "Zoom out"
    assert desk.huddles.set_rescue_phrase(second.id, " ").rescue_phrase == "Let us look at the map again"


def test_what_the_pair_agrees_on(desk: Desk, call: Call, huddle: HuddleView, heard: list[Change]) -> None:
    desk.huddles.set_objective(call.id, "They name who signs", author="page")
    desk.huddles.set_roles(call.id, technical_notes=" Jun Abara ")
    desk.huddles.set_roles(call.id, drives=AE, commercial="")
    desk.huddles.set_call_to_action(call.id, "A name and a day")
    desk.huddles.set_deferral_line(call.id, "That gets its own hour")
    assert heard[0] == Change(Noun.HUDDLE, huddle.huddle.id, call.deal_id, "page")
    assert len(heard) == 5
    found = desk.huddles.of_call(call.id)
    assert found is not None
    now = found.huddle
    assert (now.objective, now.call_to_action) == ("They name who signs", "A name and a day")
    assert (now.drives, now.commercial, now.technical_notes) == (AE, "", "Jun Abara")
    assert now.deferral_line == "That gets its own hour"
    assert desk.huddles.set_deferral_line(call.id, "").deferral_line == templates.deferral_line()


def test_nothing_is_set_before_it_began(desk: Desk, call: Call) -> None:
    for verb in (desk.huddles.start_timer, desk.huddles.hold, desk.huddles.reopen, desk.huddles.take_story):
        with pytest.raises(NotFound):
            verb(call.id)
    with pytest.raises(NotFound):
        desk.huddles.set_objective(call.id, "x")


def test_ticks(desk: Desk, call: Call, huddle: HuddleView, heard: list[Change]) -> None:
    screen = huddle.ticks[2]
    done = desk.huddles.tick(screen.id, True, " Jun, and Pavel if it fails ", author="page")
    assert (done.state, done.detail) == (TickState.DONE, "Jun, and Pavel if it fails")
    assert heard == [Change(Noun.HUDDLE, huddle.huddle.id, call.deal_id, "page")]
    undone = desk.huddles.tick(screen.id, False)
    assert (undone.state, undone.detail) == (TickState.OPEN, "Jun, and Pavel if it fails")
    assert desk.huddles.tick(screen.id, False, "").detail == ""
    own = desk.huddles.add_tick(call.id, " Charts printed ")
    assert (own.position, own.key, own.text) == (6, "", "Charts printed")
    with pytest.raises(BadInput):
        desk.huddles.add_tick(call.id, " ")
    desk.huddles.remove_tick(own.id)
    with pytest.raises(NotAllowed):
        desk.huddles.remove_tick(screen.id)
    assert [tick.id for tick in desk.huddles.begin(call.id).ticks] == [tick.id for tick in huddle.ticks]


def test_what_nobody_touched_is_skipped(
    desk: Desk, call: Call, huddle: HuddleView, heard: list[Change]
) -> None:
    desk.huddles.tick(huddle.ticks[0].id)
    desk.huddles.start_timer(call.id)
    held = desk.huddles.hold(call.id, author="page")
    assert heard[-1] == Change(Noun.HUDDLE, huddle.huddle.id, call.deal_id, "page")
    states = [tick.state for tick in held.ticks]
    assert states == [TickState.DONE, *[TickState.SKIPPED] * 4]
    assert held.huddle.held_at == desk.now()
    assert held.huddle.timer_started_at is None
    count = len(heard)
    assert desk.huddles.hold(call.id) == held
    assert len(heard) == count
    for change in (
        lambda: desk.huddles.tick(huddle.ticks[1].id),
        lambda: desk.huddles.add_tick(call.id, "x"),
        lambda: desk.huddles.remove_tick(huddle.ticks[1].id),
        lambda: desk.huddles.start_timer(call.id),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert desk.huddles.set_objective(call.id, "Said in the lift").held_at == held.huddle.held_at


def test_a_huddle_can_be_reopened_until_the_call_begins(
    desk: Desk, call: Call, huddle: HuddleView, clock: MovableClock
) -> None:
    assert desk.huddles.reopen(call.id) == huddle
    desk.huddles.hold(call.id)
    clock.at = call.starts_at - MILLISECOND
    assert desk.huddles.reopen(call.id) == huddle
    desk.huddles.hold(call.id)
    clock.at = call.starts_at
    with pytest.raises(NotAllowed):
        desk.huddles.reopen(call.id)


def test_beats(desk: Desk, call: Call, huddle: HuddleView, heard: list[Change]) -> None:
    first = desk.huddles.add_beat(
        call.id, "Tides", from_minute=0, to_minute=5, line="Here is today's", who=SE, author="page"
    )
    second = desk.huddles.add_beat(call.id, "Price comes up", hand_off=AE)
    third = desk.huddles.add_beat(call.id, "Cranes", from_minute=5, to_minute=25)
    assert [beat.span for beat in (first, second, third)] == ["0–5", "any", "5–25"]
    assert heard[0] == Change(Noun.HUDDLE, huddle.huddle.id, call.deal_id, "page")

    def order() -> list[str]:
        return [beat.topic[0] for beat in desk.huddles.begin(call.id).beats]

    for beat, by, expected in (
        (third, -1, "TCP"),
        (third, -9, "CTP"),
        (third, 0, "CTP"),
        (third, 1, "TCP"),
        (first, 99, "CPT"),
    ):
        moved = desk.huddles.move_beat(beat.id, by)
        assert "".join(order()) == expected
        assert [one.position for one in moved] == [1, 2, 3]
    changed = desk.huddles.change_beat(second.id, topic="Terms come up", line="Pavel takes that")
    assert (changed.topic, changed.hand_off, changed.position) == ("Terms come up", AE, 2)
    left = desk.huddles.remove_beat(third.id)
    assert [(beat.topic, beat.position) for beat in left] == [("Terms come up", 1), ("Tides", 2)]
    for field in ("id", "huddle_id", "position", "colour"):
        with pytest.raises(TypeError):
            desk.huddles.change_beat(first.id, **{field: "x"})


@pytest.mark.parametrize(
    "fields",
    [
        {"topic": " "},
        {"from_minute": 5},
        {"to_minute": 5},
        {"from_minute": 5, "to_minute": 5},
        {"from_minute": 9, "to_minute": 5},
        {"from_minute": -1, "to_minute": 5},
    ],
)
def test_beats_that_cannot_be(
    desk: Desk, call: Call, huddle: HuddleView, fields: dict[str, object], heard: list[Change]
) -> None:
    with pytest.raises(BadInput):
        desk.huddles.add_beat(**({"call_id": call.id, "topic": "Tides"} | fields))  # type: ignore[arg-type]
    assert heard == []
    kept = desk.huddles.add_beat(call.id, "Tides")
    with pytest.raises(BadInput):
        desk.huddles.change_beat(kept.id, **fields)
    assert desk.huddles.begin(call.id).beats == (kept,)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 5)), max_size=6))
def test_moving_loses_no_beat(
    desk: Desk, call: Call, huddle: HuddleView, moves: list[tuple[int, int]]
) -> None:
    ids = [beat.id for beat in desk.huddles.begin(call.id).beats]
    while len(ids) < 4:
        ids.append(desk.huddles.add_beat(call.id, f"Part {len(ids)}").id)
    for place, by in moves:
        before = [beat.id for beat in desk.huddles.begin(call.id).beats]
        after = [beat.id for beat in desk.huddles.move_beat(ids[place], by)]
        assert sorted(after) == sorted(ids)
        there = before.index(ids[place])
        assert after.index(ids[place]) == min(3, max(0, there + by))


def test_the_standard_story_of_a_kind(desk: Desk, call: Call, huddle: HuddleView) -> None:
    own = desk.huddles.add_beat(call.id, "A word on the storm")
    taken = desk.huddles.take_story(call.id)
    story = desk.huddles.begin(call.id).beats
    assert story == (own, *taken)
    assert [beat.position for beat in story] == list(range(1, len(story) + 1))
    assert {beat.who for beat in taken} == {SE, AE}
    price = next(beat for beat in taken if beat.hand_off)
    assert price.hand_off == AE
    assert "Pavel" in price.line
    assert "Lindqvist" not in price.line


def test_a_story_without_a_partner_names_nobody(desk: Desk) -> None:
    call = desk.calls.plan("Demo", NOW, kind=CallKind.TECHNICAL)
    desk.huddles.begin(call.id)
    lines = [beat.line for beat in desk.huddles.take_story(call.id) if beat.span == "any"]
    assert any(line.startswith("My colleague") for line in lines)
    other = desk.calls.plan("Terms", NOW, kind=CallKind.PROCUREMENT)
    desk.huddles.begin(other.id)
    with pytest.raises(NotAllowed):
        desk.huddles.take_story(other.id)


def test_the_timer_leaves_pauses_out(desk: Desk, call: Call, huddle: HuddleView, clock: MovableClock) -> None:
    def left() -> timedelta:
        return desk.huddles.begin(call.id).huddle.left(desk.now())

    assert left() == 15 * MINUTE
    desk.huddles.start_timer(call.id)
    clock.move(3 * MINUTE + MILLISECOND)
    desk.huddles.start_timer(call.id)  # a second start changes nothing
    clock.move(MINUTE)
    assert left() == 11 * MINUTE - MILLISECOND
    desk.huddles.pause_timer(call.id)
    clock.move(20 * MINUTE)
    assert desk.huddles.pause_timer(call.id).timer_used_ms == 240_001
    desk.huddles.start_timer(call.id)
    clock.move(12 * MINUTE)
    assert left() == -MINUTE - MILLISECOND
    reset = desk.huddles.reset_timer(call.id)
    assert (reset.timer_used_ms, reset.timer_started_at) == (0, None)
    clock.move(MINUTE)
    assert left() == 15 * MINUTE


def test_a_clock_set_back_takes_nothing_away(
    desk: Desk, call: Call, huddle: HuddleView, clock: MovableClock
) -> None:
    desk.huddles.start_timer(call.id)
    clock.move(-5 * MINUTE)
    assert desk.huddles.pause_timer(call.id).timer_used_ms == 0


def test_the_timer_runs_on_over_a_restart(
    desk: Desk, call: Call, huddle: HuddleView, clock: MovableClock
) -> None:
    desk.huddles.start_timer(call.id)
    desk.close()
    clock.move(2 * MINUTE)
    again = Desk(open_store(desk.store.path, KEY), clock)
    found = again.huddles.of_call(call.id)
    assert found is not None
    assert found.huddle.left(again.now()) == 13 * MINUTE
    again.close()


def test_answers_are_kept_on_the_deal(
    desk: Desk, deal: Deal, call: Call, huddle: HuddleView, heard: list[Change]
) -> None:
    first = desk.huddles.answer(deal.id, "pain", " Ships wait outside ", author="page")
    assert first is not None
    assert (first.answer, first.answered_at) == ("Ships wait outside", desk.now())
    again = desk.huddles.answer(deal.id, "pain", "Ships wait for a pilot")
    assert again is not None
    assert again.id == first.id
    assert heard[0] == Change(Noun.HUDDLE, first.id, deal.id, "page")
    later = desk.huddles.begin(desk.calls.plan("Next", NOW, deal_id=deal.id).id)
    assert later.answered == 1
    assert later.questions == desk.huddles.questions(deal.id)
    assert [asked.answer for asked in later.questions if asked.answer] == [again]
    assert desk.huddles.answer(deal.id, "pain", " ") is None
    assert desk.huddles.answer(deal.id, "pain", "") is None
    assert desk.huddles.begin(call.id).answered == 0
    with pytest.raises(BadInput):
        desk.huddles.answer(deal.id, "shoe_size", "44")
    with pytest.raises(NotFound):
        desk.huddles.answer("nowhere", "pain", "x")


def test_roles_are_those_of_the_charter(desk: Desk, deal: Deal, partner: Partner) -> None:
    charter = desk.charters.draft(partner.id, "partnership")
    clause = next(c for c in desk.charters.clauses(charter.id) if c.kind is ClauseKind.ROLES)
    value = "opening ae, commercial both, technical ae, notes ae"
    desk.charters.edit_clause(clause.id, value=value)
    desk.charters.propose(charter.id)
    before = desk.calls.plan("Before it holds", desk.now(), deal_id=deal.id)
    assert desk.huddles.begin(before.id).huddle.drives == desk.profile.get().name
    desk.charters.agree(charter.id)
    after = desk.calls.plan("Now it holds", desk.now(), deal_id=deal.id)
    found = desk.huddles.begin(after.id).huddle
    assert (found.drives, found.technical_notes) == (partner.name, partner.name)
    assert found.commercial == f"{partner.name} and {desk.profile.get().name}"
