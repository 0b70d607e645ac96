"""The scrub: the regular half hour in which SE and AE question the pipeline (PRODUCT, part 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LENGTH = timedelta(minutes=30)
DEFAULT_WEEKS = 2
_MILLISECOND = timedelta(milliseconds=1)
_SATURDAY = 5


class Decision(StrEnum):
    """What a scrub decides of a deal."""

    KEEP = "keep"
    CLOSE_GAP = "close_gap"
    DISQUALIFY = "disqualify"

    @property
    def label(self) -> str:
        """The words a person reads."""
        words = {"keep": "Keep", "close_gap": "Close the gap by a day"}
        return words.get(self.value, "Disqualify")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrub:
    """One scrub with a partner. The timer runs from ``timer_started_at`` beside ``timer_used_ms``.

    ``held_on`` is None until it is finished; ``next_on`` is the day on which the next one is due.
    """

    id: str
    partner_id: str
    begun_at: datetime
    timer_used_ms: int = 0
    timer_started_at: datetime | None = None
    held_on: date | None = None
    next_on: date | None = None

    def used(self, now: datetime) -> timedelta:
        """Time the timer has run, pauses left out."""
        running = now - self.timer_started_at if self.timer_started_at else timedelta()
        return timedelta(milliseconds=self.timer_used_ms) + max(running, timedelta())

    def left(self, now: datetime) -> timedelta:
        """What is left of thirty minutes; negative once they are over."""
        return LENGTH - self.used(now)

    def used_ms(self, now: datetime) -> int:
        """The same in whole milliseconds."""
        return self.used(now) // _MILLISECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrubDecision:
    """What was decided of a deal. ``words`` is the gap, or the reason; ``by_on`` the day it is closed by,
    ``owner`` the name of who closes it, empty for the SE."""

    id: str
    scrub_id: str
    deal_id: str
    decision: Decision
    words: str = ""
    owner: str = ""
    by_on: date | None = None


def next_scrub_on(last_on: date, weeks: int = DEFAULT_WEEKS) -> date:
    """``weeks`` after the last one; from a Saturday or Sunday to the Monday after it."""
    due = last_on + timedelta(weeks=max(weeks, 1))
    return due + timedelta(days=max(0, 7 - due.weekday())) if due.weekday() >= _SATURDAY else due
