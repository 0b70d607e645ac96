"""Risks: the flags of a deal, and those the data speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from se_desk.domain.evidence import read, summary
from se_desk.domain.moments import count
from se_desk.domain.risks import RiskFlag
from se_desk.services.history import status_tone, status_words
from se_desk.ui.deals.panel import TablePanel
from se_desk.ui.deals.proposal_strip import ProposalStrip, proposals_words
from se_desk.ui.deals.set_aside_dialog import SetAsideDialog
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import ae_name, short
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import clear_layout
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.wishes import ExportRecord, FlagRisk, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class RisksPanel(TablePanel):
    """The flags, newest first; Enter opens one in the risk log."""

    flagRequested = Signal(object)  # Proposal
    dismissRequested = Signal(object)  # Proposal

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Flag a risk", "flag", "flag", small=True)
        self.export = Button("Export the record", "file-lock", small=True)
        self.set_aside: Button | None = None
        empty = EmptyState(
            "flag",
            "No flag on this deal",
            "A flag keeps what you saw, the data behind it, and whom you told, each with its time.",
            "Flag a risk",
            "Ctrl+Shift+R",
        )
        columns = (
            Column(
                "Flag",
                lambda flag: flag.statement,
                second=_rests_on,
                glyph=lambda flag: flag.severity.value if flag.severity else "",
                weight=500,
            ),
            Column("Category", _category, width=132, token="text-2"),
            Column(
                "Raised",
                lambda flag: self._raised(flag),
                width=84,
                token="text-2",
                sort=lambda flag: flag.raised_at,
            ),
            Column("Status", lambda flag: self._status(flag).text, width=168, chip=self._status),
        )
        super().__init__(desk, columns, "Flags", lambda flag: flag.id, (self.export, self.add), empty)
        self.add.clicked.connect(self._flag)
        self.empty.acted.connect(self._flag)
        self.export.clicked.connect(lambda: self.requestWish.emit(ExportRecord(self.deal_id)))

    def _flag(self) -> None:
        self.requestWish.emit(FlagRisk(self.deal_id))

    def show_deal(self, shown: Shown) -> None:
        """Show flags and proposals."""
        super().show_deal(shown)
        clear_layout(self.above)
        if shown.proposals:
            self.above.addWidget(proposals_words(len(shown.proposals)))
        for proposal in shown.proposals:
            strip = ProposalStrip(proposal)
            strip.flagRequested.connect(self.flagRequested)
            strip.dismissRequested.connect(self.dismissRequested)
            self.above.addWidget(strip)
        if shown.proposals:
            self.above.addSpacing(4)
        self._offer_set_aside()
        self.fill(shown.flags, f"{count(len(shown.open_flags), 'flag')} open of {len(shown.flags)}")

    def _offer_set_aside(self) -> None:
        """The way to what was set aside, also where there is no flag yet."""
        self.set_aside = None
        if left := self.desk.dismissals.count(self.deal_id):
            self.set_aside = Button(f"{count(left, 'proposal')} set aside", kind="link", small=True)
            self.set_aside.clicked.connect(self._show_set_aside)
            self.above.addWidget(self.set_aside, 0, Qt.AlignmentFlag.AlignLeft)
            self.above.addSpacing(8)

    def _show_set_aside(self) -> None:
        dialog = SetAsideDialog(self, self.desk, self.deal_id)
        dialog.flagRequested.connect(self.flagRequested)
        dialog.open()

    def open_row(self, row: Any) -> None:
        """To the risk log."""
        self.requestPlace.emit(Place("risks", row.id))

    def _raised(self, flag: RiskFlag) -> str:
        return short(flag.raised_at.date(), self.shown.today) if self.shown else ""

    def _status(self, flag: RiskFlag) -> ChipSpec:
        name = ae_name(self.shown.view) if self.shown else "the AE"
        return ChipSpec(status_words(flag, name), status_tone(flag))


def _rests_on(flag: RiskFlag) -> str:
    """The evidence in one line; of several items how many there are."""
    items, said = len(read(flag.evidence)), summary(flag.evidence)
    return f"{items} items: {said}" if items > 1 else said


def _category(flag: RiskFlag) -> str:
    return flag.category.label if flag.category else ""
