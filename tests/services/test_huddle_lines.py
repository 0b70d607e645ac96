"""The checklist and the story of a huddle."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import BadInput, NotAllowed
from se_desk.domain.huddles import TickState
from se_desk.services.desk import Desk
from se_desk.services.huddles import HuddleView


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    made = desk.calls.plan("Line walk", desk.now() + timedelta(hours=2), minutes=60, deal_id=deal.id)
    desk.huddles.begin(made.id)
    return made


def lines(desk: Desk, call: Call) -> HuddleView:
    found = desk.huddles.of_call(call.id)
    assert found is not None
    return found


def test_ticks(desk: Desk, call: Call) -> None:
    first = lines(desk, call).ticks[0]
    done = desk.huddles.tick(first.id, detail=" read ")
    assert (done.state, done.detail) == (TickState.DONE, "read")
    assert desk.huddles.tick(first.id, False).detail == "read"
    own = desk.huddles.add_tick(call.id, "Charge the tablet")
    assert lines(desk, call).ticks[-1] == own
    desk.huddles.remove_tick(own.id)
    with pytest.raises(NotAllowed):
        desk.huddles.remove_tick(first.id)
    with pytest.raises(BadInput):
        desk.huddles.add_tick(call.id, " ")


def test_beats_move_as_far_as_there_are_places(desk: Desk, call: Call) -> None:
    one, two, three = (desk.huddles.add_beat(call.id, topic) for topic in ("One", "Two", "Three"))

    def order() -> list[str]:
        return [beat.topic for beat in lines(desk, call).beats]

    desk.huddles.move_beat(three.id, -1)
    assert order() == ["One", "Three", "Two"]
    desk.huddles.move_beat(one.id, 9)
    assert order() == ["Three", "Two", "One"]
    assert desk.huddles.change_beat(two.id, line="Now?").line == "Now?"
    desk.huddles.remove_beat(two.id)
    assert order() == ["Three", "One"]


def test_nothing_moves_once_it_is_held(desk: Desk, call: Call) -> None:
    tick = lines(desk, call).ticks[0]
    desk.huddles.hold(call.id)
    assert lines(desk, call).ticks[0].state is TickState.SKIPPED
    with pytest.raises(NotAllowed):
        desk.huddles.tick(tick.id)
