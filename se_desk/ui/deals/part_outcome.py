"""Outcome: how the deal ended, on which day and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import NoGo, Outcome
from se_desk.services.deals import DealView
from se_desk.ui.deals.deal_header import stage_again
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.part import Part
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import DayEdit, Field, TextArea
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

RUNNING = "running"
NO_GO_OPEN = "not_said"
_RUNS_ON = (None, None, "", None)
SENTENCES = {
    RUNNING: "The deal is on the list of active deals.",
    Outcome.WON.value: "Signed. Counts as won.",
    Outcome.LOST.value: "They bought elsewhere. Counts as closed.",
    Outcome.NO_DECISION.value: "They bought nothing. Counts as closed.",
    Outcome.DISQUALIFIED.value: "You stepped back from it: a no-go. The no-go rate counts technical fit; "
    "the others stand beside it.",
}


class OutcomePart(Part):
    """Still running, or one of the four ends."""

    key, word = "outcome", "Outcome"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        deal = view.deal
        options = [(RUNNING, "Still running"), *((one.value, one.label) for one in Outcome)]
        self.outcome = Select(options, deal.outcome.value if deal.outcome else RUNNING, name="Outcome")
        day = deal.outcome_on or desk.today_on()
        self.day = Field("On", DayEdit(day, desk.today_on()))
        options = [(NO_GO_OPEN, "Not said"), *((one.value, one.label) for one in NoGo)]
        self.no_go = Select(options, deal.no_go.value if deal.no_go else NO_GO_OPEN, name="Because of")
        self.ground = Field("Because of", self.no_go)
        self._why = TextArea(deal.outcome_reason, "In a sentence somebody else can read in a year", 3)
        self.reason = Field("Reason", self._why)
        self.sentence = BodyText("", "small", "text-3")
        self.add(Field("Outcome", self.outcome), self.day)
        self.add(self.sentence)
        self.add(self.ground, QWidget())
        self.add(self.reason)
        self.outcome.currentIndexChanged.connect(lambda _row: self._follow())
        self._found: tuple[Outcome | None, date | None, str, NoGo | None] = _RUNS_ON
        self._follow()

    def first(self) -> QWidget:
        """The outcome."""
        return self.outcome

    def _follow(self) -> None:
        ended = self.outcome.value != RUNNING
        self.ground.setVisible(self.outcome.value == Outcome.DISQUALIFIED)
        self.sentence.set_content(SENTENCES[self.outcome.value])
        self.day.setVisible(ended)
        self.reason.setVisible(ended)

    def check(self, check: FieldCheck) -> None:
        """An end has a day; a no-go has a reason too."""
        if self.outcome.value == RUNNING:
            self._found = _RUNS_ON
            return
        outcome = Outcome(self.outcome.value)
        stepped_back = outcome is Outcome.DISQUALIFIED
        reason = check.text(self.reason, "Say why, so that it can be counted." if stepped_back else "")
        no_go = NoGo(self.no_go.value) if stepped_back and self.no_go.value != NO_GO_OPEN else None
        self._found = (outcome, check.day(self.day, "Give the day on which it ended."), reason, no_go)

    def save(self) -> None:
        """Close the deal, or open it again."""
        deal = self.view.deal
        outcome, day, reason, no_go = self._found
        if self._found == (deal.outcome, deal.outcome_on, deal.outcome_reason, deal.no_go):
            return
        if outcome is not None and day is not None:
            self.desk.deals.close(deal.id, outcome, day, reason, no_go=no_go)
        elif deal.outcome is not None:
            self.desk.deals.reopen(deal.id, stage_again(deal))
