"""The dialogs of "not ready for technical investment": marked, answered by the AE, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.not_ready import Ended, NotReady
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, TextArea
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class NotReadyDialog(Dialog):
    """Which deal, and what is missing; the open gates are proposed."""

    def __init__(self, parent: QWidget, desk: Desk, *, deal_id: str = "", partner_id: str = "") -> None:
        super().__init__(
            parent,
            "Not ready for technical investment",
            "Mark the deal",
            "Stays on this desk; tell the AE by your own means.",
            icon="hourglass",
            width=560,
        )
        self._desk = desk
        deals = [
            view.deal
            for view in desk.deals.views(active=True)
            if view.deal.id == deal_id or (not deal_id and view.deal.partner_id == partner_id)
        ]
        options = [
            (deal.id, f"{deal.account}: {deal.title}")
            for deal in deals
            if desk.not_ready.find_open(deal.id) is None
        ]
        self.deal = Select(options, name="Deal")
        self.missing = TextArea(rows=3, name="What is missing")
        self._deal = Field("Deal", self.deal)
        self._missing = Field("What is missing", self.missing, "The charter’s open gates stand here first.")
        self.add(self._deal)
        self.add(self._missing)
        self.deal.chosen.connect(lambda _key: self._propose())
        self._propose()

    def _propose(self) -> None:
        if self.deal.value:
            self.missing.set_text(self._desk.not_ready.missing(self.deal.value))

    def confirm(self) -> bool:
        """Mark it; what is missing is said under its field."""
        if not self.deal.value:
            self._deal.set_error("No open deal is left to mark.")
            return False
        if not self.missing.text.strip():
            self._missing.set_error("Name the open points, so that they can be closed.")
            return False
        self._desk.not_ready.flag(self.deal.value, self.missing.text)
        return True


class CommitDialog(Dialog):
    """What the AE says, and by which day the gaps are closed."""

    def __init__(self, parent: QWidget, desk: Desk, record: NotReady) -> None:
        super().__init__(parent, "What the AE says", "Keep answer", icon="reply", width=560)
        self._desk, self._record = desk, record
        self.missing = LineEdit(record.missing, name="What is missing")
        self.answer = TextArea(record.answer, rows=2, name="What the AE says")
        self.day = DayEdit(record.committed_on, desk.today_on(), "Closed by", ahead=True)
        self._missing, self._answer = (
            Field("What is missing", self.missing),
            Field("In their words", self.answer),
        )
        self._day = Field("Closed by", self.day, "The day they named; nothing where there is none.")
        for widget in (self._missing, self._answer, self._day):
            self.add(widget)

    def confirm(self) -> bool:
        """Keep it; what is missing is said under its field."""
        if not self.answer.text.strip():
            self._answer.set_error("One line is enough.")
            return False
        if not self.missing.text().strip():
            self._missing.set_error("Name the open points.")
            return False
        try:
            day = self.day.day
        except BadInput as error:
            self._day.set_error(error.in_short)
            return False
        if self.missing.text().strip() != self._record.missing:
            self._desk.not_ready.reword(self._record.id, self.missing.text())
        self._desk.not_ready.answer(self._record.id, self.answer.text, day)
        return True


class EndNotReadyDialog(Dialog):
    """How it ended."""

    def __init__(self, parent: QWidget, desk: Desk, record: NotReady) -> None:
        super().__init__(parent, "How it ended", "Keep the end", icon="check", width=560)
        self._desk, self._record = desk, record
        ends = [(one.value, one.label) for one in Ended if one is not Ended.OPEN]
        self.ended = Select(ends, Ended.CLOSED.value, name="How it ended")
        self.note = TextArea(rows=2, name="A word on it")
        self._note = Field("A word on it", self.note, "What closed the gaps, or why it went ahead.")
        self.add(BodyText(record.missing, "body", "text-2"))
        self.add(Field("How it ended", self.ended))
        self.add(self._note)

    def confirm(self) -> bool:
        """Keep it; going ahead needs its reason."""
        ended = Ended(self.ended.value)
        if ended is Ended.WENT_AHEAD and not self.note.text.strip():
            self._note.set_error("Write the reason in one line.")
            return False
        self._desk.not_ready.end(self._record.id, ended, self.note.text)
        return True
