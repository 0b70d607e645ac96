"""Searching while somebody types: off the GUI thread, one letter at a time, the last letter wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from se_desk.services.desk import Desk
    from se_desk.services.search import Page, Stop

LANE = "search"  # waits for nothing but the search before it, and that one is stopped


class Finder(QObject):
    """Shows a first page at once, what changed last, and then the page as it is wanted.

    ``shown`` carries the words, a Page and whether that is the last word on them. What was asked before never
    comes after: a new question ends the one that runs.
    """

    shown = Signal(str, object, bool)  # words, Page, settled

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._job: Job | None = None

    def look(self, words: str, limit: int, *, newest: bool = False, again: bool = False) -> None:
        """Ask for ``limit`` finds; ``again`` where a page of these words is shown already."""
        self.stop()
        find = self._desk.search
        if again or not words.strip():
            self._settle(words, limit, newest)
            return
        self._job = self._run(
            lambda stop: find.first(words, limit, stop), lambda page: self._first(words, limit, newest, page)
        )

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _first(self, words: str, limit: int, newest: bool, page: Page) -> None:
        self.shown.emit(words, page, False)
        self._settle(words, limit, newest)

    def _settle(self, words: str, limit: int, newest: bool) -> None:
        find = self._desk.search
        self._job = self._run(
            lambda stop: find.page(words, limit, stop, newest=newest),
            lambda page: self.shown.emit(words, page, True),
        )

    def _run(self, ask: Callable[[Stop], Page], done: Callable[[Any], object]) -> Job:
        from se_desk.services.search import Stop  # the window is painted before the database is known

        stop = Stop()
        return run(lambda _job: ask(stop), self, done, self._fail, lane=LANE, on_cancel=stop.ask)

    def _fail(self, error: Exception) -> None:
        from se_desk.services.search import Stopped

        if not isinstance(error, Stopped):  # the desk was closed meanwhile
            tell(self._owner, error)
