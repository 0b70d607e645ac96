"""What a row of the table of actions is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from se_desk.ui.frame.actor import Actor
from se_desk.ui.kit import wishes
from se_desk.ui.kit.wishes import Place, Wish

Run = Callable[[Actor], None]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``when`` is "always", "open" (a desk is open) or "deal" (the page is about one).

    ``on_deal`` is its text with the deal's account in place of ``{}``, for the palette, and ``wish_for``
    the wish with that deal's id. An action without ``listed`` has a key and no line in the palette.
    ``words`` are others by which the palette finds it.
    """

    id: str
    text: str
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = "chevron-right"
    group: str = "Desk"
    when: str = "open"
    listed: bool = True
    on_deal: str = ""
    wish_for: Callable[[str], Wish] | None = None
    words: str = ""

    @property
    def shown_keys(self) -> str:
        """The key to show, or nothing."""
        return self.keys[0] if self.keys else ""

    def possible(self, actor: Actor) -> bool:
        """Whether it can be done now."""
        if self.when == "always":
            return True
        return actor.is_open and (self.when == "open" or bool(actor.deal_in_front()))


def to(page: str) -> Run:
    """Go to a page."""
    return lambda actor: actor.go(Place(page))


def wish(make: Callable[[str], Wish]) -> Run:
    """Have a wish about the deal in front granted."""
    return lambda actor: actor.wish(make(actor.deal_in_front()))


def part(name: str) -> Callable[[str], Wish]:
    """The wish that opens a part of the deal's dialog."""
    return lambda deal_id: wishes.EditDeal(deal_id, name)
