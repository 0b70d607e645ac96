"""Next steps: late from the day after the due day, and never once settled."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from se_desk.domain.steps import NextStep

AT = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "settled", "today", "late"),
    [
        (None, None, date(2026, 3, 4), 0),
        (date(2026, 3, 4), None, date(2026, 3, 3), 0),
        (date(2026, 3, 4), None, date(2026, 3, 4), 0),
        (date(2026, 3, 4), None, date(2026, 3, 5), 1),
        (date(2028, 2, 28), None, date(2028, 3, 1), 2),  # a leap year
        (date(2027, 2, 28), None, date(2027, 3, 1), 1),
        (date(2026, 3, 4), AT, date(2026, 4, 4), 0),
    ],
)
def test_days_late(due: date | None, settled: datetime | None, today: date, late: int) -> None:
    step = NextStep(id="s", deal_id="d", text="Send it", due_on=due, made_at=AT, settled_at=settled)
    assert step.days_late(today) == late
