"""Minutes and times of a call as words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.calls import Call
from se_desk.domain.errors import BadInput
from se_desk.ui.calls.times import ask_minute, read_time, when_words

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def _call(starts: timedelta, minutes: int = 60, *, cancelled: bool = False) -> Call:
    at = NOW + starts
    return Call(
        id="c", title="Demo", starts_at=at, ends_at=at + timedelta(minutes=minutes), cancelled=cancelled
    )


@pytest.mark.parametrize(("minutes", "ask"), [(60, 55), (45, 40), (30, 25), (8, 4), (120, 115)])
def test_the_minute_to_ask(minutes: int, ask: int) -> None:
    assert ask_minute(_call(timedelta(), minutes)) == ask


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (_call(timedelta(minutes=42)), "today 10:42, in 42 min"),
        (_call(timedelta(minutes=41, seconds=1)), "today 10:41, in 42 min"),
        (_call(timedelta(days=1)), "tomorrow 10:00, in 24 h"),
        (_call(timedelta(minutes=-20)), "on now, 40 min left"),
        (_call(timedelta(hours=-20)), "yesterday 14:00, over for 19 h"),
        (_call(timedelta(minutes=42), cancelled=True), "today 10:42, cancelled"),
    ],
)
def test_when_a_call_is(call: Call, words: str) -> None:
    assert when_words(call, NOW) == words


@pytest.mark.parametrize(
    ("text", "time"),
    [("14:30", (14, 30)), ("1430", (14, 30)), ("930", (9, 30)), ("9.15", (9, 15)), (" 9 ", (9, 0))],
)
def test_times_as_people_write_them(text: str, time: tuple[int, int]) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "12:60", "noon", "12345", "-1"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(BadInput):
        read_time(text)
