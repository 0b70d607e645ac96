"""A deal that is not ready: whether it stands, and how late the day is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from se_desk.domain.not_ready import Ended, NotReady

DAY = date(2026, 3, 2)
RECORD = NotReady(id="n", deal_id="d", flagged_on=DAY, missing="Budget")


@pytest.mark.parametrize(
    ("record", "late"),
    [
        (RECORD, 0),
        (replace(RECORD, committed_on=DAY), 0),
        (replace(RECORD, committed_on=DAY - timedelta(days=3)), 3),
        (replace(RECORD, committed_on=DAY + timedelta(days=3)), 0),
        (replace(RECORD, committed_on=DAY - timedelta(days=3), ended=Ended.CLOSED), 0),
    ],
)
def test_days_past_the_day_that_was_named(record: NotReady, late: int) -> None:
    assert record.days_late(DAY) == late


def test_every_ending_has_words_of_its_own() -> None:
    assert len({one.label for one in Ended}) == len(Ended)
    assert RECORD.is_open and not replace(RECORD, ended=Ended.WITHDRAWN).is_open
