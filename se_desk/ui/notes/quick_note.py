"""The small dialog that takes a note in seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.moments import say_time
from se_desk.domain.notes import NoteKind
from se_desk.ui.kit.choices import Option, Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.filing import deal_options

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

PRIVACY = (Option("private", "Private", "lock"), Option("shareable", "Shareable", "share-2"))
ON_FILING = {
    "private": "Private: it leaves the desk in no export.",
    "shareable": "Shareable: it can leave with an export of notes.",
}


class QuickNoteDialog(Dialog):
    """An idea, filed under the deal of the call that is on, unless another is chosen."""

    def __init__(self, parent: QWidget, desk: Desk, go: Callable[[Place], object], deal_id: str = "") -> None:
        super().__init__(parent, "Quick note", "File it", icon="square-pen", width=560)
        self._desk, self._go, self._asking = desk, go, False
        call = desk.calls.current() if not deal_id else None
        guessed = deal_id or (call.deal_id if call else None) or ""
        self.text = TextArea("", "What is it?", rows=6, name="Note")
        self.deal = Select([Option("", "No deal yet"), *deal_options(desk)], guessed, name="Deal")
        self.privacy = Segment(PRIVACY, "shareable", name="Who may see it")
        hint = f"{call.title} is on until {say_time(call.ends_at)}" if call and call.deal_id else ""
        self.add(self.text)
        row = hbox(gap=16)
        row.addWidget(Field("Deal", self.deal, note=hint), 1)
        row.addWidget(Field("Who may see it", self.privacy))
        self.body.addLayout(row)
        self.privacy.chosen.connect(self._say)
        self._say(self.privacy.value)

    def _say(self, privacy: str) -> None:
        self.set_consequence(ON_FILING[privacy])

    def confirm(self) -> bool:
        """File it, and offer to open it."""
        if not self.text.text.strip():
            raise BadInput("There is nothing to file yet.", do="Write a word, or cancel.")
        note = self._desk.notes.start(
            self.deal.value or None,
            kind=NoteKind.IDEA,
            body=self.text.text,
            private=self.privacy.value == "private",
            author=self,
        )
        where = f"Filed under {self.deal.currentText()}" if self.deal.value else "Filed under no deal yet"
        toast(self.window(), where, "Open", lambda: self._go(Place("note", note.id)))
        return True

    def reject(self) -> None:
        """Typed words are not thrown away by an Esc too many."""
        if not self.text.text.strip():
            super().reject()
        elif not self._asking:
            self._asking = True
            dialog = ThrowAway(self)
            dialog.confirmed.connect(super().reject)
            dialog.finished.connect(lambda _done: setattr(self, "_asking", False))
            dialog.open()


class ThrowAway(Dialog):
    """Whether a draft may go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "Throw this note away?", "Throw it away", width=440, cancel="Go on writing", keys=False
        )
        self.add(BodyText("What you wrote is not filed yet.", "body", "text-2"))

    def open(self) -> None:
        """The keyboard starts at the button that loses nothing."""
        super().open()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
