"""The backup and the check of each day, and copies that were missed: made in the background, heard of only
when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from se_desk.domain.errors import DeskError, DeskLocked
from se_desk.ui.frame.notices import Notice
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.keeping import Saved
    from se_desk.services.opening import Opening

LOOKS_A_COPY = 5  # a look is a minute
PAUSE_MS = 3_000  # the person comes first: the desk is shown and counted before it is copied

Found = tuple["Saved | None", tuple[str, ...]]


class Daily(QObject):
    """Looks after one open desk. ``made`` when a backup was, ``troubled`` with a Notice when not."""

    made = Signal()
    troubled = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._of: tuple[Desk, Opening] | None = None
        self._tried_on: date | None = None
        self._job: Job | None = None
        self._looks = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)

    def begin(self, desk: Desk, opening: Opening) -> None:
        """A desk was opened: look after it in a moment."""
        self._of, self._tried_on = (desk, opening), None
        self._pause.start()

    def end(self) -> None:
        """It is locked, or closed; a backup that is half made is not one."""
        self._of = None
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def look(self) -> None:
        """Make the backup of this day where there is none; once a day, and again at the next opening.

        Every few minutes also look whether the second folder has come back and lacks the newest one.
        """
        if self._of is None or self._job is not None or self._pause.isActive():
            return
        desk, opening = self._of
        if self._tried_on != desk.today_on():
            self._tried_on, self._looks = desk.today_on(), 0
            self._job = run(lambda job: keep(desk, opening, job), self, self._done, self._failed)
            return
        self._looks += 1
        if self._looks % LOOKS_A_COPY == 0:
            self._job = run(lambda _job: opening.keeping.make_up(desk), self, self._made_up, self._passed)

    def _made_up(self, saved: Saved | None) -> None:
        self._job = None
        if saved is not None and saved.copy is not None:
            self.made.emit()

    def _passed(self, _error: Exception) -> None:
        """It is tried again in a few minutes, and told of with the next backup."""
        self._job = None

    def _done(self, found: Found) -> None:
        self._job = None
        saved, problems = found
        if saved is not None:
            self.made.emit()
            if saved.trouble is not None:
                self.troubled.emit(Notice(f"The second copy was not made. {saved.trouble}"))
        if problems:
            self.troubled.emit(not_whole(problems))

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, DeskLocked):
            return
        if isinstance(error, DeskError):
            self.troubled.emit(Notice(f"Today’s backup was not made. {error}"))
        else:
            tell(self.parent(), error)


def keep(desk: Desk, opening: Opening, job: Job) -> Found:
    """The day's backup, where it is due, then the day's check. Runs off the GUI thread.

    What has been in the trash for long goes after that, so that the backup still holds it.
    """
    heard = stopping(job)
    found = opening.keeping.daily(desk, heard), opening.keeping.daily_check(desk, heard)
    desk.notes.clear_trash()
    return found


def stopping(job: Job) -> Callable[[int, int], None]:
    """Progress that only looks whether the work is still wanted."""

    def heard(_done: int, _total: int) -> None:
        job.stop_if_cancelled()

    return heard


def not_whole(problems: tuple[str, ...]) -> Notice:
    """What to say of a desk that does not read back."""
    more = f" There are {len(problems)} findings." if len(problems) > 1 else ""
    return Notice(
        f"The desk does not read back as it was written. {problems[0]}{more} What is shown can still be "
        "read: export it, then restore a backup of a day before.",
        "critical",
    )
