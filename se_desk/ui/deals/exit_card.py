"""The exit criteria of the stage a deal is in, open or evidenced; all of it saves itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.exit_criteria import Standing
from se_desk.ui.deals.evidence_field import EvidenceField
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, clear_layout, hbox, vbox
from se_desk.ui.kit.wishes import ArrangeExitCriteria

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

HINT = "What did you see, and where can it be read?"


class CriterionRow(QWidget):
    """One criterion of one deal, and what shows that it is met."""

    def __init__(self, desk: Desk, deal_id: str, standing: Standing) -> None:
        super().__init__()
        self._desk, self._deal_id, self._key = desk, deal_id, standing.criterion.id
        self._mark = IconMark("circle")
        self._words = PlainLabel(standing.criterion.text, "ui", weight=600, wrap=True)
        self.evidence = EvidenceField(f"Evidence: {standing.criterion.text}", HINT, self._write)
        head = hbox(self._mark, self._words, gap=8)
        head.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        self.setLayout(vbox(head, self.evidence, margins=(16, 12, 16, 14), gap=8))
        self.show_standing(standing)

    def show_standing(self, standing: Standing) -> None:
        """The criterion as the desk has it; what is being typed stays."""
        self._mark.set("circle" if standing.is_open else "circle-check", _token(standing))
        self.evidence.show_text(standing.evidence)

    def _write(self, text: str) -> None:
        self._desk.exit_criteria.show(self._deal_id, self._key, text, author=self)


class ExitCard(Card):
    """One row a criterion of the stage; the list itself is arranged in a dialog."""

    requestWish = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.arrange = Button("Edit the list", "pencil", small=True)
        super().__init__("Exit criteria", actions=(self.arrange,), flush=True)
        self._desk, self._stage = desk, ""
        self._laid: tuple[str, ...] = ()
        self.rows: list[CriterionRow] = []
        self._nothing = BodyText("", "body", "text-3")
        self._nothing.setContentsMargins(16, 12, 16, 14)
        self._rows = vbox()
        self.body.addLayout(self._rows)
        self.add(self._nothing)
        self.arrange.clicked.connect(lambda: self.requestWish.emit(ArrangeExitCriteria(self._stage)))

    def show_deal(self, shown: Shown) -> None:
        """The criteria of the deal's stage; rows are made anew only where the list is another."""
        stage = shown.view.deal.stage
        found = shown.exits_here
        laid = (shown.id, *(f"{one.criterion.id} {one.criterion.text}" for one in found))
        if laid != self._laid:
            self.flush()
            self._lay_out(shown.id, found)
            self._laid = laid
        for row, standing in zip(self.rows, found, strict=True):
            row.show_standing(standing)
        met = sum(not one.is_open for one in found)
        self._stage = stage.value
        self.set_title(f"Exit criteria: {stage.label}")
        done = bool(found) and met == len(found)
        self.set_note(f"{met} of {len(found)} evidenced" if found else "", "clock-done" if done else "text-3")
        self._nothing.set_content(
            f"Nothing is on your list for {stage.label}."
            if shown.view.deal.is_active
            else "The deal has ended."
        )
        self._nothing.setVisible(not found)

    def _lay_out(self, deal_id: str, found: tuple[Standing, ...]) -> None:
        clear_layout(self._rows)
        self.rows = [CriterionRow(self._desk, deal_id, standing) for standing in found]
        for place, row in enumerate(self.rows):
            if place:
                self._rows.addWidget(HLine())
            self._rows.addWidget(row)

    def flush(self) -> bool:
        """Save every field; False where one could not be."""
        saved = [row.evidence.flush() for row in self.rows]  # all, also after one that could not be
        return all(saved)


def _token(standing: Standing) -> str:
    return "text-3" if standing.is_open else "clock-done"
