"""Asks: what the customer asked the product to do, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from se_desk.domain.asks import Ask, Weight
from se_desk.domain.moments import count
from se_desk.ui.deals.panel import TablePanel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import short
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.wishes import HearAsk, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class AsksPanel(TablePanel):
    """The asks, oldest first; Enter opens one to answer or change it."""

    askOpened = Signal(object)  # Ask

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Add an ask", "plus", small=True)
        self.every = Button("Asks of all deals", "megaphone", small=True)
        empty = EmptyState(
            "message-square-quote",
            "Nobody asked for anything yet",
            "Keep what they want in their own words, how much it weighs, and the answer they got.",
            "Add an ask",
        )
        columns = (
            Column(
                "Ask",
                lambda ask: ask.statement,
                second=lambda ask: f"“{ask.words}”" if ask.words else ask.answer_note,
                weight=500,
            ),
            Column("Weight", lambda ask: ask.weight.label, width=108, token=_weight_token, sort=_weight),
            Column("Asked", lambda ask: self._day(ask), width=84, token="text-2", sort=_asked),
            Column("Answer", lambda ask: ask.answer.label, width=196, chip=self._answer),
        )
        super().__init__(desk, columns, "Asks", lambda ask: ask.id, (self.every, self.add), empty)
        self.add.clicked.connect(self._hear)
        self.every.clicked.connect(lambda: self.requestPlace.emit(Place("product", "", "asks")))
        self.empty.acted.connect(self._hear)

    def _hear(self) -> None:
        self.requestWish.emit(HearAsk(self.deal_id))

    def show_deal(self, shown: Shown) -> None:
        """Show the asks."""
        super().show_deal(shown)
        self.fill(shown.asks, f"{count(len(shown.asks), 'ask')}, {shown.unanswered} without an answer")

    def open_row(self, row: Any) -> None:
        """The dialog of the ask."""
        self.askOpened.emit(row)

    def _day(self, ask: Ask) -> str:
        return short(ask.asked_on, self.shown.today) if self.shown else ""

    def _answer(self, ask: Ask) -> ChipSpec:
        promised = ask.promised_on
        when = f", {short(promised, self.shown.today)}" if promised and self.shown else ""
        return ChipSpec(f"{ask.answer.label}{when}", ask.answer.tone)


def _weight(ask: Ask) -> int:
    return list(Weight).index(ask.weight)


def _weight_token(ask: Ask) -> str:
    return "sev-high" if ask.weight is Weight.DEAL_BREAKER else "text-2"


def _asked(ask: Ask) -> object:
    return ask.asked_on
