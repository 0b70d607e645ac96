"""What a page of the main window is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus


@runtime_checkable
class Wishing(Protocol):
    """The main window: passes on the wishes of windows beside it, whatever page is in front."""

    requestWish: SignalInstance


class Page(QWidget):
    """Fills the stack. Wishes for what lies outside of it; re-reads what it shows by id.

    ``nav`` names the row of the sidebar that is lit while the page is in front.
    """

    requestPlace = Signal(object)  # Place
    requestWish = Signal(object)  # Wish

    nav = ""

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.bus = bus

    def enter(self, place: Place) -> None:
        """The page comes to the front and shows ``place``. NotFound where that is not on the desk."""

    def leave(self) -> bool:
        """Before another page comes, a lock or the end: save what was typed; False keeps the page."""
        return True

    def deal_id(self) -> str:
        """The deal the page is about, for actions such as "Flag a risk"; empty where there is none."""
        return ""

    def chosen_text(self) -> tuple[str, bool]:
        """The selected words and whether they come from a private note, for a flag's evidence."""
        return "", False

    def chosen_passage(self) -> Passage | None:
        """Where in a note the selected words stand, so that what is made of them leads back there."""
        return None

    def export_page(self) -> bool:
        """Begin the page's own export; False where it has none."""
        return False

    def minute(self) -> None:
        """A minute has passed: clocks and countdowns are painted anew."""
