"""The dialog for an ask and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from se_desk.domain.asks import Answer, Ask, Weight, maybe_words, promise_gap
from se_desk.ui.deals.field_check import FieldCheck, text_of
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText, Run
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
        self.topic = Field(
            "Topic for product",
            LineEdit(ask.topic if ask else "", "Offline work"),
            "One topic, one line for product.",
        )
        self.promised_by = Field("Promised by", LineEdit(ask.promised_by if ask else "", "Nobody"))
        self.sow_line = Field(
            "Line of the statement of work", LineEdit(ask.sow_line if ask else "", "Annex B, line 3")
        )
        self.shipped = Field("Shipped on", DayEdit(ask.shipped_on if ask else None, desk.today_on()))
        self._sentence = BodyText("", "small", "text-3")
        self._gap = BodyText("", "small", "sev-medium")
        self._lay_out()
        self.answer.currentIndexChanged.connect(lambda _row: self._follow())
        for field in (self.note, self.promised_by, self.sow_line):
            cast(LineEdit, field.editor).textChanged.connect(lambda _text: self._follow())
        self._follow()

    def _lay_out(self) -> None:
        self.add(self.statement)
        self.add(self.words)
        row = hbox(gap=12)
        row.addWidget(Field("How much it weighs for them", self.weight))
        row.addWidget(self.topic, 1)
        self.body.addLayout(row)
        self.add(HLine())
        row = hbox(gap=12)
        row.addWidget(Field("Answer", self.answer), 1)
        row.addWidget(self.promised, 1)
        self.body.addLayout(row)
        self.add(self._sentence)
        answered = hbox(gap=12)
        answered.addWidget(self.note, 3)
        answered.addWidget(self.shipped, 1)
        self.body.addLayout(answered)
        promise = hbox(gap=12)
        promise.addWidget(self.promised_by, 1)
        promise.addWidget(self.sow_line, 1)
        self.body.addLayout(promise)
        self.add(self._gap)
        if self._ask is not None:
            self.sources.show_sources(self._desk.note_links.sources("ask", self._ask.id))
            self.add(self.sources)
            self.sources.requestPlace.connect(self.reject)

    def _follow(self) -> None:
        """What the chosen answer means, the day that it may need, and what a promise still lacks."""
        answer = Answer(self.answer.value)
        soft = maybe_words(text_of(self.note)) if answer is not Answer.NONE else ()
        said = (
            f"“{soft[0]}” is heard as yes. Say what holds today, or give a day."
            if soft
            else SENTENCES[answer]
        )
        self._sentence.set_content([Run(said, "sev-medium" if soft else "text-3")])
        self.promised.setVisible(answer is Answer.ROADMAP)
        self.note.setVisible(answer is not Answer.NONE)
        self.shipped.setVisible(answer not in (Answer.NONE, Answer.NO))
        gap = promise_gap(self._typed(answer))
        self._gap.set_content(gap)
        self._gap.setVisible(bool(gap))

    def _typed(self, answer: Answer) -> Ask:
        """The ask as it stands in the fields, as far as a promise goes."""
        return Ask(
            id="",
            deal_id=self._deal_id,
            statement="",
            answer=answer,
            asked_on=self._desk.today_on(),
            promised_by=text_of(self.promised_by),
            sow_line=text_of(self.sow_line),
        )

    def confirm(self) -> bool:
        """Write ask and answer down."""
        check, answer = FieldCheck(), Answer(self.answer.value)
        statement = check.text(self.statement, "Say what is asked for.")
        on_roadmap = answer is Answer.ROADMAP
        missing = "Give the day that product named, or choose another answer."
        promised = check.day(self.promised, missing) if on_roadmap else None
        shipped = check.day(self.shipped) if self.shipped.isVisible() else None
        by, line = check.text(self.promised_by), check.text(self.sow_line)
        if line and not by:
            check.wrong(self.promised_by, "Say who promised it.")
        if not check.ok:
            check.focus()
            return False
        ask = self._keep(statement)
        note = check.text(self.note) if answer is not Answer.NONE else ""
        if (ask.answer, ask.answer_note, ask.promised_on) != (answer, note, promised):
            self._desk.asks.answer(ask.id, answer, note, promised_on=promised)
        if (ask.promised_by, ask.sow_line) != (by, line):
            self._desk.asks.promise(ask.id, by, line)
        if ask.shipped_on != shipped:
            self._desk.asks.change(ask.id, shipped_on=shipped)
        return True

    def _keep(self, statement: str) -> Ask:
        """The ask itself: a new one is heard, an old one changed where it is another than before."""
        words, weight = text_of(self.words), Weight(self.weight.value)
        topic, ask = " ".join(text_of(self.topic).split()), self._ask
        if ask is None:
            self._ask = self._desk.asks.hear(
                self._deal_id,
                statement,
                words=words,
                weight=weight,
                note_id=self._note_id or None,
                passage=self._passage,
                topic=topic,
            )
            return self._ask
        fields = {"statement": statement, "words": words, "weight": weight, "topic": topic}
        if any(getattr(ask, name) != value for name, value in fields.items()):
            self._ask = self._desk.asks.change(ask.id, **fields)
        return self._ask or ask
