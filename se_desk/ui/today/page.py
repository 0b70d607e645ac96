"""The Today page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid

from se_desk.domain.announcements import Noun
from se_desk.domain.deals import HEALTHY_LOAD
from se_desk.domain.evidence import summary
from se_desk.domain.moments import count, say_time
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import RiskFlag
from se_desk.services.today import TodayPage as Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Scroller, VLine, hbox, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import (
    AnswerFlag,
    ExportNotes,
    LeaveProposal,
    OpenCallCard,
    Place,
    PlanCall,
    TellFlag,
    flag_of,
)
from se_desk.ui.today import rows
from se_desk.ui.today.filling import fill, show_load
from se_desk.ui.today.hero import NextCall
from se_desk.ui.today.keyboard import go_back, where

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

ASIDE, WIDE = 344, 1000
MOST_ROWS, MOST_EVER = 5, 200


class TodayPage(Page):
    """What is next, what is late, who has not been told."""

    nav = "today"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.backup = PlainLabel("", "small", "text-3")
        self.header = PageHeader("Today", actions=(self.backup,))
        self.hero = NextCall()
        self.log = Card("Log within 24 h", note="Calls without a note", flush=True)
        self.told = Card("Flags not yet told", flush=True)
        self.waiting = Card("Waiting for the AE’s answer", flush=True)
        self.proposed = Card("The data speak for a flag", flush=True)
        self.later = Card("Later today", flush=True)
        self.steps = Card("Overdue next steps", flush=True)
        self.scrub = Card("Next pipeline scrub", flush=True)
        self.load = Card("Load", note=f"Healthy range {HEALTHY_LOAD[0]}–{HEALTHY_LOAD[1]}")
        self._whole: set[str] = set()  # cards that show all their rows
        self._lay_out()
        self._wire()
        every = (Noun.DEAL, Noun.NOTE, Noun.CALL, Noun.HUDDLE, Noun.FLAG, Noun.STEP, Noun.PARTNER)
        # One verb may announce many nouns: read once when all of them have come.
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.minute)
        bus.listen(
            self, lambda _change: self._again.start(), (*every, Noun.CHARTER, Noun.PROFILE, Noun.EVERYTHING)
        )

    def _lay_out(self) -> None:
        flags = Card(flush=True)
        pair = hbox(gap=0)
        for card, rule in ((self.told, False), (self.waiting, True)):
            card.setProperty("surface", "clear")
            if rule:
                pair.addWidget(VLine())
            pair.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        flags.body.addLayout(pair)
        main = vbox(self.hero, self.log, flags, self.proposed, None, gap=16)
        self._side = QWidget()
        ahead = QWidget()
        ahead.setLayout(vbox(self.load, self.scrub, gap=16))
        self._aside = vbox(self.later, self.steps, ahead, None, gap=16)
        self._side.setLayout(self._aside)
        for part in (self.later, self.steps, ahead):
            self._aside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self._both = hbox(gap=16)
        self._both.addLayout(main, 1)
        self._both.addWidget(self._side)
        inner = QWidget()
        self._inner = vbox(self.header, self._both, None, margins=(24, 0, 24, 24))
        inner.setLayout(self._inner)
        scroller = Scroller(inner, padding=0)
        self._bar = scroller.verticalScrollBar()
        self._bar.rangeChanged.connect(self._make_room)
        self.setLayout(vbox(scroller))

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the cards end where the head ends."""
        if isValid(self._bar):  # it also tells of its end
            self._inner.setContentsMargins(24, 0, 24 - (self._bar.sizeHint().width() if most > 0 else 0), 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands aside goes below where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._both.setDirection(right if wide else down)
        self._aside.setDirection(down if wide else right)
        for place, stretch in enumerate((0, 0, 0, 1) if wide else (1, 1, 1, 0)):
            self._aside.setStretch(place, stretch)
        self._side.setMinimumWidth(ASIDE if wide else 0)
        self._side.setMaximumWidth(ASIDE if wide else 16_777_215)

    def _wire(self) -> None:
        self.hero.huddleAsked.connect(lambda key: self.requestPlace.emit(Place("huddle", key)))
        self.hero.cardAsked.connect(lambda key: self.requestWish.emit(OpenCallCard(key)))
        self.hero.planAsked.connect(lambda: self.requestWish.emit(PlanCall()))

    def enter(self, _place: Place) -> None:  # there is one Today
        """Read it all anew."""
        self._whole.clear()
        self.refresh()

    def minute(self) -> None:
        """Countdowns and rings have moved."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the page as it stands now; the row that had the keyboard keeps it."""
        page = self.desk.today.page()
        keyboard = where(self)
        self.header.set_title(f"{page.day:%A} {page.day.day} {page.day:%B}")
        ahead = count(page.calls_ahead, "call")
        self.header.set_second(f"{say_time(page.at)} · {ahead} ahead · week {page.week} of the quarter")
        self.backup.set_text(page.backup_words)
        self.hero.show_page(page)
        self._show_log(page)
        self._show_flags(page)
        self._show_proposals(page)
        self._show_aside(page)
        go_back(self, *keyboard)

    def _show_log(self, page: Shown) -> None:
        built = [
            rows.to_log(
                view,
                page.day,
                partial(self._write_note, view.call.id),
                begun=view.call.id in page.begun,
            )
            for view in page.to_log[: self._most("log", MOST_ROWS + 3)]
        ]
        fill(self.log, built, len(page.to_log), "Every call is written down.", self._more("log"))
        if page.not_in_crm:
            self.log.add(rows.not_in_crm(page.not_in_crm, lambda: self.requestWish.emit(ExportNotes())))

    def _write_note(self, call_id: str) -> None:
        self.requestPlace.emit(Place("debrief", call_id))

    def _show_flags(self, page: Shown) -> None:
        told = [self._untold(flag, page) for flag in page.not_told[: self._most("told")]]
        fill(self.told, told, len(page.not_told), "Everybody was told.", self._more("told"))
        waiting = [self._unanswered(flag, page) for flag in page.waiting[: self._most("waiting")]]
        nothing = "Nothing waits for an answer."
        fill(self.waiting, waiting, len(page.waiting), nothing, self._more("waiting"))

    def _most(self, card: str, usual: int = MOST_ROWS) -> int:
        """How many rows a card shows; all, once that was asked for."""
        return MOST_EVER if card in self._whole else usual

    def _more(self, card: str) -> Callable[[], None]:
        """Shows all rows of a card, until the page is entered anew."""

        def show() -> None:
            self._whole.add(card)
            self.refresh()

        return show

    def _untold(self, flag: RiskFlag, page: Shown) -> QWidget:
        deal = page.deals.get(flag.deal_id)
        name = deal.partner.first_name if deal and deal.partner else "the AE"
        button = Button(f"Tell {name}", small=True)
        button.setAccessibleName(f"Tell {name}: {flag.statement}")
        button.clicked.connect(lambda: self.requestWish.emit(TellFlag(flag.id)))
        say = summary(flag.evidence) or "No evidence yet."
        return rows.flag_block(flag, deal, rows.raised_words(flag, page.at), say, button)

    def _unanswered(self, flag: RiskFlag, page: Shown) -> QWidget:
        button = Button("Add answer", small=True)
        button.setAccessibleName(f"Add the answer to: {flag.statement}")
        button.clicked.connect(lambda: self.requestWish.emit(AnswerFlag(flag.id)))
        said = summary(flag.notes[-1].fields.get("note", "") if flag.notes else flag.evidence)
        deal = page.deals.get(flag.deal_id)
        return rows.flag_block(flag, deal, rows.told_words(flag, page.at), said, button)

    def _show_proposals(self, page: Shown) -> None:
        built = [self._proposed(proposal, page) for proposal in page.proposals[: self._most("proposed")]]
        fill(self.proposed, built, len(page.proposals), "", self._more("proposed"))
        self.proposed.setVisible(bool(built))

    def _proposed(self, proposal: Proposal, page: Shown) -> QWidget:
        return rows.proposal_block(
            proposal,
            page.deals.get(proposal.deal_id),
            lambda: self.requestWish.emit(flag_of(proposal)),
            lambda: self.requestWish.emit(LeaveProposal(proposal)),
            lambda: self.requestPlace.emit(Place("deal", proposal.deal_id)),
        )

    def _show_aside(self, page: Shown) -> None:
        later = [
            rows.later(view, partial(self.requestPlace.emit, Place("huddle", view.call.id)))
            for view in page.later
        ]
        fill(self.later, later, len(later) or None, "No other call today.")
        steps = [
            rows.overdue(step, page.deals.get(step.deal_id), page.day, partial(self._settle, step.id))
            for step in page.overdue[: self._most("steps", MOST_ROWS + 3)]
        ]
        fill(self.steps, steps, len(page.overdue), "No step is overdue.", self._more("steps"))
        self._show_scrub(page)
        show_load(self.load, page)

    def _show_scrub(self, page: Shown) -> None:
        self.scrub.setVisible(page.scrub is not None)
        self.scrub.clear()
        if page.scrub is not None:
            place = Place("partner", page.scrub.partner.id, "scrubs")
            self.scrub.add(rows.scrub(page.scrub, page.day, lambda: self.requestPlace.emit(place)))

    def _settle(self, step_id: str) -> None:
        from se_desk.domain.errors import DeskError

        try:
            self.desk.steps.settle(step_id)
        except DeskError as fault:
            tell(self, fault)
            self.refresh()  # the circle shows again that it is open
