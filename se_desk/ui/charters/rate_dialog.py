"""The dialog that takes a rating of the alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.partners import Alignment, Partner
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, TextArea

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class RateDialog(Dialog):
    """A number from 1 to 10, and what would make it a 10."""

    def __init__(
        self, parent: QWidget, desk: Desk, partner: Partner, last: Alignment | None, author: object
    ) -> None:
        name = partner.first_name
        super().__init__(
            parent,
            f"How aligned are you and {name}?",
            "Keep rating",
            "Stays on this desk; it goes into no note.",
            width=520,
        )
        self._desk, self._partner, self._author = desk, partner, author
        numbers = [(str(number), str(number)) for number in range(1, 11)]
        self.score = Segment(numbers, str(last.score) if last else "", name="Alignment from 1 to 10")
        self.wish = TextArea(rows=3, name="What would make it a 10")
        before = last.make_it_ten.strip() if last else ""
        self._score = Field("From 1, apart, to 10, as one", self.score)
        self.add(self._score)
        self.add(Field("What would make it a 10", self.wish, f"Last time: {before}" if before else ""))

    def confirm(self) -> bool:
        """Keep it; without a number there is nothing to keep."""
        if not self.score.value:
            self._score.set_error("Choose a number from 1 to 10.")
            return False
        score, wish = int(self.score.value), self.wish.text.strip()
        self._desk.partners.rate(self._partner.id, score, wish, author=self._author)
        return True
