"""A partner's page: charter, deals, debriefs, alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.ui.charters.alignment_tab import AlignmentTab
from se_desk.ui.charters.charter_tab import CharterTab
from se_desk.ui.charters.deals_tab import DealsTab
from se_desk.ui.charters.debriefs_tab import DebriefsTab
from se_desk.ui.charters.heading import PartnerHeading
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.tabs import Tab, TabBar
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import EditPartner, NewDeal, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_TABS = (
    Tab("charter", "Charter"),
    Tab("deals", "Deals"),
    Tab("debriefs", "Debriefs"),
    Tab("alignment", "Alignment"),
)
_NOUNS = (
    Noun.PARTNER,
    Noun.CHARTER,
    Noun.DEAL,
    Noun.CALL,
    Noun.HUDDLE,
    Noun.NOTE,
    Noun.PROFILE,
    Noun.EVERYTHING,
)


class _Bar(QWidget):
    """The tabs stand on one hairline from edge to edge."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()


class PartnerPage(Page):
    """The id of its place is a partner's; the tab of the place comes to the front."""

    nav = "partners"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.partner_id = ""
        self.heading = PartnerHeading()
        self.tabs = TabBar(_TABS, "charter")
        self.charter = CharterTab(desk)
        self.deals = DealsTab(desk)
        self.debriefs = DebriefsTab(desk)
        self.alignment = AlignmentTab(desk)
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()
        bus.listen(self, self._heard, _NOUNS, author=self.charter)

    def _lay_out(self) -> None:
        self.tabs.add_right(self.heading.low_chips)
        for part in (self.charter, self.deals, self.debriefs, self.alignment):
            self._stack.addWidget(part)
        bar = _Bar()
        bar.setLayout(vbox(self.tabs, margins=(24, 0, 24, 0)))
        column = vbox(self.heading, bar, self._stack)
        column.setStretch(2, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.heading.requestEdit.connect(lambda: self.requestWish.emit(EditPartner(self.partner_id)))
        self.heading.requestExport.connect(self.charter.export)
        self.heading.requestNext.connect(self._next)
        self.charter.changed.connect(self._refresh_heading)
        self.deals.opened.connect(lambda key: self.requestPlace.emit(Place("deal", key)))
        self.deals.requestDeal.connect(lambda: self.requestWish.emit(NewDeal(self.partner_id)))
        self.debriefs.opened.connect(lambda key: self.requestPlace.emit(Place("debrief", key)))
        self.alignment.rateRequested.connect(self.charter.rate)

    def enter(self, place: Place) -> None:
        """Show a partner; NotFound where there is none."""
        self.desk.partners.get(place.id)
        self.partner_id = place.id
        if place.tab:
            self.tabs.set_value(place.tab)
        self.refresh()
        self._show_tab(self.tabs.value)

    def leave(self) -> bool:
        """Save what was typed."""
        return self.charter.leave()

    def export_page(self) -> bool:
        """The charter: in which form is asked where the button stands."""
        if self.heading.export.isHidden():
            return False
        button = self.heading.export
        self.heading.forms.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return True

    def minute(self) -> None:
        """A call may have ended, so that one more counts."""
        if self.isVisible() and self.tabs.value == "charter" and self.partner_id:
            self.charter.refresh_measures()

    def refresh(self) -> None:
        """Show the partner as they stand now."""
        self.charter.show_partner(self.partner_id)
        self._refresh_around()

    def _refresh_around(self) -> None:
        self._refresh_heading()
        self.tabs.set_count("deals", self.deals.show_partner(self.partner_id))
        self.tabs.set_count("debriefs", self.debriefs.show_partner(self.partner_id))

    def _refresh_heading(self) -> None:
        """What a change of the charter, or a rating, is seen in besides the charter's tab."""
        view = self.desk.partners.view(self.partner_id)
        changed = self.desk.charters.view(view.draft.id).changed if view.draft else 0
        self.heading.show_partner(view, changed)
        self.setAccessibleName(f"Partner {view.partner.name}")
        self.alignment.show_partner(self.partner_id)

    def _heard(self, change: Change) -> None:
        if not self.partner_id:
            return
        mine = change.noun is not Noun.PARTNER or change.id == self.partner_id
        if mine:
            self.refresh()

    def _show_tab(self, key: str) -> None:
        parts = {tab.key: place for place, tab in enumerate(_TABS)}
        if key != "charter" and not self.charter.leave():
            self.tabs.set_value("charter")
            return
        self._stack.setCurrentIndex(parts[key])
        first = {"deals": self.deals.table, "debriefs": self.debriefs.list, "alignment": self.alignment.table}
        target = first.get(key, self.charter.clauses)
        if self.isVisible() and not self.tabs.isAncestorOf(self.focusWidget() or target):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, step: str) -> None:
        self.tabs.set_value("charter")
        self._show_tab("charter")
        acts = {
            "start": self.charter.start,
            "revise": self.charter.revise,
            "propose": self.charter.propose,
            "agree": self.charter.agree,
        }
        acts[step]()
