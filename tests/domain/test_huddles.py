"""Huddles: the timer with its pauses, and ticks that nobody touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.huddles import LENGTH, Beat, Huddle, Tick, TickState, done, still_open

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
HUDDLE = Huddle(id="h", call_id="c")


@pytest.mark.parametrize(
    ("used_ms", "started", "used"),
    [
        (0, None, timedelta()),
        (240_000, None, timedelta(minutes=4)),
        (0, NOW, timedelta()),
        (240_000, NOW - timedelta(minutes=2), timedelta(minutes=6)),
        (0, NOW - timedelta(minutes=20), timedelta(minutes=20)),
        (240_000, NOW + timedelta(hours=1), timedelta(minutes=4)),  # the clock went back
    ],
)
def test_time_used_and_left(used_ms: int, started: datetime | None, used: timedelta) -> None:
    huddle = replace(HUDDLE, timer_used_ms=used_ms, timer_started_at=started)
    assert huddle.used(NOW) == used
    assert huddle.left(NOW) == LENGTH - used


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_a_pause_stops_the_time(used_ms: int, waited: int) -> None:
    huddle = replace(HUDDLE, timer_used_ms=used_ms)
    assert huddle.used(NOW + timedelta(seconds=waited)) == huddle.used(NOW)


def tick(key: str, state: TickState) -> Tick:
    return Tick(id=key, huddle_id="h", position=1, key=key, text=key, state=state)


def test_what_is_done_and_what_nobody_touched() -> None:
    ticks = (tick("a", TickState.DONE), tick("b", TickState.OPEN), tick("c", TickState.SKIPPED))
    assert done(ticks) == 1
    assert [found.key for found in still_open(ticks)] == ["b"]
    assert (done(()), still_open(())) == (0, ())


@pytest.mark.parametrize(("first", "last", "span"), [(0, 5, "0–5"), (45, 60, "45–60"), (None, None, "any")])
def test_span_of_a_beat(first: int | None, last: int | None, span: str) -> None:
    beat = Beat(id="b", huddle_id="h", position=1, from_minute=first, to_minute=last, topic="Why now")
    assert beat.span == span
