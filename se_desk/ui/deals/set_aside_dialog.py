"""Proposals that were set aside on a deal: why, and whether the data still say the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import say_near_day
from se_desk.services.dismissals import SetAside
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import HLine, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

SAME = "The data are what they were."
CHANGED = "The data have changed since, and the desk proposes it anew."
GONE = "The data no longer speak for it."


class SetAsideDialog(Dialog):
    """Reads; one that still stands can be raised after all."""

    flagRequested = Signal(object)  # Proposal

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str) -> None:
        super().__init__(
            parent,
            "Proposals set aside",
            "Close",
            "A proposal returns by itself when the data change.",
            width=600,
            keys=False,
        )
        self.cancel.hide()  # nothing is changed here, so there is nothing to cancel
        self.flags: list[Button] = []
        today = desk.today_on()
        for place, one in enumerate(desk.dismissals.of_deal(deal_id)):
            if place:
                self.body.addWidget(HLine())
            self.add(self._row(one, today))

    def _row(self, one: SetAside, today: date) -> QWidget:
        on = say_near_day(one.dismissal.dismissed_at.date(), today)
        column = vbox(
            PlainLabel(one.words, weight=600, wrap=True),
            BodyText([Run(f"Set aside {on}: ", "text-3"), Run(one.dismissal.reason, "text")], "body"),
            PlainLabel(_standing(one), "small", "text-3", wrap=True),
            gap=4,
        )
        if one.proposal is not None:
            column.insertWidget(1, BodyText(one.proposal.evidence, "body", "text-2"))
            column.addSpacing(6)
            column.addWidget(self._flag(one), 0, Qt.AlignmentFlag.AlignLeft)
        row = QWidget()
        row.setLayout(column)
        row.setAccessibleName(f"{one.words}. Set aside {on}: {one.dismissal.reason}. {_standing(one)}")
        return row

    def _flag(self, one: SetAside) -> Button:
        button = Button("Flag it after all", "flag", small=True)
        button.setAccessibleName(f"Flag it after all: {one.words}")
        button.clicked.connect(lambda: self._raise(one))
        self.flags.append(button)
        return button

    def _raise(self, one: SetAside) -> None:
        self.reject()
        self.flagRequested.emit(one.proposal)

    def confirm(self) -> bool:
        """Nothing to keep."""
        return True


def _standing(one: SetAside) -> str:
    if one.proposal is not None:
        return SAME
    return CHANGED if one.came_back else GONE
