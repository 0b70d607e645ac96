"""Brings the search index up to date in a quiet moment, so that neither a save nor a search has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from se_desk.domain.announcements import Change, Noun
from se_desk.ui.kit.background import Job, run

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

QUIET_MS = 2_500  # after the last change of a note
LANE = "index"


class Indexing(QObject):
    """Waits until nobody has written for a while; what is not done then, the next search does."""

    def __init__(self, desk: Desk, bus: Bus, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self._job: Job | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._work)
        bus.listen(self, self._changed)
        self._quiet.start()  # the last time may have ended before there was a quiet moment

    def _changed(self, change: Change) -> None:
        if change.noun in (Noun.NOTE, Noun.EVERYTHING):
            self._quiet.start()

    def _work(self) -> None:
        self._job = run(
            lambda _job: self._desk.search.catch_up(), self, self._done, lambda _error: None, lane=LANE
        )

    def _done(self, count: int) -> None:
        if count:
            self._quiet.start()  # there may be more
