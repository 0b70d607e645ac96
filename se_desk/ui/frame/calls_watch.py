"""What looks after calls without a hand on the keyboard: the calendar folder, the word before a note is late,
and the lines of a huddle that nobody touched."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.ui.frame.notifying import Notifier
from se_desk.ui.frame.reminding import Reminding
from se_desk.ui.frame.watched_calendar import CameIn, WatchedCalendar, announce
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import ImportCalls, Place

if TYPE_CHECKING:
    from se_desk.ui.frame.door import Door
    from se_desk.ui.frame.sitting import Sitting
    from se_desk.ui.frame.window import MainWindow


class CallsWatch(QObject):
    """Joins them to the door: they begin with the desk and end with it."""

    def __init__(self, door: Door, window: MainWindow) -> None:
        super().__init__(door)
        self._door, self._window = door, window
        self.notifier, self.calendar = Notifier(window), WatchedCalendar(self)
        self.reminding = Reminding(self, self.notifier)
        self._heard: Sitting | None = None
        door.opened.connect(self._opened)
        door.lockBegun.connect(self.calendar.end)
        door.locked.connect(self.reminding.lock)
        self.calendar.came.connect(self._came)
        self.calendar.troubled.connect(door.notices.say)
        self.calendar.broke.connect(lambda error: tell(window, error))
        self.notifier.opened.connect(self._show)

    @property
    def _sitting(self) -> Sitting | None:
        sitting = self._door.sitting
        return sitting if sitting is not None and sitting.is_open else None

    def _opened(self) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        if self._heard is not sitting:
            self._heard = sitting
            sitting.bus.listen(self, lambda _change: self._follow(), (Noun.PROFILE, Noun.EVERYTHING))
        self._follow()

    def _follow(self) -> None:
        sitting = self._sitting
        if sitting is not None:
            self.calendar.begin(sitting.desk)

    def minute(self) -> None:
        """A minute has passed, at an open desk or a locked one."""
        sitting = self._sitting
        if sitting is None:
            if self._door.sitting is not None:
                self.reminding.look_locked(self._door.sitting.desk.clock.now())
            return
        with suppress(DeskError):  # the page in front tells of a desk that cannot be written
            sitting.desk.huddles.skip_left_alone()
        self.calendar.look()
        self.reminding.look(sitting.desk)

    def _came(self, came: CameIn) -> None:
        sitting = self._sitting
        if sitting is None:
            return

        def ask(path: Path) -> None:
            sitting.wish(ImportCalls(str(path)))

        announce(came, self._door.notices.say, lambda words: toast(self._window, words), ask)

    def _show(self) -> None:
        """A notification was clicked."""
        self._window.come_forward()
        if self._sitting is not None:
            self._sitting.go(Place("today"))
