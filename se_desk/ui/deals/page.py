"""The page of one deal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Change
from se_desk.domain.asks import Ask
from se_desk.domain.deals import Stage
from se_desk.domain.errors import DeskError, NotFound
from se_desk.domain.people import Stakeholder
from se_desk.domain.proposals import Proposal
from se_desk.domain.steps import NextStep
from se_desk.ui.deals.aside import WIDE, Aside
from se_desk.ui.deals.ask_dialog import AskDialog
from se_desk.ui.deals.asks_panel import AsksPanel
from se_desk.ui.deals.deal_header import DealHeader, stage_again
from se_desk.ui.deals.deal_tabs import OVERVIEW, DealTabs
from se_desk.ui.deals.dismiss_dialog import DismissDialog
from se_desk.ui.deals.forecast_card import ForecastCard
from se_desk.ui.deals.move_dialog import MoveDialog
from se_desk.ui.deals.notes_panel import NotesPanel
from se_desk.ui.deals.panel import Panel
from se_desk.ui.deals.people_panel import PeoplePanel
from se_desk.ui.deals.person_dialog import PersonDialog
from se_desk.ui.deals.prep_panel import PrepPanel
from se_desk.ui.deals.proposal_strip import ProposalStrip
from se_desk.ui.deals.qualification_panel import QualificationPanel
from se_desk.ui.deals.risks_panel import RisksPanel
from se_desk.ui.deals.shown import HAPPENED, Shown, read_deal
from se_desk.ui.deals.step_dialog import StepDialog
from se_desk.ui.deals.timeline_panel import TimelinePanel
from se_desk.ui.kit.layout import Surface, VLine, clear_layout, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import EditDeal, FlagRisk, Place, PlanCall, flag_of

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

# The window is 1280 wide, the sidebar 224 of it.
ENOUGH_FOR_ASIDE = 1280 - 224


class DealPage(Page):
    """Everything of one deal: its two dates above, one side of it in each tab, the context beside."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.shown: Shown | None = None
        self._happened = HAPPENED
        self._top = QWidget(self)  # a place in the order of Tab before all that follows
        self._top.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # hidden, it is never stopped at
        self._top.setAccessibleName("Deal")
        self._top.hide()
        self.header, self.card, self.tabs = DealHeader(), ForecastCard(), DealTabs()
        self.aside = Aside(desk)
        self.timeline, self.risks = TimelinePanel(desk), RisksPanel(desk)
        self.asks, self.people = AsksPanel(desk), PeoplePanel(desk)
        self.panels: dict[str, Panel] = {
            "timeline": self.timeline,
            "notes": NotesPanel(desk),
            "prep": PrepPanel(desk),
            "risks": self.risks,
            "qualification": QualificationPanel(desk),
            "asks": self.asks,
            "people": self.people,
        }
        self._stack, self._overview = QStackedWidget(), QWidget()
        self._later = Soon(self, self.refresh)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        self._overview.setLayout(vbox())
        self._stack.setMinimumHeight(160)  # panels scroll; they must not keep the window tall
        self._stack.addWidget(self._overview)
        self._strip = vbox()
        self.tabs.add_right(self.timeline.filter)
        left = QWidget()
        column = vbox(self.header, 16, self._strip, self.card, 12, self.tabs, self._stack)
        column.setContentsMargins(24, 16, 24, 0)
        column.setStretch(column.count() - 1, 1)
        left.setLayout(column)
        left.setMinimumWidth(480)
        self._pane = Surface("pane", hbox(VLine(), gap=0))
        self._pane.setFixedWidth(WIDE)
        row = hbox(gap=0)
        row.addWidget(left, 1)
        row.addWidget(self._pane)
        self.setLayout(row)
        self._place_aside()

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.card.partRequested.connect(lambda part: self.requestWish.emit(EditDeal(self.deal_id(), part)))
        for panel in self.panels.values():
            panel.requestWish.connect(self.requestWish)
            panel.requestPlace.connect(self._go)
        self.header.requestWish.connect(self.requestWish)
        self.header.requestPlace.connect(self._go)
        self.aside.requestWish.connect(self.requestWish)
        self.aside.requestPlace.connect(self._go)
        self.header.stageRequested.connect(self._advance)
        self.header.reopenRequested.connect(self._reopen)
        self.timeline.moreWanted.connect(self._look_back)
        self.risks.flagRequested.connect(lambda proposal: self.requestWish.emit(flag_of(proposal)))
        self.risks.dismissRequested.connect(self._dismiss)
        self.aside.stepSettled.connect(self._settle)
        self.aside.stepOpened.connect(self._open_step)
        self.asks.askOpened.connect(self._open_ask)
        self.people.personOpened.connect(self._open_person)
        self.bus.listen(self, self._changed)
        self._bind_keys()

    def _bind_keys(self) -> None:
        """As in the list of deals; a field that takes letters keeps them."""
        on_key(self, "F", lambda: self.requestWish.emit(FlagRisk(self.deal_id())))
        on_key(self, "L", lambda: self.requestWish.emit(PlanCall(self.deal_id())))

    # ---- the page ---------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Show the deal; NotFound where it is not on the desk."""
        other = place.id != self.deal_id()
        if other:
            self._happened = HAPPENED
        self.shown = read_deal(self.desk, place.id, self._happened)
        known = place.tab in self.panels or place.tab == OVERVIEW[0]  # beside the page it is in sight already
        tab = place.tab if known else "" if not other else "timeline"
        if tab:
            self.tabs.set_value(tab)
        self._paint()
        self._show_tab(self.tabs.value)
        if other:
            # As by the mouse: arrows and Enter work at once, and nothing is ringed before a key is used.
            self.timeline.timeline.setFocus(Qt.FocusReason.MouseFocusReason)

    def leave(self) -> bool:
        """Save what is typed in the tabs."""
        saved = [panel.flush() for panel in self.panels.values()]  # all, also after one that could not
        return all(saved)

    def deal_id(self) -> str:
        """The deal that is shown."""
        return self.shown.id if self.shown else ""

    def minute(self) -> None:
        """Countdowns have moved."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the deal again; one that is gone leads back to the list."""
        if not self.deal_id():
            return
        try:
            self.shown = read_deal(self.desk, self.deal_id(), self._happened)
        except NotFound:
            self.shown = None
            self.requestPlace.emit(Place("deals"))
            return
        self._paint()

    def _look_back(self) -> None:
        """The timeline was scrolled to its end: older notes too."""
        self._happened += HAPPENED
        self._later.start()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.deal_id in (None, self.deal_id()):
            self._later.start()

    def _paint(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self.header.show_deal(shown)
        self.card.show_view(shown.view, shown.today)
        self.tabs.show_counts(shown)
        self._show_proposal(shown)
        self.aside.show_deal(shown)
        for panel in self.panels.values():
            panel.show_deal(shown)

    def _show_proposal(self, shown: Shown) -> None:
        clear_layout(self._strip)
        if not shown.proposals:
            return
        strip = ProposalStrip(shown.proposals[0], len(shown.proposals) - 1)
        strip.flagRequested.connect(lambda proposal: self.requestWish.emit(flag_of(proposal)))
        strip.dismissRequested.connect(self._dismiss)
        strip.moreRequested.connect(lambda: self._go(Place("deal", shown.id, "risks")))
        self._strip.addWidget(strip)
        self._tab_first(strip)
        self._strip.addSpacing(12)

    def _tab_first(self, strip: ProposalStrip) -> None:
        """The strip was made last, and is reached first: it stands on top of the page."""
        before = self._top
        for stop in strip.stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def _show_tab(self, key: str) -> None:
        panel = self.panels.get(key)
        self._stack.setCurrentWidget(panel or self._overview)
        self.timeline.filter.setVisible(key == "timeline")

    def _go(self, place: Place) -> None:
        if place.page == "deal" and place.id == self.deal_id():
            self.tabs.set_value(place.tab)
            self._show_tab(self.tabs.value)
            if place.tab in self.panels:
                self.panels[place.tab].focus_first()
            return
        self.requestPlace.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_aside()

    def _place_aside(self) -> None:
        """Beside the page where there is room, else a tab of it."""
        beside = self.width() >= theme().px(ENOUGH_FOR_ASIDE)
        holder = self._pane if beside else self._overview
        if self.aside.parentWidget() is not holder:
            layout = holder.layout()
            if layout is not None:
                layout.addWidget(self.aside)
        self._pane.setVisible(beside)
        self.tabs.set_overview(not beside)
        self._show_tab(self.tabs.value)

    # ---- what is done here ------------------------------------------------

    def _advance(self, stage: Stage) -> None:
        """Move on; what the stage leaves open is said first, and is no reason to stay."""
        try:
            left = self.desk.exit_criteria.open_before(self.deal_id(), stage)
        except DeskError as error:
            tell(self, error)
            return
        if left:
            MoveDialog(self, self.desk, self.deal_id(), stage, left).open()
        else:
            self._do(lambda: self.desk.deals.advance(self.deal_id(), stage))

    def _reopen(self) -> None:
        if self.shown is not None:
            stage = stage_again(self.shown.view.deal)
            self._do(lambda: self.desk.deals.reopen(self.deal_id(), stage))

    def _settle(self, step: NextStep) -> None:
        if self._do(lambda: self.desk.steps.settle(step.id)):
            toast(
                self, f"Done: {step.text}", "Undo", lambda: self._do(lambda: self.desk.steps.reopen(step.id))
            )

    def _do(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except DeskError as error:
            tell(self, error)
            self._later.start()
            return False
        return True

    def _dismiss(self, proposal: Proposal) -> None:
        DismissDialog(self, self.desk, proposal).open()

    def _open_step(self, step: NextStep) -> None:
        dialog = StepDialog(self, self.desk, step.deal_id, step=step)
        dialog.sources.requestPlace.connect(self.requestPlace)
        dialog.open()

    def _open_ask(self, ask: Ask) -> None:
        dialog = AskDialog(self, self.desk, ask.deal_id, ask=ask)
        dialog.sources.requestPlace.connect(self.requestPlace)
        dialog.open()

    def _open_person(self, person: Stakeholder | None) -> None:
        dialog = PersonDialog(self, self.desk, self.deal_id(), person)
        dialog.named.requestPlace.connect(self.requestPlace)
        dialog.open()
