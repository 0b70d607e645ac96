"""The dialog that puts a note under another deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.choices import Option, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def deal_options(desk: Desk) -> list[Option]:
    """Active deals by account, then the closed ones."""
    views = sorted(desk.deals.views(), key=lambda view: not view.deal.is_active)
    return [
        Option(
            view.deal.id, f"{view.deal.account}, {view.deal.title}{'' if view.deal.is_active else ', closed'}"
        )
        for view in views
    ]


class FileNote(Dialog):
    """Announces the deal that was chosen, "" for none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str) -> None:
        super().__init__(
            parent,
            "File the note",
            "File it",
            "A call of the deal before is let go of.",
            icon="folder-open",
            width=480,
        )
        self.deal = Select([Option("", "No deal"), *deal_options(desk)], deal_id, name="Deal")
        self._filed = deal_id
        self.add(Field("Deal", self.deal))

    def confirm(self) -> bool:
        """Announce another deal than before."""
        if self.deal.value != self._filed:
            self.chosen.emit(self.deal.value)
        return True
