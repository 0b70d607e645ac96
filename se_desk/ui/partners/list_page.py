"""The list of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.moments import count
from se_desk.services.partner_board import PartnerRow
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Scroller, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.wishes import EditPartner, NewPartner, Place
from se_desk.ui.partners.partner_table import PartnerTable

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.PARTNER, Noun.CHARTER, Noun.DEAL, Noun.FLAG, Noun.EVERYTHING)


class PartnersPage(Page):
    """Every account executive with charter, alignment and the flags that wait."""

    nav = "partners"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.new = Button("Add a partner", "plus", "primary", keys="N")
        self.header = PageHeader("Partners", actions=(self.new,))
        self.table = PartnerTable()
        self.empty = EmptyState(
            "handshake",
            "Nobody to share deals with yet",
            "Add the account executives you work with. Each gets a charter: what you owe one another before, "
            "during and after a call, and how it goes.",
            "Add a partner",
            "N",
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()
        bus.listen(self, lambda _change: self.refresh(), _NOUNS)

    def _lay_out(self) -> None:
        card = Card(flush=True)
        card.add(self.table)
        hint = PlainLabel("Enter opens, E changes, N adds", "small", "text-3")
        inner = QWidget()
        inner.setLayout(vbox(card, 12, hint, None, margins=(24, 0, 24, 24)))
        inside = Card(padding=0)
        inside.add(self.empty)
        nobody = QWidget()
        nobody.setLayout(vbox(inside, None, margins=(24, 0, 24, 24)))
        self._stack.addWidget(Scroller(inner, padding=0))
        self._stack.addWidget(nobody)
        head = QWidget()
        head.setLayout(vbox(self.header, margins=(24, 0, 24, 0)))
        self.setLayout(vbox(head, self._stack))

    def _wire(self) -> None:
        self.new.clicked.connect(self._add)
        self.empty.acted.connect(self._add)
        self.table.opened.connect(self._open)
        self.table.menuRequested.connect(self._menu)
        for keys, then in (("N", self._add), ("E", self._edit)):
            on_key(self, keys, then)

    def enter(self, _place: Place) -> None:  # there is one list
        """Read it anew, the keyboard in the list."""
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the partners as they stand now."""
        rows = self.desk.partners.board()
        self.table.set_records(rows)
        self.header.set_second(count(len(rows), "account executive") if rows else "")
        self.new.setVisible(bool(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _open(self, row: PartnerRow) -> None:
        self.requestPlace.emit(Place("partner", row.id))

    def _add(self) -> None:
        self.requestWish.emit(NewPartner())

    def _edit(self) -> None:
        row = self.table.current()
        if row is not None:
            self.requestWish.emit(EditPartner(row.id))

    def _menu(self, row: PartnerRow, at: QPoint) -> None:
        menu = Menu(self, "Partner")
        menu.add("Open", lambda: self._open(row), "arrow-right", "Enter")
        menu.add("Change", lambda: self.requestWish.emit(EditPartner(row.id)), "pencil", "E")
        menu.popup(at)
