"""The deals of the pair: both dates, and how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.moments import count, say_day
from se_desk.services.deals import DealView
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import Scroller, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.tables import Column, TableView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

SOME_DAYS, MANY_DAYS = 8, 30  # under the first the two dates are as good as one


class DealsTab(QWidget):
    """Active deals first; Enter opens one."""

    opened = Signal(str)
    requestDeal = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = TableView(_columns(desk), "Deals with this partner", _id, two_lines=True, fit=True)
        self.table.opened.connect(lambda view: self.opened.emit(view.deal.id))
        self.empty = EmptyState(
            "briefcase", "No deal together yet", "A deal names its account executive.", "Add a deal"
        )
        self.empty.acted.connect(self.requestDeal)
        card, nobody = Card(flush=True), Card(padding=0)
        card.add(self.table)
        nobody.add(self.empty)
        self._stack = QStackedWidget()
        for part in (card, nobody):
            inner = QWidget()
            inner.setLayout(vbox(part, None, margins=(24, 16, 24, 24)))
            self._stack.addWidget(Scroller(inner, padding=0))
        self.setLayout(vbox(self._stack))

    def show_partner(self, partner_id: str) -> int:
        """Read the deals anew; how many there are."""
        mine = [view for view in self._desk.deals.views() if view.deal.partner_id == partner_id]
        self.show_deals(sorted(mine, key=lambda view: not view.deal.is_active))
        return len(mine)

    def show_deals(self, views: Sequence[DealView]) -> None:
        """Show these."""
        self.table.set_records(views)
        self._stack.setCurrentIndex(0 if views else 1)


def _id(view: DealView) -> str:
    return view.deal.id


def _columns(desk: Desk) -> tuple[Column, ...]:
    def day(on: date | None) -> str:
        return say_day(on, desk.today_on()) if on else "–"

    return (
        Column("Deal", lambda v: v.deal.account, lambda v: v.deal.title, weight=500),
        Column("Stage", _stage, width=120, token="text-2"),
        Column("Value", _value, width=112, align="right", sort=_minor),
        Column(
            "AE forecast",
            lambda v: day(v.forecast.close_on if v.forecast else None),
            lambda v: v.forecast.category.label if v.forecast else "",
            width=132,
            sort=lambda v: v.forecast.close_on if v.forecast else None,
        ),
        Column(
            "Your read",
            lambda v: day(v.believed_on),
            lambda v: "" if v.read or not v.believed_on else "earliest signature",
            width=140,
            sort=lambda v: v.believed_on,
        ),
        Column("Apart", _apart_words, width=124, chip=apart_chip, sort=lambda v: v.apart),
    )


def _stage(view: DealView) -> str:
    return view.deal.outcome.label if view.deal.outcome else view.deal.stage.label


def _value(view: DealView) -> str:
    return view.deal.value.say() if view.deal.value else "–"


def _minor(view: DealView) -> int | None:
    return view.deal.value_minor


def _apart_words(view: DealView) -> str:
    if view.apart is None or not view.deal.is_active:
        return "–"
    return f"{count(abs(view.apart), 'day')}" if view.apart else "none"


def apart_chip(view: DealView) -> ChipSpec | None:
    """Neutral under 8 days, high to 30, critical over 30, green for none."""
    if view.apart is None or not view.deal.is_active:
        return None
    days = abs(view.apart)
    tone = (
        "green"
        if not days
        else "neutral"
        if days < SOME_DAYS
        else "high"
        if days <= MANY_DAYS
        else "critical"
    )
    return ChipSpec(_apart_words(view), tone)
