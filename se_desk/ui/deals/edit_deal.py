"""The dialog that changes a deal, in six parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.part import Part
from se_desk.ui.deals.part_deal import DealPart
from se_desk.ui.deals.part_forecast import ForecastPart
from se_desk.ui.deals.part_outcome import OutcomePart
from se_desk.ui.deals.part_procurement import ProcurementPart
from se_desk.ui.deals.part_read import ReadPart
from se_desk.ui.deals.part_win import WinPart
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.tabs import Tab, TabBar

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

PARTS: tuple[type[Part], ...] = (DealPart, ForecastPart, ReadPart, ProcurementPart, WinPart, OutcomePart)


class EditDealDialog(Dialog):
    """``part`` is the tab that is in front at first; all that was changed is saved at once."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str, part: str = "") -> None:
        view = desk.deals.view(deal_id)
        super().__init__(
            parent,
            "Change the deal",
            consequence="Both dates keep their history.",
            icon="briefcase",
            subtitle=view.deal.account,
            width=680,
        )
        self.parts: dict[str, Part] = {made.key: made(desk, view) for made in PARTS}
        start = part if part in self.parts else DealPart.key
        self.tabs = TabBar([Tab(key, one.word) for key, one in self.parts.items()], start)
        self._stack = QStackedWidget()
        for one in self.parts.values():
            holder = QWidget()
            holder.setLayout(vbox(one, None))
            self._stack.addWidget(holder)
        self.body.setContentsMargins(20, 4, 20, 20)
        self.add(self.tabs)
        self.add(self._stack)
        self.tabs.chosen.connect(self.show_part)
        self._stack.setCurrentIndex(list(self.parts).index(start))

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.set_value(key)
        self._stack.setCurrentIndex(list(self.parts).index(key))

    def open(self) -> None:
        """Show it with the cursor where the part begins."""
        super().open()
        self.parts[self.tabs.value].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> bool:
        """Check every part before the first is saved."""
        for key, part in self.parts.items():
            check = FieldCheck()
            part.check(check)
            if not check.ok:
                self.show_part(key)
                check.focus()
                return False
        for part in self.parts.values():
            part.save()
        return True
