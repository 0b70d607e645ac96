"""The dialog that ends a scrub: what takes effect, and the day of the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.moments import count
from se_desk.domain.scrubs import Decision
from se_desk.services.scrubs import ScrubView
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class FinishScrubDialog(Dialog):
    """Gaps become next steps, disqualified deals are closed; the minutes come after."""

    def __init__(self, parent: QWidget, desk: Desk, view: ScrubView) -> None:
        super().__init__(
            parent,
            "Finish the scrub",
            "Finish",
            "The minutes are shown next, to be copied or saved.",
            icon="check-check",
            width=520,
        )
        self._desk, self._view = desk, view
        self.next = DayEdit(
            desk.scrubs.propose_next(view.partner.id), desk.today_on(), "Next scrub", ahead=True
        )
        self._next = Field("Next scrub", self.next, "As often as the charter says.")
        self.add(BodyText(effect_words(view), "body", "text-2"))
        self.add(self._next)

    def confirm(self) -> bool:
        """Carry it out; a day that is none stays a question."""
        try:
            day = self.next.day
        except BadInput as error:
            self._next.set_error(error.in_short)
            return False
        if day is None or day <= self._desk.today_on():
            self._next.set_error("Name a day to come.")
            return False
        self._desk.scrubs.finish(self._view.scrub.id, day)
        return True


def effect_words(view: ScrubView) -> str:
    """What finishing does."""
    kinds = [one.decision for one in view.decisions.values()]
    parts = [f"{view.decided} of {count(len(view.agenda), 'deal')} decided."]
    gaps, gone = kinds.count(Decision.CLOSE_GAP), kinds.count(Decision.DISQUALIFY)
    if gaps:
        parts.append(f"{count(gaps, 'gap')} become{'s' if gaps == 1 else ''} a next step with its day.")
    if gone:
        parts.append(f"{count(gone, 'deal')} {'is' if gone == 1 else 'are'} closed as disqualified.")
    return " ".join(parts)
