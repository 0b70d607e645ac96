"""A notification before the 24 hours of a call run out: where the SE wants one, naming whom the SE allows.

While the desk is locked it is closed, and nothing of it is known but the moments until which notes are due;
the notification then names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import say_span
from se_desk.domain.note_clock import LIMIT

if TYPE_CHECKING:
    from se_desk.services.call_views import CallView
    from se_desk.services.desk import Desk
    from se_desk.ui.frame.notifying import Notifier

LEAD = timedelta(hours=1)
OFF, QUIET, NAMED = "off", "quiet", "named"


@dataclass(frozen=True, slots=True)
class Due:
    """A call that waits for its note; ``words`` name it, where that is allowed."""

    call_id: str
    until: datetime
    words: str = ""


class Reminding(QObject):
    """Says it once a call, in its last hour, and never of one that is late already."""

    def __init__(self, parent: QObject, notifier: Notifier) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._said: set[str] = set()
        self._due: tuple[Due, ...] = ()

    def look(self, desk: Desk) -> None:
        """A minute has passed at an open desk."""
        try:
            wanted = desk.profile.get().remind
            waiting = desk.calls.to_log() if wanted != OFF else ()
            soon = desk.calls.between(desk.now() - LIMIT, desk.now() + LIMIT) if wanted != OFF else ()
        except DeskError:
            return  # the page in front tells of a desk that cannot be read
        if wanted == OFF:
            self._due = ()
            self._notifier.end()
            return
        now = desk.now()
        self._due = tuple(_due(view, named=wanted == NAMED) for view in waiting)
        self._say(now)
        # While the desk is locked no note is written: what is due then follows from the calls alone.
        ahead = (call for call in soon if call.deal_id and not call.cancelled and call.ends_at > now)
        self._due += tuple(Due(call.id, call.ends_at + LIMIT) for call in ahead)

    def lock(self) -> None:
        """The desk is locked: keep the moments, forget the names."""
        self._due = tuple(Due(due.call_id, due.until) for due in self._due)

    def look_locked(self, now: datetime) -> None:
        """A minute has passed while the desk is locked."""
        self._say(now)

    def _say(self, now: datetime) -> None:
        ending = [
            due
            for due in self._due
            if due.call_id not in self._said and timedelta() <= due.until - now <= LEAD
        ]
        if not ending:
            return
        self._said.update(due.call_id for due in ending)
        left = say_span(min(due.until for due in ending) - now)
        if len(ending) == 1:
            title, which = f"{left} left for a note", ending[0].words or "One call has no note yet."
        else:
            named = [due.words for due in ending if due.words]
            title = f"{left} left for {len(ending)} notes"
            which = "\n".join(named) or f"{len(ending)} calls have no note yet."
        self._notifier.say(title, which)


def _due(view: CallView, *, named: bool) -> Due:
    account = f", {view.deal.account}" if view.deal else ""
    words = f"{view.call.title}{account}" if named else ""
    return Due(view.call.id, view.call.ends_at + LIMIT, words)
