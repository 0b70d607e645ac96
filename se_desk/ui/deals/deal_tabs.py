"""The tabs of a deal, with one more where the context column finds no room beside the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.qualification import Letter
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.tabs import Tab, TabBar

TABS = (
    ("timeline", "Timeline"),
    ("notes", "Notes"),
    ("prep", "Prep"),
    ("risks", "Risks"),
    ("qualification", "Qualification"),
    ("asks", "Asks"),
    ("people", "People"),
)
OVERVIEW = ("overview", "Overview")


class DealTabs(QWidget):
    """Two bars of which one is in sight: with the overview and without it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._plain = TabBar([Tab(*tab) for tab in TABS], "timeline")
        self._more = TabBar([Tab(*tab) for tab in (*TABS, OVERVIEW)], "timeline")
        self._bars = QStackedWidget()
        self._right: QWidget | None = None
        for bar in (self._plain, self._more):
            self._bars.addWidget(bar)
            bar.chosen.connect(self.chosen)
        self._bars.setFixedHeight(self._plain.sizeHint().height())
        self._bars.setMinimumWidth(360)  # else the longer bar keeps the whole window wide
        self.setLayout(vbox(self._bars))

    @property
    def bar(self) -> TabBar:
        """The bar in sight."""
        return self._more if self._bars.currentWidget() is self._more else self._plain

    @property
    def value(self) -> str:
        """The key of the tab in front."""
        return self.bar.value

    def set_value(self, key: str) -> None:
        """Go to a tab without announcing it."""
        self.bar.set_value(key)

    def add_right(self, widget: QWidget) -> None:
        """The filter at the right end; it moves along when the bars change."""
        self._right = widget
        self.bar.add_right(widget)

    def set_overview(self, shown: bool) -> None:
        """Whether the context is a tab; where it no longer is, the timeline comes to the front."""
        now = self._more if shown else self._plain
        if self.bar is now:
            return
        value = self.value if self.value != OVERVIEW[0] else "timeline"
        self._bars.setCurrentWidget(now)
        now.set_value(value)
        if self._right is not None:
            now.add_right(self._right)

    def show_counts(self, shown: Shown) -> None:
        """The numbers after the words."""
        numbers: dict[str, int | str] = {
            "notes": shown.notes.notes,
            "prep": len(shown.ahead),
            "risks": len(shown.open_flags),
            "qualification": f"{shown.evidenced}/{len(Letter)}",
            "asks": len(shown.asks),
            "people": len(shown.people),
        }
        for bar in (self._plain, self._more):
            for key, number in numbers.items():
                bar.set_count(key, number)
