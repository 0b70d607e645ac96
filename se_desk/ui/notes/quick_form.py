"""What a quick note is written in: the text, its deal, who may see it. Kept from the first letter on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput, DeskError
from se_desk.domain.moments import say_time
from se_desk.domain.notes import Note, NoteKind
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.choices import Option, Segment
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.notes.completing import Completing
from se_desk.ui.notes.deal_field import DealField, deal_choices

if TYPE_CHECKING:
    from se_desk.domain.calls import Call
    from se_desk.domain.note_links import LinkKind
    from se_desk.services.desk import Desk
    from se_desk.services.note_links import Completion

PAUSE_MS = 250  # shorter than in the editor: there is no page that is left by and by
PRIVACY = (Option("private", "Private", "lock"), Option("shareable", "Shareable", "share-2"))
ON_FILING = {
    "private": "Private: it leaves the desk in no export.",
    "shareable": "Shareable: it can leave with an export of notes.",
}


class QuickForm(QWidget):
    """The text is a note of the inbox as soon as a letter stands in it, and is filed from there.

    Without a desk yet it waits in the field; ``take_desk`` keeps it.
    """

    entered = Signal()  # Enter in the deal's field
    kept = Signal()  # on the disk
    troubled = Signal(object)  # DeskError

    def __init__(self, desk: Desk | None = None, deal_id: str = "", rows: int = 6) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.note: Note | None = None
        self.text = TextArea("", "What is it?", rows=rows, name="Note")
        self.deal = DealField()
        self.privacy = Segment(PRIVACY, "shareable", name="Who may see it")
        self.deal_field = Field("Deal", self.deal, note="")
        row = hbox(gap=16)
        row.addWidget(self.deal_field, 1)
        row.addWidget(Field("Who may see it", self.privacy))
        column = vbox(self.text, gap=16)
        column.addLayout(row)
        self.setLayout(column)
        self.saving = Autosave(self, lambda: self.text.text, self._write, pause_ms=PAUSE_MS)
        self.saving.saved.connect(lambda _at: self.kept.emit())
        self.saving.failed.connect(self.troubled)
        self.text.textChanged.connect(self._typed)
        self.deal.entered.connect(self.entered)
        self._typed_text = ""
        Completing(self.text, self._complete)
        if desk is not None:
            self.take_desk(desk, deal_id)

    def take_desk(self, desk: Desk, deal_id: str = "") -> None:
        """A desk is open: keep what was typed until now, and guess the deal of the call that is on."""
        self.desk = desk
        try:
            call = desk.calls.current() if not deal_id else None
            self.deal.set_choices(deal_choices(desk))
        except DeskError as error:
            self.troubled.emit(error)
            return
        if not self.deal.text():
            self.deal.set_value(deal_id or (call.deal_id if call else None) or "")
        self._say_call(call)
        if self.text.text.strip():
            self._keep_now()

    def _say_call(self, call: Call | None) -> None:
        if call is not None and call.deal_id:
            self.deal_field.set_note(f"{call.title} is on until {say_time(call.ends_at)}")

    def _complete(self, typed: str, kind: LinkKind) -> tuple[Completion, ...]:
        if self.desk is None:
            return ()
        return self.desk.note_links.completions(typed, kind, deal_id=self.deal.value or None)

    def _typed(self) -> None:
        text = self.text.text
        if text == self._typed_text:  # a change of the theme sounds like typing
            return
        self._typed_text = text
        self._keep_now()

    def _keep_now(self) -> None:
        """The first letter is kept at once, the others after a short pause."""
        if self.desk is None:
            return
        self.saving.touch()
        if self.note is None:
            QTimer.singleShot(0, self, self.saving.flush)

    def _write(self, text: str) -> None:
        if self.desk is None:
            return
        if self.note is not None:
            self.note = self.desk.notes.write(self.note.id, text, author=self)
        elif text.strip():
            self.note = self.desk.notes.start(None, kind=NoteKind.IDEA, body=text, author=self)

    @property
    def empty(self) -> bool:
        """Nothing is written."""
        return not self.text.text.strip()

    def keep(self) -> bool:
        """Put what is typed on the disk; whether it is there. An empty note is taken away."""
        if not self.saving.flush():
            return False
        if self.empty:
            self.discard()
        try:
            self._keep_private()
        except DeskError as error:
            self.troubled.emit(error)
            return False
        return self.desk is not None or self.empty

    def _keep_private(self) -> None:
        """What was chosen to be private stays so in the inbox, too."""
        private = self.privacy.value == "private"
        if self.note is not None and self.desk is not None and private != self.note.private:
            self.note = self.desk.notes.set_private(self.note.id, private, author=self)

    def file(self) -> Note:
        """Put the note where it belongs. BadInput where nothing is written or the deal is not clear."""
        if self.empty:
            raise BadInput("There is nothing to file yet.", do="Write a word, or close the note.")
        if self.deal.unclear:
            raise BadInput(f"No deal is called “{self.deal.text().strip()}”.", do="Choose one of the list.")
        if self.desk is None:
            raise BadInput("The desk is not open yet.", do="The note stays here and is kept once it is.")
        if not self.saving.flush() or self.note is None:
            raise self.saving.problem or BadInput("The note could not be kept.", do="Try again.")
        self._keep_private()
        if self.deal.value:
            self.note = self.desk.notes.file(self.note.id, self.deal.value, author=self)
        return self.note

    def discard(self) -> None:
        """Into the trash with it, where there is something."""
        self.saving.forget()
        if self.note is not None and self.desk is not None and self.note.trashed_at is None:
            self.note = self.desk.notes.trash(self.note.id, author=self)
