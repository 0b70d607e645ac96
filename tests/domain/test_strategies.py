"""The strategy of a deal: its parts, and when a new version begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from se_desk.domain.strategies import (
    SITTING,
    Heading,
    StrategyPart,
    StrategyVersion,
    goes_on,
    in_order,
    written,
)

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LAST = StrategyVersion(id="v", deal_id="d", heading=Heading.AIM, text="a", recorded_at=AT)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("last", "now", "same"),
    [
        (None, AT, False),
        (LAST, AT, True),
        (LAST, AT + SITTING - SECOND, True),
        (LAST, AT + SITTING, False),
        (LAST, AT - SECOND, False),
    ],
)
def test_one_sitting_is_one_version(last: StrategyVersion | None, now: datetime, same: bool) -> None:
    assert goes_on(last, now) is same


def test_all_parts_in_order() -> None:
    plan = StrategyPart(id="p", deal_id="d", heading=Heading.PLAN, text="Call", changed_at=AT)
    blank = StrategyPart(id="q", deal_id="d", heading=Heading.AIM, text=" ", changed_at=AT)
    parts = in_order("d", (plan, blank), AT)
    assert [part.heading for part in parts] == list(Heading)
    assert [part.id for part in parts] == ["q", "", "", "", "p", ""]
    assert written(parts) == (plan,)


def test_every_part_has_words_of_its_own() -> None:
    assert len({heading.label for heading in Heading}) == len(Heading)
