"""What happens in the sample, and when: steps are gathered in any order and played in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from se_desk.services.clocks import MovableClock
from se_desk.services.sample.days import SampleDays

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

Source = dict[str, Any]


class Script:
    """Steps of the sample. ``ids`` holds what was made, by its key; ``opened`` when each deal came."""

    def __init__(self, desk: Desk, days: SampleDays) -> None:
        self.desk = desk
        self.days = days
        self.ids: dict[tuple[str, str], str] = {}
        self.opened: dict[str, datetime] = {}
        self._steps: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = count()

    def at(self, moment: datetime, step: Callable[[], object]) -> None:
        """``step`` is played at ``moment``; ValueError where that has not come yet."""
        if moment > self.days.now:
            raise ValueError(f"the sample cannot do something at {moment}, which has not come yet")
        self._steps.append((moment, next(self._number), step))

    @property
    def begins_at(self) -> datetime:
        """The moment of the first step."""
        return min(moment for moment, _, _ in self._steps)

    def play(self, clock: MovableClock) -> None:
        """Every step in the order of time, with ``clock`` set to its moment."""
        for moment, _, step in sorted(self._steps, key=lambda found: found[:2]):
            clock.at = moment
            step()
