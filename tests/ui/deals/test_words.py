"""What the pages say of a deal."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from se_desk.domain.steps import NextStep
from se_desk.services.desk import Desk
from se_desk.ui.deals.words import due_of, due_sentence, heading_of, noted, owner_words, short

TODAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 9, tzinfo=UTC)


def step(due: date | None, owner: str = "") -> NextStep:
    return NextStep(id="1", deal_id="d", text="Send it", owner=owner, due_on=due, made_at=AT)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 4), "Today"),
        (date(2026, 3, 3), "Yesterday"),
        (date(2026, 3, 5), "Tomorrow"),
        (date(2026, 2, 12), "Thu 12 February"),
        (date(2025, 12, 31), "Wed 31 December 2025"),
    ],
)
def test_headings(day: date, words: str) -> None:
    assert heading_of(day, TODAY) == words


@pytest.mark.parametrize(
    ("due", "words", "token", "sentence"),
    [
        (None, "no day", "text-3", "No due day"),
        (date(2026, 3, 2), "2 days late", "clock-over", "Due Mon 2 Mar, 2 days late"),
        (date(2026, 3, 3), "1 day late", "clock-over", "Due Tue 3 Mar, 1 day late"),
        (date(2026, 3, 4), "today", "text-2", "Due Wed 4 Mar, today"),
        (date(2026, 3, 5), "tomorrow", "text-2", "Due Thu 5 Mar"),
        (date(2026, 3, 9), "Mon 9 Mar", "text-2", "Due Mon 9 Mar"),
    ],
)
def test_due(due: date | None, words: str, token: str, sentence: str) -> None:
    said = due_of(step(due), TODAY)
    assert (said.words, said.token) == (words, token)
    assert due_sentence(step(due), TODAY).words == sentence


def test_no_step_at_all() -> None:
    assert due_of(None, TODAY).words == "none"


def test_short_days_and_owners(desk: Desk) -> None:
    assert short(date(2027, 1, 9), TODAY) == "9 Jan 2027"
    assert noted("You", AT, TODAY) == "You, noted 4 Mar"
    assert (owner_words(step(None)), owner_words(step(None, "Ada"))) == ("Yours", "Ada")
