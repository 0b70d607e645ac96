"""The head of a deal: title, account, value, AE, chips, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.deals import Deal, Stage
from se_desk.domain.exit_criteria import met_words, open_words
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import open_flag_words
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import Chip
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.wishes import (
    EditDeal,
    ExportNotes,
    ExportRecord,
    HearAsk,
    HearInsight,
    NewNote,
    Place,
    PlanCall,
    PromiseStep,
)


class DealHeader(QWidget):
    """Two lines and two buttons."""

    requestWish = Signal(object)
    stageRequested = Signal(object)  # Stage
    reopenRequested = Signal()
    requestPlace = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.title = PlainLabel("", "title", elide=True)
        self.about = BodyText("", "body", "text-2", max_lines=1)
        self.stage, self.flags, self.outcome = Chip(""), Chip(""), Chip("")
        self.exits = Button("", kind="link", small=True)
        self.log = Button("Log a call", "phone")
        self.more = IconButton("ellipsis", "More for this deal", size=32, bordered=True)
        first = hbox(gap=12)
        first.addWidget(self.title, 1)
        first.addWidget(self.log)
        first.addWidget(self.more)
        self.about.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        second = hbox(self.about, 8, self.stage, self.exits, self.flags, self.outcome, None)
        second.setStretch(0, 20)  # the words first; what is left over stays free
        self.setLayout(vbox(first, 4, second))
        self.log.clicked.connect(lambda: self._wish(PlanCall(self._id)))
        self.more.clicked.connect(self._open_menu)
        self.exits.clicked.connect(lambda: self.requestPlace.emit(Place("deal", self._id, "qualification")))

    @property
    def _id(self) -> str:
        return self._shown.id if self._shown else ""

    def show_deal(self, shown: Shown) -> None:
        """Show a deal as it stands."""
        self._shown = shown
        deal, partner = shown.view.deal, shown.view.partner
        self.title.set_text(deal.title)
        value = deal.value.short() if deal.value else "no value yet"
        name = f"AE {partner.name}" if partner else "no AE yet"
        self.about.set_content([Run(deal.account, "text", 500), Run(f"  ·  {value}  ·  {name}", "text-2")])
        self.about.setToolTip(self.about.text())
        self.stage.set(deal.stage.label, "accent")
        self.stage.setVisible(deal.is_active)
        self._show_exits(shown)
        words, severity = open_flag_words(shown.flags)
        self.flags.set(words, severity or "neutral", severity or None)
        self.flags.setVisible(bool(words))
        ended = deal.outcome.label if deal.outcome else ""
        self.outcome.set(ended, "green" if ended == "Won" else "neutral")
        self.outcome.setVisible(bool(ended))

    def _show_exits(self, shown: Shown) -> None:
        """How many of the stage's exit criteria are met, beside the stage; leads to them."""
        words = met_words(shown.exits_here) if shown.view.deal.is_active else ""
        self.exits.set_text(words)
        self.exits.setAccessibleName(f"{shown.view.deal.stage.label}: {words} evidenced, open")
        left = [one for one in shown.exits_here if one.is_open]
        self.exits.setToolTip(open_words(left) or "All of them are evidenced.")
        self.exits.setVisible(bool(words))

    def _wish(self, wish: object) -> None:
        self.requestWish.emit(wish)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), 36)))

    def menu(self) -> Menu:
        """What can be done with the deal, as it stands."""
        menu, key = Menu(self, "More for this deal"), self._id
        for text, part, icon in (
            ("Change the deal", "", "pencil"),
            ("AE forecast", "forecast", "calendar"),
            ("SE read", "read", "target"),
            ("Procurement", "procurement", "receipt-text"),
            ("Technical win", "win", "milestone"),
        ):
            menu.add(text, partial(self._wish, EditDeal(key, part)), icon)
        menu.addSeparator()
        self._add_stages(menu)
        menu.addSeparator()
        menu.add("Write a note", lambda: self._wish(NewNote(key)), "notebook-pen")
        menu.add("Promise a next step", lambda: self._wish(PromiseStep(key)), "circle-check")
        menu.add("Add an ask", lambda: self._wish(HearAsk(key)), "message-square-quote")
        menu.add("Note a field insight", lambda: self._wish(HearInsight(key)), "lightbulb")
        menu.addSeparator()
        self._add_papers(menu)
        menu.addSeparator()
        menu.add("Export the risk record", lambda: self._wish(ExportRecord(key)), "file-lock")
        menu.add("Export notes for the CRM", lambda: self._wish(ExportNotes(key)), "file-up", "Ctrl+E")
        return menu

    def _add_papers(self, menu: Menu) -> None:
        """The page written with the AE, the sheet for a manager, and what a deal that ended taught."""
        key, ended = self._id, self._shown is not None and not self._shown.view.deal.is_active
        menu.add("Deal strategy", lambda: self._go(Place("strategy", key)), "route")
        menu.add("Deal review", lambda: self._go(Place("paper", f"review:{key}")), "clipboard-check")
        if ended:
            menu.add("Autopsy sheet", lambda: self._go(Place("paper", f"autopsy:{key}")), "file-text")

    def _go(self, place: Place) -> None:
        self.requestPlace.emit(place)

    def _add_stages(self, menu: Menu) -> None:
        if self._shown is None:
            return
        deal = self._shown.view.deal
        if not deal.is_active:
            menu.add("Open the deal again", self.reopenRequested.emit, "rotate-ccw")
            return
        following = next_stage(deal.stage)
        if following is not None:
            menu.add(f"On to {following.label}", lambda: self.stageRequested.emit(following), "arrow-right")
        menu.add("Close the deal", lambda: self._wish(EditDeal(deal.id, "outcome")), "circle-check")


def next_stage(stage: Stage) -> Stage | None:
    """The stage after this one; a deal is closed by its outcome, not by a stage."""
    stages = list(Stage)
    following = stages[min(stages.index(stage) + 1, len(stages) - 1)]
    return None if following is Stage.CLOSED else following


def stage_again(deal: Deal) -> Stage:
    """Where a deal goes on that is opened again: as far as its days say it had come."""
    if deal.procurement_start_on:
        return Stage.PROCUREMENT
    if deal.sign_off_on:
        return Stage.SIGN_OFF
    if deal.poc_on:
        return Stage.POC
    return Stage.DEMO if deal.demo_on else Stage.DISCOVERY
