"""The dialogs of a disagreement: brought up, talked about, ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.disagreements import Ending
from se_desk.domain.errors import BadInput
from se_desk.domain.moments import count
from se_desk.services.disagreements import DisagreementView
from se_desk.ui.kit.checks import CheckBox
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, TextArea
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

STAYS = "Stays on this desk; it goes into no note and no export."


class DisagreementDialog(Dialog):
    """What the two see differently, in neutral words."""

    def __init__(self, parent: QWidget, desk: Desk, partner_id: str) -> None:
        super().__init__(
            parent, "What you see differently", "Keep it", STAYS, icon="messages-square", width=560
        )
        self._desk, self._partner_id = desk, partner_id
        self.about = TextArea(rows=2, name="What it is about")
        deals = [v.deal for v in desk.deals.views(active=True) if v.deal.partner_id == partner_id]
        options = [("", "No deal"), *((deal.id, f"{deal.account}: {deal.title}") for deal in deals)]
        self.deal = Select(options, "", name="Deal")
        self.where = Segment(
            [("private", "In private"), ("others", "With others present")], "private", name="Raised"
        )
        self.day = DayEdit(desk.today_on(), desk.today_on(), "Raised on")
        self._about = Field("What it is about", self.about, "The matter, not the person.")
        self._day = Field("Raised on", self.day)
        for widget in (self._about, Field("Deal", self.deal), Field("Raised", self.where), self._day):
            self.add(widget)

    def confirm(self) -> bool:
        """Keep it; what is missing is said under its field."""
        if not self.about.text.strip():
            self._about.set_error("Write one neutral line.")
            return False
        day = _day(self._day, self.day)
        if day is None:
            return False
        self._desk.disagreements.bring_up(
            self._partner_id,
            self.about.text,
            deal_id=self.deal.value or None,
            in_private=self.where.value == "private",
            on=day,
        )
        return True


class AttemptDialog(Dialog):
    """One talk about it, and whether it settled the matter."""

    def __init__(self, parent: QWidget, desk: Desk, view: DisagreementView) -> None:
        number = view.record.attempts + 1
        super().__init__(
            parent,
            f"Talk {number} about it",
            "Keep talk",
            attempt_words(view),
            icon="messages-square",
            width=560,
        )
        self._desk, self._view = desk, view
        self.brought = TextArea(rows=2, name="What it brought")
        self.settled = CheckBox("It is settled")
        self.day = DayEdit(desk.today_on(), desk.today_on(), "On")
        self._brought, self._day = Field("What it brought", self.brought), Field("On", self.day)
        self.add(BodyText(view.record.about, "body", "text-2"))
        for widget in (self._brought, self.settled, self._day):
            self.add(widget)

    def confirm(self) -> bool:
        """Keep it; a blank line stays a question."""
        if not self.brought.text.strip():
            self._brought.set_error("Say it in one line.")
            return False
        day = _day(self._day, self.day)
        if day is None:
            return False
        self._desk.disagreements.attempt(
            self._view.record.id, self.brought.text, settled=self.settled.isChecked(), on=day
        )
        return True


class EndDialog(Dialog):
    """How it ended, and what holds now."""

    def __init__(self, parent: QWidget, desk: Desk, view: DisagreementView) -> None:
        super().__init__(parent, "How it ended", "Keep the end", STAYS, icon="check", width=560)
        self._desk, self._view = desk, view
        ends = [(one.value, one.label) for one in Ending if one is not Ending.OPEN]
        first = Ending.DECIDED if view.record.escalated_on else Ending.SETTLED
        self.ending = Segment(ends, first.value, name="How it ended")
        self.outcome = TextArea(rows=2, name="What holds now")
        self._outcome = Field("What holds now", self.outcome)
        self.add(BodyText(view.record.about, "body", "text-2"))
        self.add(self.ending)
        self.add(self._outcome)

    def confirm(self) -> bool:
        """Keep it; a blank line stays a question."""
        if not self.outcome.text.strip():
            self._outcome.set_error("Write what holds now.")
            return False
        self._desk.disagreements.end(self._view.record.id, Ending(self.ending.value), self.outcome.text)
        return True


def attempt_words(view: DisagreementView) -> str:
    """What the charter says about the number of talks."""
    return f"The charter gives it {count(view.most, 'attempt')}; after that it goes to the manager."


def _day(field: Field, editor: DayEdit) -> date | None:
    """The day, or None with the reason under its field."""
    try:
        day = editor.day
    except BadInput as error:
        field.set_error(error.in_short)
        return None
    if day is None:
        field.set_error("Name the day.")
    return day
