"""The scrubs of the pair: the next one with its agenda, and what the past ones decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.moments import count, say_day, say_near_day
from se_desk.domain.scrubs import Decision
from se_desk.services.scrubs import HeldScrub
from se_desk.ui.charters.sending import send_paper
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.timeline import Entry, Timeline

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class ScrubsTab(QWidget):
    """B begins the half hour, or goes on with it; Enter on a past one shows its minutes."""

    begun = Signal(str)  # scrub id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.partner_id = desk, ""
        self.begin = Button("Begin the scrub", "timer", "primary", small=True, keys="B")
        self.agenda = Button("Agenda…", "list-checks", small=True)
        self.next = BodyText("", "body", "text-2")
        self.list = Timeline("Scrubs")
        self.empty = EmptyState(
            "funnel",
            "No scrub yet",
            "Half an hour, every open deal of the two of you, and for each one decision: keep, close the gap "
            "by a day, or let go.",
        )
        coming = Card("The next scrub", actions=(self.agenda, self.begin))
        coming.add(self.next)
        past, nobody = QWidget(), Card(padding=0)
        past.setLayout(vbox(self.list))
        nobody.add(self.empty)
        self._stack = QStackedWidget()
        for part in (vbox(past), vbox(nobody, None)):
            inner = QWidget()
            inner.setLayout(part)
            self._stack.addWidget(inner)
        column = vbox(coming, self._stack, margins=(24, 16, 24, 24), gap=16)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.begin.clicked.connect(self._begin)
        self.agenda.clicked.connect(self._agenda)
        self.list.opened.connect(self._minutes)
        on_key(self, "B", self._begin)

    def show_partner(self, partner_id: str) -> None:
        """Read the scrubs anew."""
        self.partner_id = partner_id
        found = self._desk.scrubs.held(partner_id)
        going = self._desk.scrubs.find_open(partner_id)
        self.begin.set_text("Go on with the scrub" if going else "Begin the scrub")
        self.next.set_content(self._next_words(found, going=going is not None))
        self.list.set_entries([self._entry(one) for one in found])
        self._stack.setCurrentIndex(0 if found else 1)

    def _next_words(self, held: tuple[HeldScrub, ...], *, going: bool) -> str:
        deals = [v for v in self._desk.deals.views(active=True) if v.deal.partner_id == self.partner_id]
        about = f"{count(len(deals), 'open deal')} on the agenda."
        if going:
            return f"The half hour has begun. {about}"
        if held and held[0].scrub.next_on is not None:
            return f"Proposed for {say_near_day(held[0].scrub.next_on, self._desk.today_on())}. {about}"
        return about

    def _entry(self, held: HeldScrub) -> Entry:
        day = held.scrub.held_on or held.scrub.begun_at.date()
        minutes = round(held.scrub.timer_used_ms / 60_000)
        lines = [
            f"{held.deals[one.deal_id].account}: {decision_words(one.decision, one.words)}"
            for one in held.decisions
        ]
        return Entry(
            id=held.scrub.id,
            title=count(len(held.decisions), "decision"),
            day=say_day(day, self._desk.today_on()),
            body="\n".join(lines),
            icon="funnel",
            node="accent",
            side=f"{minutes} min" if minutes else "",
            max_lines=8,
        )

    def _begin(self) -> None:
        if self.partner_id:
            scrub = self._desk.scrubs.begin(self.partner_id, author=self)
            self.show_partner(self.partner_id)
            self.begun.emit(scrub.id)

    def _agenda(self) -> None:
        document = self._desk.scrubs.agenda_document(self.partner_id)
        send_paper(self, self._desk, document, "The agenda as it leaves")

    def _minutes(self, scrub_id: str) -> None:
        document = self._desk.scrubs.minutes_document(scrub_id)
        send_paper(self, self._desk, document, "The minutes as they leave")


def decision_words(decision: Decision, words: str) -> str:
    """``Keep``, ``Close the gap: name the sponsor``, ``Disqualified: no budget``."""
    said = f": {' '.join(words.split())}" if words.strip() else ""
    short = {Decision.CLOSE_GAP: "Close the gap", Decision.DISQUALIFY: "Disqualified"}
    return f"{short.get(decision, 'Keep')}{said}"
