"""Taking the last import of deals back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import in_zone, say_day, say_time
from se_desk.services.import_undo import TakenBack
from se_desk.ui.kit.background import run
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class TakeBackDialog(Dialog):
    """Says what the last import was; then what became of it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Take the last import back", "Take it back", icon="undo-2", width=520)
        self._desk, self._taken_back = desk, False
        self.words = BodyText("")
        self.add(self.words)
        last = desk.imports.last()
        if last is None:
            self.words.set_content("There is no import of deals to take back.")
            self.primary.setEnabled(False)
            return
        label, at = last
        local = in_zone(at, desk.zone)
        when = f"{say_day(local.date(), desk.today_on())} at {say_time(local)}"
        self.words.set_content(
            f"The last import, from {label}, came in on {when}. New deals go again, changed fields become "
            "what they were. What was worked on since stays, and is named."
        )
        self.set_consequence("Only the last import can be taken back.")
        self.prefer_cancel()

    def confirm(self) -> bool:
        """Off the GUI thread; the dialog stays to say what became of it."""
        if self._taken_back:
            return True
        self.primary.setEnabled(False)
        run(lambda _job: self._desk.imports.undo_last(author=self), self, self._done)
        return False

    def _done(self, taken_back: TakenBack) -> None:
        self._taken_back = True
        self.primary.setEnabled(True)
        self.primary.set_text("Done")
        self.cancel.hide()
        self.set_consequence("")
        self.words.set_content(taken_back.say())
        if not taken_back.stayed:
            toast(self.window(), "The import is taken back")
            self.accept()


def offer_to_take_back(window: QWidget, desk: Desk, sentence: str) -> None:
    """Say that an import is done, with the way back."""
    toast(window, sentence, "Take back", lambda: TakeBackDialog(window, desk).open())
