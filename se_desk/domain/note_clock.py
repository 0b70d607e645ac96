"""The 24-hour clock: every call without a note runs from its end (Partnership charter, CRM logging)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from se_desk.domain.moments import say_span

LIMIT = timedelta(hours=24)
SOON = timedelta(hours=4)


class ClockState(StrEnum):
    """Running, four hours or less left, over, logged in time, logged late."""

    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    DONE = "done"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class NoteClock:
    """The clock of one call. ``left`` is negative once it is over; ``took`` is set once there is a note."""

    state: ClockState
    left: timedelta
    took: timedelta | None = None

    @property
    def fraction(self) -> float:
        """How much of the 24 hours is left, 0 to 1."""
        return min(1.0, max(0.0, self.left / LIMIT))

    def say(self) -> str:
        """``6 h 12 min left``, ``19 h 18 min late``, ``Logged 40 min after the call``."""
        if self.took is not None:
            late = ", late" if self.state is ClockState.LATE else ""
            when = "during" if self.took <= timedelta() else f"{say_span(self.took)} after"
            return f"Logged {when} the call{late}"
        return f"{say_span(self.left)} {'late' if self.state is ClockState.OVER else 'left'}"


def say_export(clock: NoteClock) -> str:
    """The same of the call's way to the CRM: ``CRM: 6 h 12 min left``, ``In the CRM 2 h after the call``."""
    if clock.took is None:
        return f"CRM: {clock.say()}"
    late = ", late" if clock.state is ClockState.LATE else ""
    when = "during" if clock.took <= timedelta() else f"{say_span(clock.took)} after"
    return f"In the CRM {when} the call{late}"


def clock_of(ends_at: datetime, first_note_at: datetime | None, now: datetime) -> NoteClock:
    """The clock of a call that ended at ``ends_at``; exactly 24 hours is still in time."""
    if first_note_at is not None:
        took = first_note_at - ends_at
        state = ClockState.DONE if took <= LIMIT else ClockState.LATE
        return NoteClock(state, LIMIT - took, took)
    left = ends_at + LIMIT - now
    if left < timedelta():
        return NoteClock(ClockState.OVER, left)
    return NoteClock(ClockState.SOON if left <= SOON else ClockState.RUNNING, left)
