"""Not ready for technical investment: the flag on a deal, the AE's answer, and how it ended (PRODUCT, 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ended(StrEnum):
    """How it ended; ``open`` while it stands."""

    OPEN = "open"
    CLOSED = "closed"
    WENT_AHEAD = "went_ahead"
    WITHDRAWN = "withdrawn"
    DEAL_ENDED = "deal_ended"

    @property
    def label(self) -> str:
        """The words a person reads."""
        words = {
            "open": "Not ready",
            "closed": "The gaps were closed",
            "went_ahead": "Went ahead with the gaps open",
            "withdrawn": "Withdrawn by the SE",
        }
        return words.get(self.value, "The deal ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReady:
    """The SE called a deal not ready; ``missing`` is what is lacking, ``answer`` what the AE said to it.

    ``committed_on`` is the day by which the AE will have closed the gaps.
    """

    id: str
    deal_id: str
    flagged_on: date
    missing: str
    answer: str = ""
    answered_on: date | None = None
    committed_on: date | None = None
    ended: Ended = Ended.OPEN
    ended_on: date | None = None
    ended_note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it stands."""
        return self.ended is Ended.OPEN

    def days_late(self, today: date) -> int:
        """Whole days past the AE's day; 0 where it ended, is not due or has no day."""
        if not self.is_open or self.committed_on is None:
            return 0
        return max(0, (today - self.committed_on).days)
