"""The stack of pages: made when first visited, asked before they are left, thrown away at a lock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.errors import DeskError, NotFound
from se_desk.ui.frame.history import History
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

Factory = Callable[["Desk", "Bus"], Page]

# page name -> module below se_desk.ui, and its class
PAGES: dict[str, tuple[str, str]] = {
    "today": ("today.page", "TodayPage"),
    "deals": ("deals.list_page", "DealsPage"),
    "deal": ("deals.page", "DealPage"),
    "strategy": ("deals.strategy_page", "StrategyPage"),
    "paper": ("deals.paper_page", "PaperPage"),
    "product": ("deals.product_page", "ProductPage"),
    "note": ("notes.page", "NotePage"),
    "inbox": ("notes.inbox_page", "InboxPage"),
    "huddle": ("calls.huddle_page", "HuddlePage"),
    "debrief": ("calls.debrief_page", "DebriefPage"),
    "partners": ("partners.list_page", "PartnersPage"),
    "partner": ("charters.page", "PartnerPage"),
    "scrub": ("charters.scrub_page", "ScrubPage"),
    "risks": ("risks.page", "RisksPage"),
    "metrics": ("metrics.page", "MetricsPage"),
    "search": ("search.page", "SearchPage"),
    "outbox": ("exports.outbox_page", "OutboxPage"),
}


def feature_page(name: str) -> Factory:
    """How the page ``name`` is made; NotFound for one that no part of the window has."""
    if name not in PAGES:
        raise NotFound(f"SE Desk has no page “{name}”.", do="Go to another one.")
    module, cls = PAGES[name]
    made: Factory = getattr(import_module(f"se_desk.ui.{module}"), cls)
    return made


class PageStack(QStackedWidget):
    """Shows places. Pages are made with ``desk`` and ``bus`` when first visited and kept until ``blank``."""

    arrived = Signal(object)  # Place
    wished = Signal(object)  # Wish
    refused = Signal(object)  # DeskError

    def __init__(
        self, desk: Desk, bus: Bus, own: dict[str, Factory] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._bus = desk, bus
        self._own = own or {}
        self._pages: dict[str, Page] = {}
        self.history = History()

    @property
    def page(self) -> Page | None:
        """The page in front."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    def go(self, place: Place) -> bool:
        """Show ``place``; False where the page in front keeps the person, or the place is not there."""
        if not self.leave():
            return False
        error = self._enter(place)
        if error is not None:
            self._stay(error)
            return False
        self.history.visit(place)
        self.arrived.emit(place)
        return True

    def back(self) -> None:
        """The place before."""
        self._step(-1)

    def forward(self) -> None:
        """The place after."""
        self._step(+1)

    def _step(self, by: int) -> None:
        place = self.history.step(by)
        if place is None:
            return
        left = self.leave()
        error = self._enter(place) if left else None
        if left and error is None:
            self.arrived.emit(place)
            return
        self.history.step(-by)
        if error is not None:
            self.history.drop(place)
            self._stay(error)

    def _enter(self, place: Place) -> DeskError | None:
        """Bring the page of ``place`` to the front; what stands in the way, where something does."""
        try:
            page = self._page(place.page)
            page.enter(place)
        except DeskError as error:
            return error
        self.setCurrentWidget(page)
        return None

    def _stay(self, error: DeskError) -> None:
        """The page that was just left stays in front, and enters again what it showed."""
        before = self.history.current
        if self.page is not None and before is not None:
            with suppress(NotFound):
                self.page.enter(before)
        self.refused.emit(error)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            make = self._own.get(name) or feature_page(name)
            page = make(self._desk, self._bus)
            page.requestPlace.connect(self.go)
            page.requestWish.connect(self.wished)
            self._pages[name] = page
            self.addWidget(page)
        return self._pages[name]

    def leave(self) -> bool:
        """Have the page in front save what was typed; False where it could not."""
        page = self.page
        return page is None or page.leave()

    def minute(self) -> None:
        """Tell the page in front that a minute has passed."""
        if self.page is not None:
            self.page.minute()

    def blank(self) -> None:
        """Take every page away, with all it shows."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self._pages.clear()
