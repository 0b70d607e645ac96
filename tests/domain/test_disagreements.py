"""What is said of a disagreement, and when the manager is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from se_desk.domain.disagreements import Disagreement, Ending

DAY = date(2026, 2, 2)
TALK = Disagreement(id="g", partner_id="p", about="The date", raised_on=DAY)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (replace(TALK, in_private=False), "raised with others present"),
        (replace(TALK, attempts=1, escalated_attempt=1), "to the manager after attempt 1"),
        (replace(TALK, attempts=2), "attempt 2, not with the manager"),
        (replace(TALK, attempts=1, ending=Ending.SETTLED), "settled in private, attempt 1"),
        (replace(TALK, ending=Ending.SETTLED), "settled in private, no attempt"),
        (TALK, "open, no attempt"),
        (replace(TALK, attempts=1, ending=Ending.LEFT), "left as it is, attempt 1"),
        (replace(TALK, attempts=1, ending=Ending.DECIDED), "decided by the manager, attempt 1"),
    ],
)
def test_what_is_said(record: Disagreement, said: str) -> None:
    assert record.went(1)[1] == said


@pytest.mark.parametrize(
    ("record", "due"),
    [
        (TALK, False),
        (replace(TALK, attempts=1), True),
        (replace(TALK, attempts=2), True),
        (replace(TALK, attempts=1, escalated_on=DAY), False),
        (replace(TALK, attempts=1, ending=Ending.SETTLED), False),
    ],
)
def test_when_the_manager_is_next(record: Disagreement, due: bool) -> None:
    assert record.is_due(1) is due


def test_endings_have_words() -> None:
    assert [one.label for one in Ending] == [
        "Open",
        "Settled between the two",
        "Decided by the manager",
        "Left as it is",
    ]
