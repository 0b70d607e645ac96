"""The dialog that puts a note under another deal: a letter or two and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.choices import Option
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field
from se_desk.ui.notes.deal_field import DealField, deal_choices

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


def deal_options(desk: Desk) -> list[Option]:
    """The deals of ``deal_choices`` for a select."""
    return [Option(each.key, f"{each.title}, {each.detail}") for each in deal_choices(desk)]


class FileNote(Dialog):
    """Announces the deal that was chosen, "" for none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str, *, subtitle: str = "") -> None:
        words = "A call of the deal before is let go of." if deal_id else "It leaves the inbox."
        super().__init__(
            parent, "File the note", "File it", words, icon="folder-open", subtitle=subtitle, width=480
        )
        self.deal = DealField(deal_choices(desk), deal_id)
        self._filed = deal_id
        self.add(Field("Deal", self.deal, "Empty means the inbox."))
        self.deal.entered.connect(self.accept)

    def confirm(self) -> bool:
        """Announce another deal than before."""
        if self.deal.unclear:
            raise BadInput(f"No deal is called “{self.deal.text().strip()}”.", do="Choose one of the list.")
        if self.deal.value != self._filed:
            self.chosen.emit(self.deal.value)
        return True
