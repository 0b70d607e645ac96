"""Before a deal moves on: what its stage leaves open. It may move all the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import Stage
from se_desk.domain.exit_criteria import Standing
from se_desk.domain.moments import count
from se_desk.ui.deals.marked_line import MarkedLine
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class MoveDialog(Dialog):
    """Names the criteria that are open; the primary button moves the deal."""

    def __init__(
        self, parent: QWidget, desk: Desk, deal_id: str, stage: Stage, left: Sequence[Standing]
    ) -> None:
        deal = desk.deals.get(deal_id)
        super().__init__(
            parent,
            f"On to {stage.label}",
            f"Move to {stage.label}",
            "They stay on the list; the deal’s page can still take the evidence.",
            icon="arrow-right",
            subtitle=deal.account,
            width=520,
            cancel="Stay",
        )
        self._desk, self._deal_id, self._stage = desk, deal_id, stage
        what = count(len(left), "exit criterion has", "exit criteria have")
        self.add(BodyText(f"{what} no evidence yet:", "body", "text-2"))
        for one in left:
            self.add(MarkedLine(IconMark("circle"), one.criterion.text))

    def confirm(self) -> bool:
        """Move the deal."""
        self._desk.deals.advance(self._deal_id, self._stage)
        return True
