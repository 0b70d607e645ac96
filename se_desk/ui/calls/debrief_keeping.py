"""Keeps a debrief that was begun on the desk while it is typed, so that no end of the program loses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import NotFound
from se_desk.domain.huddles import DebriefDraft
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

PAUSE_MS = 300


class DebriefKeeping(QObject):
    """Writes what ``read`` gives after a pause in typing; a debrief that was saved meanwhile needs none."""

    def __init__(self, page: QWidget, desk: Desk, read: Callable[[], DebriefDraft]) -> None:
        super().__init__(page)
        self._desk, self._page, self._read = desk, page, read
        self._saving = Autosave(self, lambda: "", lambda _text: self._write(), PAUSE_MS)
        self._saving.failed.connect(lambda error: tell(page, error))

    def touch(self) -> None:
        """Something was typed."""
        self._saving.touch()

    def flush(self) -> bool:
        """Write now; False where it is not on the disk."""
        return self._saving.flush()

    def forget(self) -> None:
        """It was saved as a debrief."""
        self._saving.forget()

    def begun(self, call_id: str) -> DebriefDraft:
        """What was typed before; blank where nothing was."""
        found = self._desk.debriefs.begun(call_id)
        return found or DebriefDraft(call_id=call_id, written_at=self._desk.now())

    def _write(self) -> None:
        try:
            self._desk.debriefs.keep(self._read(), author=self._page)
        except NotFound:
            self._saving.forget()  # the call went with its deal
