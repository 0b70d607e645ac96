"""What happens without a hand on the keyboard: every minute the page in front, the day's backup, and the
lock when nobody is there, the computer goes to sleep or its screen is locked."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.frame.calls_watch import CallsWatch
from se_desk.ui.frame.idle import Idle
from se_desk.ui.frame.minute import Minute
from se_desk.ui.frame.sitting import call_cards
from se_desk.ui.frame.watch_system import SystemSigns, lock_words

if TYPE_CHECKING:
    from se_desk.ui.frame.door import Door
    from se_desk.ui.frame.window import MainWindow

DEFAULT_MINUTES = 15  # until the profile was read


class Watch(QObject):
    """Joins clock, idle time and the system's signs to the door.

    A call that goes on keeps the desk open while nobody types, but not when the computer sleeps.
    """

    def __init__(
        self,
        door: Door,
        minute: Minute | None = None,
        idle: Idle | None = None,
        signs: SystemSigns | None = None,
    ) -> None:
        super().__init__(door)
        self._door, self._minutes = door, DEFAULT_MINUTES
        self.minute, self.idle = minute or Minute(self), idle or Idle(self)
        self.signs = signs or SystemSigns(self)
        self.calls = CallsWatch(door, cast("MainWindow", door.parent()))
        self.minute.passed.connect(self.look)
        self.signs.sleeping.connect(lambda: self._lock("before the computer went to sleep"))
        self.signs.screenLocked.connect(lambda: self._lock("with the screen of the computer"))
        door.opened.connect(self.signs.listen)
        door.lock_words = lambda: lock_words(self.signs)
        door.opened.connect(self.idle.touch)

    def look(self) -> None:
        """A minute has passed."""
        sitting = self._door.sitting
        if sitting is None or not sitting.is_open:
            self.calls.minute()
            return
        with suppress(DeskError):  # a desk that cannot be read now locks as it did before
            self._minutes = sitting.desk.profile.get().lock_minutes
        minutes = self._minutes
        if call_cards():
            self.idle.touch()  # the minutes count from the end of the call
        if minutes and self.idle.span >= timedelta(minutes=minutes):
            self._door.lock(idle_words(minutes))
        else:
            sitting.minute()
            self.calls.minute()
            self._door.daily.look()
            self._door.stamping.look()

    def _lock(self, why: str) -> None:
        """Saved, shut and painted over before this returns: the computer may be gone a moment later."""
        self._door.lock(why)
        window = self._door.parent()
        if isinstance(window, QWidget):
            window.repaint()


def idle_words(minutes: int) -> str:
    """Why the desk locked by itself."""
    return f"after {minutes} {'minute' if minutes == 1 else 'minutes'} without a key press"
