"""All ratings of the pair's alignment, and the way to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.moments import count, say_day
from se_desk.domain.partners import Alignment
from se_desk.ui.charters.alignment import AlignmentLine, wish_runs
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.tables import Column, TableView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class AlignmentTab(QWidget):
    """The newest rating first."""

    rateRequested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rate = Button("Rate", "plus", small=True)
        self.score = PlainLabel("", "display", tabular=True)
        self.line = AlignmentLine(96)
        self.wish = BodyText("", "body", "text-2")
        self.table = TableView(self._columns(), "Ratings", lambda one: one.id, fit=True)
        self.empty = EmptyState(
            "gauge",
            "No rating yet",
            "Say together, from 1 to 10, how aligned you are, and what would make it a 10.",
            "Rate",
        )
        for widget in (self.rate.clicked, self.empty.acted):
            widget.connect(self.rateRequested)
        self._lay_out()

    def _lay_out(self) -> None:
        self.over_time = Card("Over time", actions=(self.rate,))
        middle = hbox(self.score, gap=24)
        middle.addWidget(self.line, 1)
        self.over_time.body.addLayout(vbox(middle, 8, self.wish))
        ratings, nobody = Card(flush=True), Card(padding=0)
        ratings.add(self.table)
        nobody.add(self.empty)
        self._stack = QStackedWidget()
        for parts in ((self.over_time, ratings, None), (nobody, None)):
            inner = QWidget()
            inner.setLayout(vbox(*parts, margins=(24, 16, 24, 24), gap=16))
            self._stack.addWidget(Scroller(inner, padding=0))
        self.setLayout(vbox(self._stack))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("Day", self._day, width=132, sort=lambda one: one.rated_at),
            Column("Alignment", lambda one: str(one.score), width=96, weight=500, sort=lambda one: one.score),
            Column("What would make it a 10", lambda one: one.make_it_ten or "–", wrap=True),
        )

    def _day(self, one: Alignment) -> str:
        return say_day(one.rated_at.date(), self._desk.today_on())

    def show_partner(self, partner_id: str) -> int:
        """Read the ratings anew; how many there are."""
        ratings = self._desk.partners.alignments(partner_id)
        self.score.set_text(str(ratings[-1].score) if ratings else "–")
        self.line.set([one.score for one in ratings])
        self.wish.set_content(wish_runs(ratings))
        self.over_time.set_note(count(len(ratings), "rating"))
        self.table.set_records(tuple(reversed(ratings)))
        self._stack.setCurrentIndex(0 if ratings else 1)
        return len(ratings)
