"""Where links of the preview lead: places of the desk at once, everything else only after it was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from se_desk.domain.errors import DeskError
from se_desk.exchange.sanitising import is_open_link
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.evidence import OpenLink

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.notes.page import NotePage

_DESK = "sedesk:"


def place_of(desk: Desk, address: str) -> Place | None:
    """The place a link of the desk leads to; None for one that is none.

    People and tags lead to a search for them; so does a deal whose name is not clear.
    """
    kind, slash, name = address.removeprefix(_DESK).partition("/")
    name = unquote(name)
    if not address.startswith(_DESK) or not slash or kind not in ("person", "tag", "deal"):
        return None
    if kind == "deal":
        try:
            return Place("deal", desk.deals.named(name).id)
        except DeskError:
            return Place("search", name)
    return Place("search", f"#{name}" if kind == "tag" else name)


def shown_address(desk: Desk, address: str) -> str:
    """What is said of a link under the pointer."""
    if not address.startswith(_DESK):
        return address
    place = place_of(desk, address)
    if place is None:
        return ""
    return "Open the deal" if place.page == "deal" else f"Search for {place.id}"


class Links(QObject):
    """Follows the links of one page."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page = page
        page.writing.preview.linkOpened.connect(self.follow)
        page.writing.preview.linkShown.connect(
            lambda address: page.status.show_target(shown_address(page.desk, address))
        )

    def follow(self, address: str) -> None:
        """Go to a place, or ask before anything outside is opened."""
        place = place_of(self._page.desk, address)
        if place is not None:
            self._page.requestPlace.emit(place)
        elif is_open_link(address):
            dialog = OpenLink(self._page.window(), address)
            dialog.confirmed.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
            dialog.open()
