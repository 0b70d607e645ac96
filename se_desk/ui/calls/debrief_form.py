"""The questions of a debrief, the next step, and how well the pair worked together."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.huddles import DebriefDraft
from se_desk.services.debriefs import PromisedStep
from se_desk.ui.calls.preparation import offer_names
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox, vbox

MISSED = "What did we not hear, or not ask?"
PAIN = "Which pain is behind the request, and who feels it?"
AGREED = "Is the next step agreed, and by whom?"


class DebriefForm(QWidget):
    """Everything typed goes out with ``changed``; the page keeps it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.missed, self.pain, self.agreed = (TextArea("", "", 2, name) for name in (MISSED, PAIN, AGREED))
        self.step = LineEdit("", "What will be done", "Next step")
        self.owner = LineEdit("", "You", "Who does it")
        self.day = DayEdit(None, name="By which day")
        self.alignment = Segment([(str(n), str(n)) for n in range(1, 11)], small=True, name="Alignment")
        self.make_it_ten = LineEdit("", "What would make it a 10", "What would make it a 10")
        self._showing = False
        self._lay_out()
        for area in (self.missed, self.pain, self.agreed):
            area.textChanged.connect(self._touched)
        for line in (self.step, self.owner, self.day, self.make_it_ten):
            line.textChanged.connect(self._touched)
        self.alignment.chosen.connect(lambda _key: self._touched())

    def _lay_out(self) -> None:
        questions = Card("Three questions")
        questions.body.setSpacing(12)
        for label, area in ((MISSED, self.missed), (PAIN, self.pain), (AGREED, self.agreed)):
            questions.add(Field(label, area))
        self.step_card = Card("Next step")
        self._step_field, self._day_field = Field("What", self.step), Field("By which day", self.day)
        self.step_card.body.setSpacing(12)
        self.step_card.add(self._step_field)
        who = hbox(gap=12)
        who.addWidget(Field("Who does it", self.owner), 1)
        who.addWidget(self._day_field, 1)
        self.step_card.body.addLayout(who)
        self.no_step = BodyText("A next step belongs to a deal. This call is of none yet.", "body", "text-3")
        self.step_card.add(self.no_step)
        self._of_deal = (self._step_field, self.owner.parentWidget(), self._day_field)
        self.pair = Card("How well the two of you worked")
        self.pair.body.setSpacing(12)
        self.pair.add(self.alignment)
        self.pair.add(self.make_it_ten)
        self.setLayout(vbox(questions, self.step_card, self.pair, None, gap=16))

    def suit(self, today: date, names: tuple[str, ...], *, of_deal: bool, of_pair: bool) -> None:
        """Fit it to a call: who could do the step, and what a call without a deal cannot have."""
        self.day._today = today
        offer_names(self.owner, names)
        for widget in self._of_deal:
            if widget is not None:
                widget.setVisible(of_deal)
        self.no_step.setVisible(not of_deal)
        self.pair.setVisible(of_pair)

    def show_draft(self, draft: DebriefDraft) -> None:
        """Show what was typed before."""
        self._showing = True
        for area, text in ((self.missed, draft.missed), (self.pain, draft.pain), (self.agreed, draft.agreed)):
            area.set_text(text)
        for line, text in (
            (self.step, draft.step), (self.owner, draft.step_owner), (self.day, draft.step_day),
            (self.make_it_ten, draft.make_it_ten),
        ):  # fmt: skip
            line.setText(text)
        self.alignment.set_value("" if draft.alignment is None else str(draft.alignment))
        self._step_field.clear_error()
        self._day_field.clear_error()
        self._showing = False

    def _touched(self) -> None:
        if not self._showing:
            self.changed.emit()

    def typed(self, call_id: str, at: datetime) -> DebriefDraft:
        """What stands in the fields for a call, as it is at ``at``."""
        return DebriefDraft(
            call_id=call_id,
            written_at=at,
            missed=self.missed.text,
            pain=self.pain.text,
            agreed=self.agreed.text,
            step=self.step.text(),
            step_owner=self.owner.text(),
            step_day=self.day.text(),
            alignment=int(self.alignment.value) if self.alignment.value else None,
            make_it_ten=self.make_it_ten.text(),
        )

    def is_blank(self) -> bool:
        """Whether no question is answered and no next step is named."""
        said = (self.missed.text, self.pain.text, self.agreed.text, self.step.text())
        return not any(text.strip() for text in said)

    def promised(self) -> PromisedStep | None:
        """The next step as far as it can be read; None without words."""
        try:
            due_on = self.day.day
        except BadInput:
            due_on = None
        text = self.step.text().strip()
        return PromisedStep(text, self.owner.text().strip(), due_on) if text else None

    def check(self) -> bool:
        """Whether it can be saved; what is wrong is said under its field."""
        try:
            _ = self.day.day
        except BadInput as error:
            self._day_field.set_error(str(error))
            self.day.setFocus()
            return False
        if (self.owner.text().strip() or self.day.text().strip()) and not self.step.text().strip():
            self._step_field.set_error("Say what will be done, or empty the name and the day.")
            self.step.setFocus()
            return False
        return True
