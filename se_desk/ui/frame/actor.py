"""What actions ask of the frame, whoever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from se_desk.ui.kit.theme import Mode
from se_desk.ui.kit.wishes import Place, Wish

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage


class Actor(Protocol):
    """What actions ask of the frame."""

    @property
    def is_open(self) -> bool:
        """Whether a desk is open and not locked."""
        ...

    @property
    def place(self) -> Place | None:
        """The place in front."""
        ...

    def deal_in_front(self) -> str:
        """The id of the deal the page is about, or nothing."""
        ...

    def selection(self) -> tuple[str, bool]:
        """The selected words and whether they are private."""
        ...

    def passage(self) -> Passage | None:
        """Where in a note they stand."""
        ...

    def go(self, place: Place) -> None:
        """Go somewhere."""
        ...

    def wish(self, wish: Wish) -> None:
        """Have a wish granted."""
        ...

    def step_place(self, by: int) -> None:
        """Back (-1) or forward (+1)."""
        ...

    def step_tab(self, by: int) -> None:
        """The next or previous tab of the page."""
        ...

    def step_pane(self, by: int) -> None:
        """The next or previous pane of the window."""
        ...

    def find(self) -> None:
        """Open the palette."""
        ...

    def show_keys(self) -> None:
        """Open the key sheet."""
        ...

    def back_up(self) -> None:
        """Make a backup now."""
        ...

    def lock(self) -> None:
        """Lock the desk."""
        ...

    def leave(self) -> None:
        """Close the window."""
        ...

    def choose_theme(self, mode: Mode) -> None:
        """Light, dark, or as the system has it."""
        ...

    def export_page(self) -> None:
        """The page's own export; says so where there is nothing to export."""
        ...
