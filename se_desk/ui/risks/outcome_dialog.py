"""How a flag ended, or that it is open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.risks import OutcomeWord, Status
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, TextArea
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import vbox
from se_desk.ui.risks.wording import WordingHint

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MEANINGS = {
    OutcomeWord.SOLVED: "What it warned of can no longer happen.",
    OutcomeWord.AGREED: "You and the AE settled what to do, and it is being done.",
    OutcomeWord.ACCEPTED: "It stays as it is, and whoever answers for it knows.",
    OutcomeWord.MATERIALISED: "It came to pass.",
    OutcomeWord.WITHDRAWN: "It turned out to be no risk.",
}


class OutcomeDialog(Dialog):
    """Adds the outcome of an open flag, or opens a closed one again."""

    def __init__(self, parent: QWidget, desk: Desk, flag_id: str) -> None:
        self._desk, self._flag = desk, desk.risks.get(flag_id)
        self._reopens = self._flag.status is Status.CLOSED
        super().__init__(
            parent,
            "Reopen the flag" if self._reopens else "Record the outcome",
            "Reopen" if self._reopens else "Record outcome",
            "The earlier outcome stays in the thread."
            if self._reopens
            else "The flag can be reopened later.",
            icon="scale",
            subtitle=self._flag.statement,
            width=560,
        )
        self.outcome = Segment([(word.value, word.label) for word in MEANINGS], name="Outcome")
        self.meaning = PlainLabel("", "small", "text-3", wrap=True)
        self.note = TextArea("", "What happened, in a sentence or two", rows=3)
        self.wording = WordingHint()
        if not self._reopens:
            self.body.addLayout(
                vbox(PlainLabel("Outcome", "small", "text-2", weight=500), 4, self.outcome, 6, self.meaning)
            )
        self.body.addWidget(Field("Why it is open again" if self._reopens else "Note", self.note))
        self.body.addWidget(self.wording)
        self.outcome.chosen.connect(lambda key: self.meaning.set_text(MEANINGS[OutcomeWord(key)]))
        self.note.textChanged.connect(lambda: self.wording.judge(self.note.text))

    def confirm(self) -> bool:
        """Append the outcome."""
        if not self._reopens and not self.outcome.value:
            raise BadInput("No outcome is chosen.", do="Choose one of the five.")
        word = OutcomeWord.REOPENED if self._reopens else OutcomeWord(self.outcome.value)
        self._desk.risks.close(self._flag.id, word, self.note.text, author=self)
        return True
