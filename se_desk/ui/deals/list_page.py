"""The list of all deals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Noun
from se_desk.services.deal_board import BoardRow, Group
from se_desk.ui.deals.deal_table import DealTable
from se_desk.ui.deals.dropped import dropped_table
from se_desk.ui.deals.list_columns import ended_columns, running_columns
from se_desk.ui.deals.list_empty import NoDeals
from se_desk.ui.deals.words import sums
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.wishes import (
    EditDeal,
    FlagRisk,
    ImportCalls,
    ImportDeals,
    NewDeal,
    Place,
    PlanCall,
    PromiseStep,
    TakeBackImport,
    Wish,
)

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_GROUPS = {Group.ACTIVE: "Active", Group.CLOSED: "Closed", Group.NO_GO: "No-go"}
_EMPTY = {
    Group.ACTIVE: "No deal runs at the moment. N adds one.",
    Group.CLOSED: "No deal was won, lost or given up yet.",
    Group.NO_GO: "No deal was disqualified yet.",
}
AT_ONCE = 600  # deals, which take a twentieth of a second
_NOUNS = (Noun.DEAL, Noun.FLAG, Noun.STEP, Noun.PARTNER, Noun.EVERYTHING)


class DealsPage(Page):
    """All deals of the desk, the gravest open flag first."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.rows: tuple[BoardRow, ...] = ()
        self._job: Job | None = None
        self.header = PageHeader("Deals")
        self.groups = Segment(
            [(key.value, word) for key, word in _GROUPS.items()], "active", name="Which deals"
        )
        self.product = IconButton("megaphone", "Asks and insights for product")
        self.take_in = Button("Import CSV", "download")
        self.take_back = IconButton("undo-2", "Take the last import back")
        self.add = Button("Add a deal", "plus", "primary", keys="N")
        today = self.desk.today_on
        spared = ("Technical win", "Evidence")
        self.running = DealTable(running_columns(today), "Active deals", _id, spared=spared, last=(200, 116))
        self.ended = DealTable(ended_columns(today), "Deals that ended", _id, spared=spared, last=(300, 180))
        self.nothing = PlainLabel("", "body", "text-3")
        self.empty = NoDeals()
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()
        self._bind_keys()
        self.setAcceptDrops(True)
        # Many deals taken in at once announce themselves one by one, and are read once.
        self._later = Soon(self, self.refresh)
        bus.listen(self, lambda _change: self._later.start() if self.isVisible() else None, _NOUNS)

    def _lay_out(self) -> None:
        for widget in (self.groups, self.product, self.take_back, self.take_in, self.add):
            self.header.add_action(widget)
        self._card = Card(flush=True)
        for table in (self.running, self.ended):
            self._card.add(table)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self._card.add(self.nothing)
        legend = hbox(
            PlainLabel("Technical win: discovery, demo, POC, sign-off", "small", "text-3"),
            PlainLabel("Evidence: MEDDPICC", "small", "text-3"),
            None,
            PlainLabel("Enter opens, F flags, L logs a call", "small", "text-3"),
            gap=16,
        )
        full = QWidget()
        full.setLayout(vbox(self._card, 12, legend, None))
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        column = vbox(self.header, self._stack, margins=(24, 0, 24, 24))
        column.setStretch(1, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.groups.chosen.connect(lambda _key: self._show_group())
        self.product.clicked.connect(lambda: self.requestPlace.emit(Place("product", "", "asks")))
        self.take_back.clicked.connect(lambda: self._wish(TakeBackImport()))
        self.take_in.clicked.connect(lambda: self._wish(ImportDeals()))
        self.take_in.setToolTip("Import CSV (Ctrl+Shift+O)")
        self.add.clicked.connect(lambda: self._wish(NewDeal()))
        self.empty.newRequested.connect(lambda: self._wish(NewDeal()))
        self.empty.importRequested.connect(lambda: self._wish(ImportDeals()))
        self.empty.callsRequested.connect(lambda: self._wish(ImportCalls()))
        for table in (self.running, self.ended):
            table.opened.connect(lambda row: self.requestPlace.emit(Place("deal", row.id)))
            table.menuRequested.connect(self._menu)

    def _bind_keys(self) -> None:
        for keys, then in (("N", self._new), ("F", self._flag), ("L", self._log)):
            on_key(self, keys, then)

    # ---- the page ---------------------------------------------------------

    def enter(self, place: Place) -> None:
        """Read all deals; ``tab`` of the place may name a group."""
        if place.tab in {group.value for group in Group}:
            self.groups.set_value(place.tab)
        self.refresh()
        self._focus_list()

    def minute(self) -> None:
        """A new day may have begun."""
        self.table.viewport().update()

    def refresh(self) -> None:
        """Show all deals as they stand; the one chosen stays chosen.

        A few hundred are read at once; of thousands the page shows those of before until they are there.
        """
        self._cancel()
        if self.desk.deals.count() <= AT_ONCE:
            self._take(self.desk.deals.board())
        else:
            self._job = run(lambda _job: self.desk.deals.board(), self, self._arrive)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _arrive(self, rows: tuple[BoardRow, ...]) -> None:
        first = not self.rows
        self._take(rows)
        if first and self.isVisible():
            self._focus_list()

    def _take(self, rows: tuple[BoardRow, ...]) -> None:
        self.rows = rows
        for group, word in _GROUPS.items():
            self.groups.set_text(group.value, f"{word} {len(self._of(group))}")
        for widget in (self.groups, self.take_in, self.add):
            widget.setVisible(bool(self.rows))
        self.take_back.setVisible(self.desk.imports.last() is not None)
        self._show_group()

    def _of(self, group: Group) -> list[BoardRow]:
        return [row for row in self.rows if row.group is group]

    @property
    def table(self) -> DealTable:
        """The table in front."""
        return self.running if self.groups.value == Group.ACTIVE.value else self.ended

    def _show_group(self) -> None:
        group = Group(self.groups.value or Group.ACTIVE.value)
        shown = self._of(group)
        self.table.set_records(shown)
        for table in (self.running, self.ended):
            table.setVisible(table is self.table and bool(shown))
        self.nothing.set_text(_EMPTY[group])
        self.nothing.setVisible(not shown)
        self._stack.setCurrentIndex(0 if self.rows else 1)
        word = "active" if group is Group.ACTIVE else _GROUPS[group].lower()
        said = ", ".join(part for part in (f"{len(shown)} {word}", sums(shown)) if part)
        self.header.set_second(said if self.rows else "")

    def _focus_list(self) -> None:
        target: QWidget = self.table if self.rows else self.empty.new
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def deal_id(self) -> str:
        """The deal that is chosen in the list."""
        chosen = self.table.current() if self.rows else None
        return str(chosen.id) if chosen is not None else ""

    # ---- wishes -----------------------------------------------------------

    def _wish(self, wish: Wish) -> None:
        self.requestWish.emit(wish)

    def _new(self) -> None:
        self._wish(NewDeal())

    def _flag(self) -> None:
        if self.deal_id():
            self._wish(FlagRisk(self.deal_id()))

    def _log(self) -> None:
        if self.deal_id():
            self._wish(PlanCall(self.deal_id()))

    def menu_of(self, row: BoardRow) -> Menu:
        """What can be done with a deal from the list."""
        menu = Menu(self, f"Deal {row.view.deal.account}")
        menu.add("Open", lambda: self.requestPlace.emit(Place("deal", row.id)), "briefcase", "Enter")
        menu.add("Flag a risk", lambda: self._wish(FlagRisk(row.id)), "flag", "F")
        menu.add("Log a call", lambda: self._wish(PlanCall(row.id)), "phone", "L")
        menu.add("Promise a next step", lambda: self._wish(PromiseStep(row.id)), "circle-check")
        menu.addSeparator()
        menu.add("Change this deal", lambda: self._wish(EditDeal(row.id)), "pencil")
        return menu

    def _menu(self, row: BoardRow, place: QPoint) -> None:
        menu = self.menu_of(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_table(event)
        if path:
            event.acceptProposedAction()
            self._wish(ImportDeals(path))


def _id(row: BoardRow) -> str:
    return row.id
