"""What the AE asked for, the answers, and their pattern in numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.moments import say_day
from se_desk.domain.requests import Reply
from se_desk.services.requests import RequestView
from se_desk.ui.charters.request_dialogs import ReplyDialog, RequestDialog
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import Scroller, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.tables import Column, TableView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_TONES = {Reply.OPEN: "amber", Reply.ACCEPTED: "green", Reply.CONDITION: "accent", Reply.DECLINED: "neutral"}


class RequestsTab(QWidget):
    """Enter answers a request; the newest stands first."""

    dealOpened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.partner_id = desk, ""
        self.add = Button("Record a request", "plus", small=True, keys="N")
        self.pattern = BodyText("", "body", "text-2")
        self.table = TableView(self._columns(), "Requests", lambda v: v.request.id, two_lines=True, fit=True)
        self.empty = EmptyState(
            "inbox",
            "No request yet",
            "When a demo, a call or a POC is asked for, keep it with your answer: accepted, accepted on a "
            "condition, or declined with what would change it.",
            "Record a request",
            "N",
        )
        self._lay_out()
        for wish in (self.add.clicked, self.empty.acted):
            wish.connect(self.hear)
        self.table.opened.connect(self.answer)
        self.table.menuRequested.connect(self._menu)
        on_key(self, "N", self.hear)

    def _lay_out(self) -> None:
        numbers = Card("In numbers", actions=(self.add,))
        numbers.add(self.pattern)
        rows, nobody = Card(flush=True), Card(padding=0)
        rows.add(self.table)
        nobody.add(self.empty)
        self._stack = QStackedWidget()
        for parts in ((numbers, rows, None), (nobody, None)):
            inner = QWidget()
            inner.setLayout(vbox(*parts, margins=(24, 16, 24, 24), gap=16))
            self._stack.addWidget(Scroller(inner, padding=0))
        self.setLayout(vbox(self._stack))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "Asked", lambda v: self._day(v.request.asked_on), width=112, sort=lambda v: v.request.asked_on
            ),
            Column("Request", lambda v: v.request.words, self._about, weight=500),
            Column("Answer", lambda v: v.request.reply.label, width=184, chip=_chip),
            Column("Why, and what would change it", _why, second=_change),
        )

    def _asked(self, view: RequestView) -> str:
        return self._day(view.request.asked_on)

    def _about(self, view: RequestView) -> str:
        needed = view.request.needed_on
        until = f", for {self._day(needed)}" if needed else ""
        return f"{view.request.wanted.label}, {view.deal.account}{until}"

    def _day(self, day: date) -> str:
        return say_day(day, self._desk.today_on())

    def show_partner(self, partner_id: str) -> None:
        """Read the requests anew."""
        self.partner_id = partner_id
        views = self._desk.requests.of_partner(partner_id)
        lines = self._desk.requests.pattern(partner_id).lines()
        self.pattern.set_content(" · ".join(lines))
        self.table.set_records(views)
        self._stack.setCurrentIndex(0 if views else 1)

    def hear(self) -> None:
        """Ask what was asked for."""
        RequestDialog(self, self._desk, partner_id=self.partner_id).open()

    def answer(self, view: RequestView) -> None:
        """Ask for the answer."""
        ReplyDialog(self, self._desk, view.request).open()

    def _menu(self, view: RequestView, at: QPoint) -> None:
        menu, request = Menu(self, "Request"), view.request
        menu.add("Answer", lambda: self.answer(view), "reply", "Enter")
        menu.add("Change", lambda: RequestDialog(self, self._desk, request=request).open(), "pencil")
        if request.awaits_condition:
            menu.add("The condition is met", lambda: self._desk.requests.meet_condition(request.id), "check")
        menu.add("Open the deal", lambda: self.dealOpened.emit(request.deal_id), "arrow-right")
        menu.addSeparator()
        menu.add("Remove", lambda: self._desk.requests.drop(request.id), "trash-2")
        menu.popup(at)


def _chip(view: RequestView) -> ChipSpec:
    return ChipSpec(view.request.reply.label, _TONES[view.request.reply])


def _why(view: RequestView) -> str:
    return view.request.reason or "–"


def _change(view: RequestView) -> str:
    request = view.request
    if request.reply is Reply.CONDITION:
        return "Met" if request.met_on else "Not met yet"
    return f"Would change it: {request.would_change}" if request.would_change else ""
