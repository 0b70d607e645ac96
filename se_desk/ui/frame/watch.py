"""What happens by the clock: every minute the page in front, and the lock when nobody is there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.ui.frame.idle import Idle
from se_desk.ui.frame.minute import Minute
from se_desk.ui.frame.sitting import call_cards

if TYPE_CHECKING:
    from se_desk.ui.frame.door import Door


class Watch(QObject):
    """Joins the minute and the idle time to the door. A call that goes on keeps the desk open."""

    def __init__(self, door: Door, minute: Minute | None = None, idle: Idle | None = None) -> None:
        super().__init__(door)
        self._door = door
        self.minute, self.idle = minute or Minute(self), idle or Idle(self)
        self.minute.passed.connect(self.look)
        door.opened.connect(self.idle.touch)

    def look(self) -> None:
        """A minute has passed."""
        sitting = self._door.sitting
        if sitting is None or not sitting.is_open:
            return
        minutes = sitting.desk.profile.get().lock_minutes
        if call_cards():
            self.idle.touch()  # the minutes count from the end of the call
        if minutes and self.idle.span >= timedelta(minutes=minutes):
            self._door.lock(idle_words(minutes))
        else:
            sitting.minute()


def idle_words(minutes: int) -> str:
    """Why the desk locked by itself."""
    return f"after {minutes} {'minute' if minutes == 1 else 'minutes'} without a key press"
