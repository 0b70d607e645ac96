"""The context column of a deal: next step, technical win, MEDDPICC, procurement, strategy, asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.ui.deals.aside_asks import asks_section
from se_desk.ui.deals.aside_files import FilesSection
from se_desk.ui.deals.aside_letters import letters_section
from se_desk.ui.deals.aside_notes import notes_sections
from se_desk.ui.deals.aside_procurement import procurement_section
from se_desk.ui.deals.aside_section import Section
from se_desk.ui.deals.aside_steps import StepsSection
from se_desk.ui.deals.aside_strategy import insights_sections, strategy_section
from se_desk.ui.deals.aside_win import win_section
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.attached_files import AttachedFiles
from se_desk.ui.kit.layout import HLine, Scroller, clear_layout, vbox
from se_desk.ui.kit.pictures import Pictures
from se_desk.ui.kit.wishes import EditDeal, HearAsk, Place, PromiseStep

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDE = 320


class Aside(QWidget):
    """All sections in one column, in 320 px beside the page or as a tab of it."""

    requestWish = Signal(object)
    requestPlace = Signal(object)
    stepOpened = Signal(object)  # NextStep
    stepSettled = Signal(object)  # NextStep

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown: Shown | None = None
        self.files: FilesSection | None = None
        self._attached, self._pictures = AttachedFiles(self, desk), Pictures(desk)
        inner = QWidget()
        self._column = vbox(margins=(20, 0, 20, 16))
        inner.setLayout(self._column)
        self.setLayout(vbox(Scroller(inner, padding=0)))
        self.setAccessibleName("Overview of the deal")

    def show_deal(self, shown: Shown) -> None:
        """Show a deal as it stands."""
        all_files = self._is_of(shown) and self.files is not None and self.files.all_shown
        self.shown = shown
        clear_layout(self._column)
        steps = StepsSection(shown)
        steps.added.connect(lambda: self.requestWish.emit(PromiseStep(shown.id)))
        steps.opened.connect(self.stepOpened)
        steps.settled.connect(self.stepSettled)
        steps.requestPlace.connect(self.requestPlace)
        sections: list[Section] = [
            steps,
            win_section(shown, lambda: self._edit("win")),
            letters_section(shown, lambda: self._tab("qualification")),
            procurement_section(shown, lambda: self._edit("procurement")),
            strategy_section(shown, lambda: self.requestPlace.emit(Place("strategy", shown.id))),
            asks_section(shown, lambda: self._tab("asks"), lambda: self.requestWish.emit(HearAsk(shown.id))),
            *insights_sections(shown, lambda: self.requestPlace.emit(Place("product", "", "insights"))),
            *notes_sections(shown, self.requestPlace.emit),
            self._files_section(shown, all_files),
        ]
        for place, section in enumerate(sections):
            if place:
                self._column.addWidget(HLine())
            self._column.addWidget(section)
        self._column.addStretch(1)

    def _is_of(self, shown: Shown) -> bool:
        return self.shown is not None and self.shown.id == shown.id

    def _files_section(self, shown: Shown, all_shown: bool) -> FilesSection:
        self.files = FilesSection(self._desk, shown.id, self._attached, self._pictures, all_shown=all_shown)
        self.files.requestPlace.connect(self.requestPlace)
        return self.files

    def _edit(self, part: str) -> None:
        if self.shown is not None:
            self.requestWish.emit(EditDeal(self.shown.id, part))

    def _tab(self, tab: str) -> None:
        if self.shown is not None:
            self.requestPlace.emit(Place("deal", self.shown.id, tab))
