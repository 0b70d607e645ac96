"""The 24-hour clock at its edges; exactly 24 hours is still in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.moments import in_zone
from se_desk.domain.note_clock import LIMIT, SOON, ClockState, clock_of, say_export

END = datetime(2026, 3, 4, 10, tzinfo=UTC)
MS = timedelta(milliseconds=1)
spans = st.timedeltas(timedelta(days=-2), timedelta(days=40))


@pytest.mark.parametrize(
    ("since", "state", "said", "fraction"),
    [
        (timedelta(), ClockState.RUNNING, "24 h left", 1.0),
        (timedelta(minutes=38), ClockState.RUNNING, "23 h 22 min left", 1402 / 1440),
        (LIMIT - SOON - MS, ClockState.RUNNING, "4 h left", None),
        (LIMIT - SOON, ClockState.SOON, "4 h left", 4 / 24),
        (timedelta(hours=22, minutes=13), ClockState.SOON, "1 h 47 min left", 107 / 1440),
        (LIMIT, ClockState.SOON, "0 min left", 0.0),
        (LIMIT + MS, ClockState.OVER, "0 min late", 0.0),
        (timedelta(hours=43, minutes=18), ClockState.OVER, "19 h 18 min late", 0.0),
        (timedelta(days=4), ClockState.OVER, "3 days late", 0.0),
        (-timedelta(hours=1), ClockState.RUNNING, "25 h left", 1.0),
    ],
)
def test_without_a_note(since: timedelta, state: ClockState, said: str, fraction: float | None) -> None:
    clock = clock_of(END, None, END + since)
    assert clock.state is state
    assert clock.say() == said
    assert clock.took is None
    assert fraction is None or clock.fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("took", "state", "said"),
    [
        (-timedelta(minutes=10), ClockState.DONE, "Logged during the call"),
        (timedelta(), ClockState.DONE, "Logged during the call"),
        (timedelta(minutes=40), ClockState.DONE, "Logged 40 min after the call"),
        (timedelta(hours=3), ClockState.DONE, "Logged 3 h after the call"),
        (LIMIT, ClockState.DONE, "Logged 24 h after the call"),
        (LIMIT + MS, ClockState.LATE, "Logged 24 h after the call, late"),
        (timedelta(days=3), ClockState.LATE, "Logged 3 days after the call, late"),
    ],
)
def test_with_a_note(took: timedelta, state: ClockState, said: str) -> None:
    clock = clock_of(END, END + took, END + timedelta(days=30))
    assert clock.state is state
    assert clock.say() == said
    assert clock.took == took


def test_24_hours_are_hours_and_not_a_day_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    end = in_zone(datetime(2026, 3, 28, 16, tzinfo=UTC), berlin)  # 17:00, the night before the clock skips
    same_wall = in_zone(datetime(2026, 3, 29, 15, tzinfo=UTC), berlin)  # 17:00 again, 23 hours later
    assert clock_of(end, None, same_wall).left == timedelta(hours=1)


@given(spans, spans)
def test_a_note_stops_the_clock(took: timedelta, later: timedelta) -> None:
    assert clock_of(END, END + took, END + later) == clock_of(END, END + took, END)


@given(spans)
def test_states_and_fraction_agree_with_the_time_left(since: timedelta) -> None:
    clock = clock_of(END, None, END + since)
    assert clock.left == LIMIT - since
    assert (clock.state is ClockState.OVER) is (clock.left < timedelta())
    assert (clock.state is ClockState.SOON) is (timedelta() <= clock.left <= SOON)
    assert 0.0 <= clock.fraction <= 1.0


@pytest.mark.parametrize(
    ("minutes", "now", "words"),
    [
        (None, 60, "CRM: 23 h left"),
        (None, 25 * 60, "CRM: 1 h late"),
        (-5, 60, "In the CRM during the call"),
        (40, 60, "In the CRM 40 min after the call"),
        (25 * 60, 26 * 60, "In the CRM 25 h after the call, late"),
    ],
)
def test_the_way_to_the_crm_in_words(minutes: int | None, now: int, words: str) -> None:
    left_at = None if minutes is None else END + timedelta(minutes=minutes)
    assert say_export(clock_of(END, left_at, END + timedelta(minutes=now))) == words
