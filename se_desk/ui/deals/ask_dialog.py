"""The dialog for an ask and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.asks import Answer, Ask, Weight
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import HLine, hbox
from se_desk.ui.kit.sources import SourceLinks

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage
    from se_desk.services.desk import Desk

# What each answer means, so that nobody has to say "maybe".
SENTENCES = {
    Answer.NONE: "“Maybe” is not on this list: the customer plans with it as if it were yes.",
    Answer.YES_TODAY: "It works out of the box, and you can show it.",
    Answer.YES_WITH_SETUP: "It works after configuration or services. Say how much.",
    Answer.ROADMAP: "Only with a day that product gave you.",
    Answer.NO: "Too few customers need it. Say what they can do instead.",
    Answer.RANKED: "The customer put it in order beside their other asks.",
    Answer.WAITING: "Product has the question. Say who, and since when.",
}


class AskDialog(Dialog):
    """A new ask, or ``ask`` to answer or change one."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        deal_id: str,
        *,
        statement: str = "",
        note_id: str = "",
        passage: Passage | None = None,
        ask: Ask | None = None,
    ) -> None:
        account = desk.deals.get(deal_id).account
        title = "Ask and answer" if ask else "Add an ask"
        super().__init__(
            parent, title, "Save" if ask else "Add ask", icon="message-square-quote", subtitle=account
        )
        self._desk, self._deal_id, self._note_id, self._ask = desk, deal_id, note_id, ask
        self._passage, self.sources = passage, SourceLinks()
        first, _, rest = statement.strip().partition("\n")
        self.statement = Field(
            "What the product should do", LineEdit(ask.statement if ask else first, "One line")
        )
        self.words = Field(
            "In the customer’s words",
            TextArea(ask.words if ask else rest.strip(), "As it was said", 2),
        )
        weight = ask.weight if ask else Weight.CHALLENGE
        self.weight = Segment([(one.value, one.label) for one in Weight], weight.value, name="Weight")
        answer = ask.answer if ask else Answer.NONE
        self.answer = Select([(one.value, one.label) for one in Answer], answer.value, name="Answer")
        day = ask.promised_on if ask else None
        self.promised = Field("Day from product", DayEdit(day, desk.today_on(), ahead=True))
        self.note = Field(
            "About the answer", LineEdit(ask.answer_note if ask else "", "Who said so, and where")
        )
        self._sentence = BodyText("", "small", "text-3")
        self._lay_out()
        self.answer.currentIndexChanged.connect(lambda _row: self._follow())
        self._follow()

    def _lay_out(self) -> None:
        self.add(self.statement)
        self.add(self.words)
        self.add(Field("How much it weighs for them", self.weight))
        self.add(HLine())
        row = hbox(gap=12)
        row.addWidget(Field("Answer", self.answer), 1)
        row.addWidget(self.promised, 1)
        self.body.addLayout(row)
        self.add(self._sentence)
        self.add(self.note)
        if self._ask is not None:
            self.sources.show_sources(self._desk.note_links.sources("ask", self._ask.id))
            self.add(self.sources)
            self.sources.requestPlace.connect(self.reject)

    def _follow(self) -> None:
        """What the chosen answer means, and the day that it may need."""
        answer = Answer(self.answer.value)
        self._sentence.set_content(SENTENCES[answer])
        self.promised.setVisible(answer is Answer.ROADMAP)
        self.note.setVisible(answer is not Answer.NONE)

    def confirm(self) -> bool:
        """Write ask and answer down."""
        check, answer = FieldCheck(), Answer(self.answer.value)
        statement = check.text(self.statement, "Say what is asked for.")
        on_roadmap = answer is Answer.ROADMAP
        missing = "Give the day that product named, or choose another answer."
        promised = check.day(self.promised, missing) if on_roadmap else None
        if not check.ok:
            check.focus()
            return False
        words, weight = self.words.editor.text, Weight(self.weight.value)  # type: ignore[attr-defined]
        ask = self._ask
        if ask is None:
            ask = self._desk.asks.hear(
                self._deal_id,
                statement,
                words=words,
                weight=weight,
                note_id=self._note_id or None,
                passage=self._passage,
            )
            self._ask = ask
        elif (ask.statement, ask.words, ask.weight) != (statement, words, weight):
            self._desk.asks.change(ask.id, statement=statement, words=words, weight=weight)
        note = check.text(self.note) if answer is not Answer.NONE else ""
        if (ask.answer, ask.answer_note, ask.promised_on) != (answer, note, promised):
            self._desk.asks.answer(ask.id, answer, note, promised_on=promised)
        return True
