"""The half hour's timer, and the day of the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.scrubs import LENGTH, Decision, Scrub, next_scrub_on

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
SCRUB = Scrub(id="s", partner_id="p", begun_at=NOW)
MIN = timedelta(minutes=1)


def test_the_timer_runs_beside_what_it_has_run() -> None:
    running = replace(SCRUB, timer_used_ms=60_000, timer_started_at=NOW)
    assert running.used(NOW + 4 * MIN) == 5 * MIN
    assert running.left(NOW + 31 * MIN) == -2 * MIN
    assert running.used(NOW - MIN) == MIN  # a clock that was set back takes nothing away
    assert running.used_ms(NOW + 4 * MIN) == 300_000
    assert SCRUB.left(NOW + 99 * MIN) == LENGTH


@pytest.mark.parametrize(
    ("last", "weeks", "found"),
    [
        (date(2026, 3, 4), 2, date(2026, 3, 18)),
        (date(2026, 3, 7), 2, date(2026, 3, 23)),  # a Saturday
        (date(2026, 3, 8), 1, date(2026, 3, 16)),  # a Sunday
        (date(2026, 3, 4), 0, date(2026, 3, 11)),
    ],
)
def test_the_next_one(last: date, weeks: int, found: date) -> None:
    assert next_scrub_on(last, weeks) == found


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 26))
def test_the_next_one_is_never_on_a_weekend_nor_more_than_two_days_late(last: date, weeks: int) -> None:
    found = next_scrub_on(last, weeks)
    assert found.weekday() < 5
    assert 7 * weeks <= (found - last).days <= 7 * weeks + 2


def test_decisions_have_words() -> None:
    assert [one.label for one in Decision] == ["Keep", "Close the gap by a day", "Disqualify"]
