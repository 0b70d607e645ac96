"""A partner's page: the charter, how it goes, and what stands between the two.

Tabs are made when they are first seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.ui.charters.alignment_tab import AlignmentTab
from se_desk.ui.charters.between_tab import BetweenTab
from se_desk.ui.charters.charter_tab import CharterTab
from se_desk.ui.charters.deals_tab import DealsTab
from se_desk.ui.charters.debriefs_tab import DebriefsTab
from se_desk.ui.charters.goes_tab import GoesTab
from se_desk.ui.charters.heading import PartnerHeading
from se_desk.ui.charters.requests_tab import RequestsTab
from se_desk.ui.charters.scrubs_tab import ScrubsTab
from se_desk.ui.kit.buttons import Button
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
    Tab("goes", "How it goes"),
    Tab("deals", "Deals"),
    Tab("debriefs", "Debriefs"),
    Tab("scrubs", "Scrubs"),
    Tab("requests", "Requests"),
    Tab("between", "Between us"),
    Tab("alignment", "Alignment"),
)
_NOUNS = (
    Noun.PARTNER,
    Noun.CHARTER,
    Noun.DEAL,
    Noun.CALL,
    Noun.HUDDLE,
    Noun.NOTE,
    Noun.FLAG,
    Noun.STEP,
    Noun.PROFILE,
    Noun.EVERYTHING,
)


class _Bar(QWidget):
    """The tabs stand on one hairline from edge to edge."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()


class PartnerPage(Page):
    """The id of its place is a partner's; the tab of the place comes to the front.

    Only the tab in front reads the desk: years of calls cost nothing before somebody looks at them.
    """

    nav = "partners"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.partner_id = ""
        self.heading = PartnerHeading()
        self.tabs = TabBar(_TABS, "charter")
        self.charter = CharterTab(desk)
        self._parts: dict[str, QWidget] = {"charter": self.charter}
        self._fresh: set[str] = set()  # tabs that show the partner as they stand now
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()
        bus.listen(self, self._heard, _NOUNS, author=self.charter)

    def _lay_out(self) -> None:
        self.tabs.add_right(self.heading.low_chips)
        self._stack.addWidget(self.charter)
        bar = _Bar()
        bar.setLayout(vbox(self.tabs, margins=(24, 0, 24, 0)))
        column = vbox(self.heading, bar, self._stack)
        column.setStretch(2, 1)
        self.setLayout(column)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        self.heading.requestEdit.connect(self._edit)
        self.heading.requestExport.connect(self.charter.export)
        self.heading.requestNext.connect(self._next)
        self.heading.requestMore.connect(self.charter.more)
        self.charter.changed.connect(self._charter_changed)
        self.charter.goes.moreRequested.connect(lambda: self._bring("goes"))

    # ---- the tabs, made when first asked for --------------------------------

    @property
    def goes(self) -> GoesTab:
        """How each measured clause went."""
        return cast("GoesTab", self._part("goes"))

    @property
    def deals(self) -> DealsTab:
        """The deals of the pair."""
        return cast("DealsTab", self._part("deals"))

    @property
    def debriefs(self) -> DebriefsTab:
        """What the calls taught."""
        return cast("DebriefsTab", self._part("debriefs"))

    @property
    def scrubs(self) -> ScrubsTab:
        """The scrubs of the pair."""
        return cast("ScrubsTab", self._part("scrubs"))

    @property
    def requests(self) -> RequestsTab:
        """What the AE asked for."""
        return cast("RequestsTab", self._part("requests"))

    @property
    def between(self) -> BetweenTab:
        """What waits, differs, or is not ready."""
        return cast("BetweenTab", self._part("between"))

    @property
    def alignment(self) -> AlignmentTab:
        """The ratings."""
        return cast("AlignmentTab", self._part("alignment"))

    def _part(self, key: str) -> QWidget:
        if key not in self._parts:
            made = self._parts[key] = getattr(self, f"_make_{key}")()
            self._stack.addWidget(made)
        if key not in self._fresh and self.partner_id and key != "charter":
            self._fresh.add(key)
            self._parts[key].show_partner(self.partner_id)  # type: ignore[attr-defined]  # every tab has it
        return self._parts[key]

    def _make_goes(self) -> GoesTab:
        made = GoesTab(self.desk)
        made.opened.connect(self._open_occasion)
        return made

    def _make_deals(self) -> DealsTab:
        made = DealsTab(self.desk)
        made.opened.connect(self._go("deal"))
        made.requestDeal.connect(lambda: self.requestWish.emit(NewDeal(self.partner_id)))
        return made

    def _make_debriefs(self) -> DebriefsTab:
        made = DebriefsTab(self.desk)
        made.opened.connect(self._go("debrief"))
        return made

    def _make_scrubs(self) -> ScrubsTab:
        made = ScrubsTab(self.desk)
        made.begun.connect(self._go("scrub"))
        return made

    def _make_requests(self) -> RequestsTab:
        made = RequestsTab(self.desk)
        made.dealOpened.connect(self._go("deal"))
        return made

    def _make_between(self) -> BetweenTab:
        made = BetweenTab(self.desk)
        made.requestFlag.connect(self._go("risks"))
        made.requestDeal.connect(self._go("deal"))
        made.requestEdit.connect(self._edit)
        return made

    def _make_alignment(self) -> AlignmentTab:
        made = AlignmentTab(self.desk)
        made.rateRequested.connect(self.charter.rate)
        return made

    def _go(self, page: str) -> Callable[[str], None]:
        return lambda key: self.requestPlace.emit(Place(page, key))

    def _edit(self) -> None:
        self.requestWish.emit(EditPartner(self.partner_id))

    def _open_occasion(self, noun: str, key: str) -> None:
        if noun == "call":
            self.requestPlace.emit(Place("debrief", key))
        elif noun == "deal":
            self.requestPlace.emit(Place("deal", key, "qualification"))
        else:
            self._bring("scrubs" if noun == "scrub" else "between")

    # ---- what is shown ------------------------------------------------------

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
        self._fresh.clear()
        self.charter.show_partner(self.partner_id)
        self._refresh_heading()
        self._part(self.tabs.value)

    def _charter_changed(self) -> None:
        self._fresh -= {"goes", "alignment"}
        self._refresh_heading()
        self._part(self.tabs.value)

    def _refresh_heading(self) -> None:
        """What a change of the charter, or a rating, is seen in besides the charter's tab."""
        view = self.desk.partners.view(self.partner_id)
        changed = self.desk.charters.view(view.draft.id).changed if view.draft else 0
        self.heading.show_partner(view, changed)
        self.setAccessibleName(f"Partner {view.partner.name}")
        self.tabs.set_count("deals", len(view.deals))
        self.tabs.set_count("debriefs", self.desk.partners.count_debriefs(self.partner_id))
        self.tabs.set_count("scrubs", self.desk.scrubs.count(self.partner_id))
        self.tabs.set_count("requests", self.desk.requests.count(self.partner_id))

    def _heard(self, change: Change) -> None:
        if not self.partner_id:
            return
        mine = change.noun is not Noun.PARTNER or change.id == self.partner_id
        if mine:
            self.refresh()

    def _bring(self, key: str) -> None:
        self.tabs.set_value(key)
        self._show_tab(key)

    def _show_tab(self, key: str) -> None:
        if key != "charter" and not self.charter.leave():
            self.tabs.set_value("charter")
            return
        part = self._part(key)
        self._stack.setCurrentWidget(part)
        target = self._first(key)
        if not target.isVisibleTo(part):  # there is nothing to list yet, but something to do
            target = next((each for each in part.findChildren(Button) if each.isVisibleTo(part)), target)
        if not self.tabs.isAncestorOf(self.focusWidget() or target):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self, key: str) -> QWidget:
        """Where the keyboard goes when a tab comes to the front."""
        firsts: dict[str, Callable[[], QWidget]] = {
            "goes": lambda: self.goes.clauses,
            "deals": lambda: self.deals.table,
            "debriefs": lambda: self.debriefs.list,
            "scrubs": lambda: self.scrubs.list,
            "requests": lambda: self.requests.table,
            "between": lambda: self.between.bring_up,
            "alignment": lambda: self.alignment.table,
        }
        return firsts.get(key, lambda: self.charter.clauses)()

    def _next(self, step: str) -> None:
        self._bring("charter")
        acts = {
            "start": self.charter.start,
            "revise": self.charter.revise,
            "propose": self.charter.propose,
            "agree": self.charter.agree,
        }
        acts[step]()
