"""Saving the note in front: text and title are written after a pause, and nothing unsaved is let go of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.notes.notice import Notice
from se_desk.ui.notes.status import StatusLine
from se_desk.ui.notes.unsaved import GiveUp

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Saving(QObject):
    """Both autosaves of a page as one; says where they stand in status line and notice."""

    saved = Signal()  # all of it is on the disk
    givenUp = Signal()

    def __init__(self, page: NotePage, text: Autosave, title: Autosave) -> None:
        super().__init__(page)
        self._page, self._both = page, (text, title)
        self._status: StatusLine = page.status
        self._notice: Notice = page.notice
        self._asking: GiveUp | None = None
        for each in self._both:
            each.waiting.connect(self._status.show_waiting)
            each.saved.connect(lambda _at: self._settle())
            each.failed.connect(self._tell)

    @property
    def dirty(self) -> bool:
        """Whether something is on the screen that is not on the disk."""
        return any(each.dirty for each in self._both)

    @property
    def problem(self) -> DeskError | None:
        """Why the last write did not work."""
        return next((each.problem for each in self._both if each.problem is not None), None)

    def flush(self) -> bool:
        """Write both now; whether nothing is left unsaved."""
        done = [each.flush() for each in self._both]  # the title too where the text could not be written
        return all(done)

    def _settle(self) -> None:
        if not self.dirty:
            self._notice.clear()
            self.saved.emit()

    def _tell(self, error: DeskError) -> None:
        self._status.show_unsaved()
        self._notice.say(str(error), "Try again", self.flush, "critical")

    def ask_to_give_up(self) -> None:
        """Only these words let go of what could not be written."""
        if self.problem is None or self._asking is not None:
            return
        self._asking = GiveUp(self._page.window(), self.problem, self._page.writing.editor.source)
        self._asking.confirmed.connect(self.give_up)
        self._asking.finished.connect(lambda _done: setattr(self, "_asking", None))
        self._asking.open()

    def give_up(self) -> None:
        """Nothing is to be written any more."""
        for each in self._both:
            each.forget()
        self._notice.clear()
        self.givenUp.emit()
