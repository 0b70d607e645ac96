"""The dialog that keeps the day on which both agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter
from se_desk.domain.errors import BadInput
from se_desk.domain.partners import Partner
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class AgreeDialog(Dialog):
    """On which day, and how."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        charter: Charter,
        partner: Partner,
        replaced: Charter | None,
        author: object,
    ) -> None:
        old = f" v{replaced.version} is superseded." if replaced else ""
        super().__init__(
            parent,
            f"You and {partner.first_name} agreed on v{charter.version}",
            "Keep as agreed",
            f"From then on v{charter.version} never changes; a revision makes a new version.{old}",
            icon="check-check",
            width=560,
        )
        self._desk, self._charter, self._author = desk, charter, author
        self.day = DayEdit(desk.today_on(), desk.today_on(), "Day")
        self.how = LineEdit(placeholder="In person, on a call, by message", name="How")
        self._day = Field("Day", self.day)
        self.add(self._day)
        self.add(Field("How", self.how, "Enough to find it again: where you sat, or which message."))

    def confirm(self) -> bool:
        """Keep it; a day that is none, or has not come, stays a question."""
        try:
            day = self.day.day
        except BadInput as error:
            self._day.set_error(error.in_short)
            return False
        if day is None or day > self._desk.today_on():
            self._day.set_error("Name the day on which you both said yes, today or before.")
            return False
        proposed = self._charter.proposed_on
        if proposed is not None and day < proposed:
            self._day.set_error("It cannot lie before the day the version was proposed.")
            return False
        self._desk.charters.agree(self._charter.id, day, self.how.text().strip(), author=self._author)
        return True
