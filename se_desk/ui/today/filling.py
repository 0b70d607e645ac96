"""How the cards of the Today page are filled: rows, a word where there are none, the way to the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import HEALTHY_LOAD
from se_desk.services.today import TodayPage
from se_desk.ui.kit.bars import RangeGauge
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox


def fill(
    card: Card,
    built: list[QWidget],
    total: int | None,
    empty: str,
    more: Callable[[], None] = lambda: None,
) -> None:
    """Show ``built`` of ``total`` rows; ``empty`` says that there is none, ``more`` shows the others."""
    card.clear()
    card.set_count(total)
    for row in built:
        card.add(row)
    if not built and empty:
        quiet = PlainLabel(empty, "body", "text-3")
        quiet.setContentsMargins(16, 12, 16, 12)
        card.add(HLine())
        card.add(quiet)
    elif total is not None and total > len(built):
        card.add(_rest(card, total - len(built), more))


def _rest(card: Card, number: int, more: Callable[[], None]) -> QWidget:
    button = Button(f"{number} more", kind="link", small=True)
    button.setAccessibleName(f"{number} more: {card.accessibleName()}")
    button.clicked.connect(lambda: more())
    made = QWidget()
    made.setLayout(vbox(HLine(), hbox(button, None, margins=(12, 4, 16, 4))))
    return made


def show_load(card: Card, page: TodayPage) -> None:
    """How many deals are open, beside how many are healthy."""
    card.clear()
    words = f"active {'deal' if page.active == 1 else 'deals'}"
    number = hbox(PlainLabel(str(page.active), "title"), PlainLabel(words, "body", "text-2"), None, gap=6)
    card.body.addLayout(number)
    card.body.addSpacing(8)
    card.add(RangeGauge(page.active, *HEALTHY_LOAD, max(16, page.active)))
    low, high = HEALTHY_LOAD
    if not low <= page.active <= high:
        card.body.addSpacing(8)
        card.add(PlainLabel(f"{page.load_words}.", "small", "sev-medium", wrap=True))
