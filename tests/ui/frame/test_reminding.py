"""A word before the 24 hours of a call run out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.frame.reminding import Reminding

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Heard:
    """A notifier that keeps what it was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.ended = 0

    def say(self, title: str, words: str) -> str:
        self.said.append((title, words))
        return "heard"

    def end(self) -> None:
        self.ended += 1


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def reminding(heard: Heard) -> Reminding:
    return Reminding(None, heard)  # type: ignore[arg-type]


@pytest.fixture
def deal(desk: Desk) -> Deal:
    return desk.deals.open("Berth planning", "Halvorsen Quays")


@pytest.fixture
def call(desk: Desk, deal: Deal) -> Call:
    """A call that ends in an hour."""
    return desk.calls.plan("Readout", desk.now(), deal_id=deal.id)


@pytest.mark.parametrize(
    ("remind", "said"),
    [
        ("off", []),
        ("quiet", [("58 min left for a note", "One call has no note yet.")]),
        ("named", [("58 min left for a note", "Readout, Halvorsen Quays")]),
    ],
)
def test_once_in_the_last_hour(
    desk: Desk, call: Call, clock: MovableClock, heard: Heard, reminding: Reminding, remind: str,
    said: list[tuple[str, str]],
) -> None:  # fmt: skip
    desk.profile.change(remind=remind)
    for left in (24 * HOUR, 61 * MINUTE, 58 * MINUTE, 30 * MINUTE, -MINUTE):
        clock.at = call.ends_at + 24 * HOUR - left
        reminding.look(desk)
    assert heard.said == said


def test_it_is_off_on_a_new_desk(desk: Desk, call: Call, heard: Heard, reminding: Reminding) -> None:
    reminding.look(desk)
    assert heard.ended == 1


def test_one_that_is_late_already_is_never_said(
    desk: Desk, call: Call, clock: MovableClock, heard: Heard, reminding: Reminding
) -> None:
    desk.profile.change(remind="named")
    clock.at = call.ends_at + 24 * HOUR + MINUTE
    reminding.look(desk)
    assert heard.said == []


def test_a_call_that_was_written_down_is_not_said(
    desk: Desk, deal: Deal, call: Call, clock: MovableClock, heard: Heard, reminding: Reminding
) -> None:
    desk.profile.change(remind="named")
    clock.at = call.ends_at + HOUR
    desk.notes.start(deal.id, title="Readout", body="They agreed", call_id=call.id)
    clock.at = call.ends_at + 24 * HOUR - 30 * MINUTE
    reminding.look(desk)
    assert heard.said == []


def test_several_are_said_together(
    desk: Desk, deal: Deal, call: Call, clock: MovableClock, heard: Heard, reminding: Reminding
) -> None:
    desk.calls.plan("Follow-up", call.ends_at, minutes=15, deal_id=deal.id)
    desk.profile.change(remind="named")
    clock.at = call.ends_at + 24 * HOUR - 10 * MINUTE
    reminding.look(desk)
    assert heard.said == [("10 min left for 2 notes", "Readout, Halvorsen Quays\nFollow-up, Halvorsen Quays")]


def test_a_locked_desk_names_nobody(
    desk: Desk, call: Call, clock: MovableClock, heard: Heard, reminding: Reminding
) -> None:
    desk.profile.change(remind="named")
    clock.at = call.ends_at + HOUR
    reminding.look(desk)
    reminding.lock()
    reminding.look_locked(call.ends_at + 23 * HOUR + 10 * MINUTE)
    assert heard.said == [("50 min left for a note", "One call has no note yet.")]


def test_a_call_that_ends_while_the_desk_is_locked_is_known(
    desk: Desk, call: Call, heard: Heard, reminding: Reminding
) -> None:
    desk.profile.change(remind="quiet")
    reminding.look(desk)  # it goes on
    reminding.lock()
    reminding.look_locked(call.ends_at + 23 * HOUR + 30 * MINUTE)
    assert [title for title, _ in heard.said] == ["30 min left for a note"]


def test_a_desk_that_cannot_be_read_is_left_to_the_page(
    desk: Desk, heard: Heard, reminding: Reminding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(desk.profile, "get", full)
    reminding.look(desk)
    assert heard.said == []
