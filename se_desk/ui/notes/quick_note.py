"""The small dialog that takes a note in seconds. What is typed is kept in the inbox from the first letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.notes import Note
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.quick_form import ON_FILING, QuickForm

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class QuickNoteDialog(Dialog):
    """Ctrl+Enter files it under the deal in the field; Esc leaves it in the inbox."""

    def __init__(self, parent: QWidget, desk: Desk, go: Callable[[Place], object], deal_id: str = "") -> None:
        super().__init__(parent, "Quick note", "File it", icon="square-pen", width=560, cancel="Close")
        self._desk, self._go = desk, go
        self.form = QuickForm(desk, deal_id)
        self.text, self.deal, self.privacy = self.form.text, self.form.deal, self.form.privacy
        self.add(self.form)
        self.form.entered.connect(self.accept)
        self.form.troubled.connect(self.show_problem)
        self.form.kept.connect(self.clear_problem)
        self.privacy.chosen.connect(self._say)
        self._say(self.privacy.value)

    def _say(self, privacy: str) -> None:
        self.set_consequence(ON_FILING[privacy])

    def confirm(self) -> bool:
        """File it, and offer to open it."""
        note = self.form.file()
        where = f"Filed under {self.deal.named}" if note.deal_id else "Kept in the inbox"
        toast(self.window(), where, "Open", lambda: self._go(Place("note", note.id)))
        return True

    def reject(self) -> None:
        """What is typed stays in the inbox; what could not be kept is given up only in so many words."""
        if self.form.keep():
            self._say_kept()
            super().reject()
            return
        dialog = ThrowAway(self)
        dialog.confirmed.connect(self._throw_away)
        dialog.open()

    def _throw_away(self) -> None:
        self.form.discard()
        super().reject()

    def _say_kept(self) -> None:
        note = self.form.note
        if note is not None and note.trashed_at is None:
            words = "Kept in the inbox"
            toast(self.window(), words, "Throw away", lambda: self._trash(note), icon="inbox")

    def _trash(self, note: Note) -> None:
        try:
            self._desk.notes.trash(note.id)
        except DeskError as error:
            tell(self.window(), error)


class ThrowAway(Dialog):
    """Whether a text that could not be kept may go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "Throw this note away?", "Throw it away", width=440, cancel="Go on writing", keys=False
        )
        words = "What you wrote could not be kept on the desk. It is on this screen only."
        self.add(BodyText(words, "body", "text-2"))

    def open(self) -> None:
        """The keyboard starts at the button that loses nothing."""
        super().open()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
