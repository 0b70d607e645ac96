"""The scrub as a mode: timer, every open deal of the pair, and one decision for each."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.scrubs import LENGTH, Decision
from se_desk.services.scrub_agenda import AgendaDeal
from se_desk.services.scrubs import ScrubView
from se_desk.ui.charters.finish_scrub_dialog import FinishScrubDialog
from se_desk.ui.charters.scrub_deal import DealPanel
from se_desk.ui.charters.sending import send_paper
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.dialogs import ask
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.timer_face import TimerFace
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.PARTNER, Noun.DEAL, Noun.FLAG, Noun.STEP, Noun.EVERYTHING)
_KEYS = (("K", Decision.KEEP), ("G", Decision.CLOSE_GAP), ("D", Decision.DISQUALIFY))
_CHIPS = {
    Decision.KEEP: ("Keep", "green"),
    Decision.CLOSE_GAP: ("Close the gap", "accent"),
    Decision.DISQUALIFY: ("Disqualify", "amber"),
}
NARROW = 1056
LIST = 6  # of 12: the share of the width


class ScrubPage(Page):
    """The id of its place is a scrub's. K keeps, G closes the gap, D disqualifies the deal in the list."""

    nav = "partners"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.scrub_id = ""
        self._view: ScrubView | None = None
        self.timer = TimerFace(desk.now, LENGTH, "Scrub timer", "Go on with the timer")
        self.drop = Button("Drop", kind="ghost")
        self.agenda = Button("Agenda…", "list-checks")
        self.finish = Button("Finish…", kind="primary", keys="Ctrl+Enter")
        actions = (self.timer, self.agenda, self.drop, self.finish)
        self.header = PageHeader("Scrub", actions=actions, back=True)
        self.table = TableView(self._columns(), "Open deals", lambda one: one.deal.id, two_lines=True)
        self.deal = DealPanel(desk)
        self._lay_out()
        self._wire()
        bus.listen(self, self._heard, _NOUNS, author=self)

    def _lay_out(self) -> None:
        card = Card("Open deals", flush=True)
        card.add(self.table)
        hint = PlainLabel("K keeps, G closes the gap, D disqualifies", "small", "text-3")
        left = vbox(card, 8, hint)
        left.setStretch(0, 1)
        both = hbox(margins=(24, 0, 24, 24), gap=16)
        both.addLayout(left, LIST)
        both.addWidget(Scroller(self.deal, padding=0), 12 - LIST)
        head = QWidget()
        head.setLayout(vbox(self.header, margins=(24, 0, 24, 0)))
        column = vbox(head)
        column.addLayout(both, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.header.backRequested.connect(self._back)
        self.timer.startAsked.connect(lambda: self._run(True))
        self.timer.pauseAsked.connect(lambda: self._run(False))
        self.drop.clicked.connect(self._drop)
        self.agenda.clicked.connect(self._agenda)
        self.finish.clicked.connect(self._finish)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(lambda one: self.requestPlace.emit(Place("deal", one.deal.id)))
        self.deal.decided.connect(self._decide)
        self.deal.undecided.connect(self._undecide)
        for keys, decision in _KEYS:
            on_key(self.table, keys, partial(self.deal.begin, decision), inside=False)
        on_key(self, "Ctrl+Return", self._finish)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("Deal", lambda one: one.deal.account, lambda one: one.deal.title, weight=500),
            Column("Open", _open_words, _apart_words, width=112, token="text-2"),
            Column("", self._decision_words, width=112, chip=self._chip),
        )

    def _decision_words(self, one: AgendaDeal) -> str:
        chip = self._chip(one)
        return chip.text if chip else ""

    def _chip(self, one: AgendaDeal) -> ChipSpec | None:
        found = self._view.decisions.get(one.deal.id) if self._view else None
        return ChipSpec(*_CHIPS[found.decision]) if found else None

    def enter(self, place: Place) -> None:
        """Show a scrub that is going on; NotFound where there is none."""
        self.desk.scrubs.view(place.id)
        if place.id != self.scrub_id:
            self.deal.forget()
        self.scrub_id = place.id
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Words that were typed for a decision and not kept stay with the page."""
        return self.deal.leave()

    def export_page(self) -> bool:
        """The minutes as they stand now."""
        document = self.desk.scrubs.minutes_document(self.scrub_id)
        send_paper(self, self.desk, document, "The minutes as they leave")
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW)
        self.timer.set_narrow(narrow)
        self.agenda.setVisible(not narrow)  # the list below shows the same

    def refresh(self) -> None:
        """Show it as it stands now; what is typed stays."""
        view = self._view = self.desk.scrubs.view(self.scrub_id)
        self.header.set_title(f"Scrub with {view.partner.first_name}")
        self.header.set_second(f"{view.decided} of {count(len(view.agenda), 'deal')} decided")
        self.setAccessibleName(f"Scrub with {view.partner.name}")
        self.timer.show_timer(view.scrub)
        self.table.set_records(view.agenda)
        if view.agenda and self.table.current() is None:
            self.table.select(view.agenda[0].deal.id, announce=False)
        self._pick(self.table.current())

    def _pick(self, one: AgendaDeal | None) -> None:
        if self._view is not None:
            decision = self._view.decisions.get(one.deal.id) if one else None
            self.deal.show_deal(one, self._view.partner, decision)

    def _heard(self, _change: Change) -> None:
        if self.scrub_id and self.isVisible() and self._stands():
            self.refresh()

    def _stands(self) -> bool:
        """Whether the scrub is still going on: it may have been finished or dropped elsewhere."""
        try:
            return self.desk.scrubs.view(self.scrub_id).scrub.held_on is None
        except DeskError:
            return False

    def _run(self, on: bool) -> None:
        acts = self.desk.scrubs
        (acts.resume if on else acts.pause)(self.scrub_id, author=self)
        self.refresh()

    def _decide(self, decision: Decision, words: str, owner: str, by_on: object) -> None:
        one = self.table.current()
        if one is None:
            return
        try:
            self.desk.scrubs.decide(
                self.scrub_id,
                one.deal.id,
                decision,
                words,
                owner=owner,
                by_on=by_on if isinstance(by_on, date) else None,
            )
        except DeskError as error:
            tell(self, error)
            return
        self.refresh()
        self._next_open(one)

    def _undecide(self) -> None:
        one = self.table.current()
        if one is not None:
            self.desk.scrubs.undecide(self.scrub_id, one.deal.id, author=self)
            self.refresh()

    def _next_open(self, before: AgendaDeal) -> None:
        """The next deal without a decision comes to the front, the keyboard in the list."""
        view = self._view
        rows = self.table.records_model.records()
        start = next((n for n, one in enumerate(rows) if one.deal.id == before.deal.id), 0)
        for one in (*rows[start + 1 :], *rows[: start + 1]):
            if view is not None and one.deal.id not in view.decisions:
                self.table.select(one.deal.id)
                self._pick(one)
                break
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agenda(self) -> None:
        if self._view is not None:
            document = self.desk.scrubs.agenda_document(self._view.partner.id)
            send_paper(self, self.desk, document, "The agenda as it leaves")

    def _finish(self) -> None:
        if self._view is None or not self.deal.leave():
            return
        dialog = FinishScrubDialog(self, self.desk, self._view)
        dialog.confirmed.connect(self._finished)
        dialog.open()

    def _finished(self) -> None:
        document = self.desk.scrubs.minutes_document(self.scrub_id)
        self._back()
        send_paper(self, self.desk, document, "The minutes as they leave")

    def _drop(self) -> None:
        sure = ask(
            self,
            "Drop this scrub?",
            "It counts as not held. What was decided in it takes no effect.",
            "Drop it",
            destructive=True,
        )
        if sure:
            self._back(drop=True)

    def _back(self, *, drop: bool = False) -> None:
        partner_id = self._view.partner.id if self._view else ""
        if drop:
            self.desk.scrubs.drop(self.scrub_id, author=self)
        self.requestPlace.emit(Place("partner", partner_id, "scrubs"))


def _open_words(one: AgendaDeal) -> str:
    found = len(one.points) + len(one.open_gates)
    return count(found, "point") if found else "–"


def _apart_words(one: AgendaDeal) -> str:
    return f"{count(abs(one.apart), 'day')} apart" if one.apart else ""
