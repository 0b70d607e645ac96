"""Prep: the calls of a deal and how well each is prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint

from se_desk.domain.calls import context_lead
from se_desk.domain.moments import count, say_near_day, say_span, say_time
from se_desk.domain.note_clock import ClockState
from se_desk.services.call_views import CallView
from se_desk.services.history import huddle_words
from se_desk.ui.deals.panel import TablePanel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.wishes import OpenCallCard, Place, PlanCall

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_CLOCKS = {
    ClockState.DONE: "clock-done",
    ClockState.LATE: "clock-late",
    ClockState.OVER: "clock-over",
    ClockState.SOON: "clock-soon",
    ClockState.RUNNING: "clock-running",
}


class PrepPanel(TablePanel):
    """Calls ahead first, then those held; Enter opens the huddle, or the debrief of one that is over."""

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Plan a call", "calendar-plus", small=True)
        empty = EmptyState(
            "phone",
            "No call yet",
            "A planned call gets its fifteen minutes with the AE, and a card to keep beside it.",
            "Plan a call",
        )
        super().__init__(desk, self._columns(), "Calls", lambda view: view.call.id, (self.add,), empty)
        self.add.clicked.connect(self._plan)
        self.empty.acted.connect(self._plan)
        self.table.menuRequested.connect(self._menu)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "Call",
                lambda view: view.call.title,
                second=lambda view: self._who(view),
                glyph=lambda view: "calendar" if self._is_ahead(view) else "phone",
                weight=500,
            ),
            Column(
                "When",
                lambda view: self._when(view),
                second=lambda view: f"{view.call.minutes} min",
                width=142,
                token="text-2",
                sort=lambda view: view.call.starts_at,
            ),
            Column("Huddle", lambda view: huddle_words(view), width=96, chip=self._huddle),
            Column(
                "Context",
                context_words,
                width=122,
                token=lambda view: "text-2" if view.call.context_received_at else "text-3",
            ),
            Column(
                "Note",
                lambda view: view.clock.say() if view.clock else "",
                width=216,
                token=lambda view: _CLOCKS[view.clock.state] if view.clock else "text-3",
            ),
        )

    def _plan(self) -> None:
        self.requestWish.emit(PlanCall(self.deal_id))

    def show_deal(self, shown: Shown) -> None:
        """Show the calls."""
        super().show_deal(shown)
        rows = (*shown.ahead, *shown.held)
        self.fill(rows, f"{count(len(shown.ahead), 'call')} ahead, {len(shown.held)} held")

    def open_row(self, row: Any) -> None:
        """To the huddle, or to the debrief of a call that is over."""
        self.requestPlace.emit(Place("huddle" if self._is_ahead(row) else "debrief", row.call.id))

    def menu_of(self, view: CallView) -> Menu:
        """What can be done with a call."""
        menu, key = Menu(self, f"Call {view.call.title}"), view.call.id
        menu.add("Huddle", lambda: self.requestPlace.emit(Place("huddle", key)), "list-checks")
        menu.add("Debrief", lambda: self.requestPlace.emit(Place("debrief", key)), "clipboard-check")
        menu.add("Call card", lambda: self.requestWish.emit(OpenCallCard(key)), "monitor")
        menu.addSeparator()
        menu.add("Change the call", lambda: self.requestWish.emit(PlanCall(self.deal_id, key)), "pencil")
        return menu

    def _menu(self, view: CallView, place: QPoint) -> None:
        menu = self.menu_of(view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _is_ahead(self, view: CallView) -> bool:
        return self.shown is not None and view.call.ends_at > self.shown.now

    def _when(self, view: CallView) -> str:
        if self.shown is None:
            return ""
        day = say_near_day(view.call.starts_at.date(), self.shown.today)
        return f"{day[0].upper()}{day[1:]}, {say_time(view.call.starts_at)}"

    def _who(self, view: CallView) -> str:
        if view.ambush:
            return view.ambush
        names = [attendee.name for attendee in view.customers]
        return ", ".join(names) if names else "Nobody of the customer named yet"

    def _huddle(self, view: CallView) -> ChipSpec:
        words = huddle_words(view)
        text = words.removeprefix("huddle ")
        if view.huddle is None:
            return ChipSpec("None", "amber" if self._is_ahead(view) else "line")
        held = view.huddle.held_at is not None
        return ChipSpec(text[0].upper() + text[1:], "green" if held else "accent")


def context_words(view: CallView) -> str:
    """How long before the call the AE's context came: ``26 h before``, ``not yet``."""
    lead = context_lead(view.call)
    if lead is None:
        return "none noted"
    return f"{say_span(lead)} {'before' if lead.total_seconds() >= 0 else 'after'}"
