"""Next steps: one promised action, with owner and due day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One promised action. ``owner`` is a name, empty for the SE."""

    id: str
    deal_id: str
    call_id: str | None = None
    note_id: str | None = None
    text: str
    owner: str = ""
    due_on: date | None = None
    made_at: datetime
    settled_at: datetime | None = None

    def days_late(self, today: date) -> int:
        """Whole days past the due day; 0 where it is settled, not due yet or has no day."""
        if self.settled_at is not None or self.due_on is None:
            return 0
        return max(0, (today - self.due_on).days)
