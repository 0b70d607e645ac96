"""Checklists of the SE's own, and the version a huddle keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.checklists import Line
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed, NotFound
from se_desk.domain.huddles import TickState
from se_desk.services.checklists import STANDARD, standard
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk

HOUR = timedelta(hours=1)
LINES = (Line("Test system reset", "Yesterday's data are gone"), Line("Screen shared", "", "screen"))


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    return desk.calls.plan("Berth demo", desk.now() + HOUR, deal_id=deal.id, kind=CallKind.DEMO)


def texts(desk: Desk, call: Call) -> list[str]:
    found = desk.huddles.of_call(call.id)
    assert found is not None
    assert [tick.position for tick in found.ticks] == list(range(1, len(found.ticks) + 1))
    return [tick.text for tick in found.ticks]


def test_the_standard_one_is_there_and_stays(desk: Desk) -> None:
    (only,) = desk.checklists.all()
    assert (only.title, only.is_standard, len(only.lines)) == (STANDARD, True, 5)
    assert only.kinds == tuple(CallKind)
    assert desk.checklists.get("") == standard()
    assert desk.checklists.of_kind(CallKind.DEMO) == standard()


def test_one_is_added_changed_and_reordered(desk: Desk, heard: list[Change]) -> None:
    made = desk.checklists.add("  Before a demo ", LINES, author="me")
    assert (made.title, made.version, made.lines) == ("Before a demo", 1, LINES)
    assert heard == [Change(Noun.HUDDLE, made.id, None, "me")]
    turned = desk.checklists.change(made.id, "Before a demo", reversed(LINES))
    assert (turned.version, turned.lines) == (2, (LINES[1], LINES[0]))
    renamed = desk.checklists.change(made.id, "Demo", turned.lines)
    assert (renamed.version, renamed.title) == (2, "Demo")  # the lines are the same
    assert [view.title for view in desk.checklists.all()] == [STANDARD, "Demo"]
    assert desk.checklists.get(made.id) == renamed


@pytest.mark.parametrize("title", [" ", STANDARD, "standard", "Demo", "DEMO"])
def test_a_title_is_needed_once(desk: Desk, title: str) -> None:
    first = desk.checklists.add("Demo", LINES)
    second = desk.checklists.add("Readout", LINES)
    with pytest.raises(BadInput):
        desk.checklists.add(title, LINES)
    with pytest.raises(BadInput):
        desk.checklists.change(second.id, title, LINES)
    assert desk.checklists.change(first.id, "demo", LINES).title == "demo"


def test_a_kind_begins_with_its_own(desk: Desk, call: Call) -> None:
    made = desk.checklists.add("Before a demo", LINES)
    desk.checklists.set_default(CallKind.DEMO, made.id)
    assert desk.checklists.of_kind(CallKind.DEMO).id == made.id
    assert desk.checklists.all()[1].kinds == (CallKind.DEMO,)
    begun = desk.huddles.begin(call.id)
    assert (begun.huddle.checklist, begun.huddle.checklist_version) == ("Before a demo", 1)
    assert [(tick.text, tick.hint, tick.key) for tick in begun.ticks] == [
        (line.text, line.hint, line.key) for line in LINES
    ]
    desk.checklists.change(made.id, "Before a demo", (Line("Other"),))
    assert texts(desk, call) == [line.text for line in LINES]  # the version it used
    desk.checklists.set_default(CallKind.DEMO, None)
    assert desk.checklists.of_kind(CallKind.DEMO).is_standard
    with pytest.raises(NotFound):
        desk.checklists.set_default(CallKind.DEMO, "nowhere")


def test_one_that_is_removed_is_no_default_any_more(desk: Desk, call: Call) -> None:
    made = desk.checklists.add("Before a demo", LINES)
    desk.checklists.set_default(CallKind.DEMO, made.id)
    desk.huddles.begin(call.id)
    gone = desk.checklists.remove(made.id)
    assert (gone.title, gone.kinds, gone.lines) == ("Before a demo", (CallKind.DEMO,), LINES)
    assert desk.checklists.of_kind(CallKind.DEMO).is_standard
    assert texts(desk, call) == [line.text for line in LINES]
    with pytest.raises(NotFound):
        desk.checklists.remove(made.id)


def test_a_huddle_takes_another_list_and_keeps_what_was_touched(desk: Desk, call: Call) -> None:
    made = desk.checklists.add("Before a demo", LINES)
    begun = desk.huddles.begin(call.id)
    assert begun.huddle.checklist == STANDARD
    desk.huddles.tick(begun.ticks[0].id, True, "Two articles")
    ticks = desk.huddles.use_checklist(call.id, made.id)
    assert [tick.text for tick in ticks] == [line.text for line in LINES] + [begun.ticks[0].text]
    assert (ticks[2].state, ticks[2].key) == (TickState.DONE, "")
    found = desk.huddles.of_call(call.id)
    assert found is not None
    assert found.huddle.checklist == "Before a demo"
    again = desk.huddles.use_checklist(call.id, "")
    assert [tick.text for tick in again] == [tick.text for tick in begun.ticks]
    assert (again[0].state, again[0].key) == (TickState.DONE, begun.ticks[0].key)
    desk.huddles.hold(call.id)
    with pytest.raises(NotAllowed):
        desk.huddles.use_checklist(call.id, made.id)


def test_lines_left_alone_are_skipped_once_the_call_is_over(
    desk: Desk, call: Call, clock: MovableClock, heard: list[Change]
) -> None:
    begun = desk.huddles.begin(call.id)
    desk.huddles.tick(begun.ticks[0].id)
    clock.at = call.starts_at + timedelta(minutes=30)
    assert desk.huddles.skip_left_alone() == 0
    clock.at = call.ends_at
    heard.clear()
    assert desk.huddles.skip_left_alone() == 4
    assert len(heard) == 1
    found = desk.huddles.of_call(call.id)
    assert found is not None
    states = [tick.state for tick in found.ticks]
    assert states == [TickState.DONE, *[TickState.SKIPPED] * 4]
    assert found.huddle.held_at is None  # it was not held, and nothing says it was
    heard.clear()
    assert desk.huddles.skip_left_alone() == 0
    assert heard == []
    assert desk.huddles.tick(found.ticks[1].id).state is TickState.DONE  # still true, only said late
