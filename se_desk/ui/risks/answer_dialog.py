"""What came back: the answer as the SE heard it, and where somebody else can look it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.layout import hbox
from se_desk.ui.risks.wording import WordingHint

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

UNREFERENCED = (
    "Left empty, the record says “reported by the SE”. With a link or Message-ID: “reference given”."
)


class AnswerDialog(Dialog):
    """Adds the response of somebody who was told."""

    def __init__(self, parent: QWidget, desk: Desk, flag_id: str) -> None:
        self._desk, self._flag = desk, desk.risks.get(flag_id)
        super().__init__(
            parent,
            "Add the answer",
            "Add answer",
            "Kept as your own statement of what was answered.",
            icon="reply",
            subtitle=self._flag.statement,
            width=560,
        )
        told = self._flag.told[-1].fields.get("to", "") if self._flag.told else ""
        self.response = TextArea("", "Their words, as close as you can", rows=4)
        self.who = LineEdit(told or self._partner(), name="From")
        self.occurred = DayEdit(None, desk.today_on(), name="Day of the answer")
        self.reference = LineEdit("", "Message-ID or link")
        self.wording = WordingHint()
        self.response_field = Field("Answer", self.response)
        self.who_field = Field("From", self.who)
        self.day_field = Field("Day it came, if not today", self.occurred)
        self.body.addWidget(self.response_field)
        self.body.addWidget(self.wording)
        pair = hbox(gap=16)
        pair.addWidget(self.who_field, 1)
        pair.addWidget(self.day_field, 1)
        self.body.addLayout(pair)
        self.body.addWidget(Field("Reference", self.reference, UNREFERENCED))
        self.response.textChanged.connect(lambda: self.wording.judge(self.response.text))

    def _partner(self) -> str:
        view = self._desk.deals.view(self._flag.deal_id)
        return view.partner.name if view.partner else ""

    def confirm(self) -> bool:
        """Append the answer."""
        wrong = False
        for field, text, sentence in (
            (self.who_field, self.who.text(), "Name who answered."),
            (self.response_field, self.response.text, "Write what was answered."),
        ):
            if not text.strip():
                field.set_error(sentence)
                field.editor.setFocus()
                wrong = True
        if wrong:
            return False
        self._desk.risks.respond(
            self._flag.id,
            self.who.text(),
            self.response.text,
            reference=self.reference.text(),
            occurred_on=self.occurred.day,
            author=self,
        )
        return True
