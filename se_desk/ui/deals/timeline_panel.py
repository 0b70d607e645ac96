"""Timeline: what happened on a deal and what will, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from se_desk.domain.history import Happening
from se_desk.domain.moments import say_time
from se_desk.ui.deals.panel import Panel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import heading_of
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.timeline import Entry, Quote, Timeline
from se_desk.ui.kit.wishes import EditDeal, NewNote, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILTERS = (
    ("all", "All entries"),
    ("call", "Calls"),
    ("note", "Notes"),
    ("flag", "Flags"),
    ("dates", "Forecast and read"),
    ("done", "Steps and milestones"),
)
_OF_FILTER = {"dates": ("forecast", "read"), "done": ("step", "deal")}
_PLACES = {"note": "note", "flag": "risks"}
_PARTS = {"forecast": "forecast", "read": "read", "deal": "win"}


class TimelinePanel(Panel):
    """The deal's history; opening an entry goes to where it lives. Older notes come when it is scrolled."""

    moreWanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.timeline = Timeline("Timeline")
        self.filter = Select(FILTERS, "all", name="Which entries", small=True)
        self.empty = EmptyState(
            "history",
            "Nothing has happened here yet",
            "Calls, notes, flags and every change of the two dates will stand here, newest first.",
            "Write the first note",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(self.empty)
        self.setLayout(vbox(self._stack))
        self.filter.chosen.connect(lambda _key: self._fill())
        self.timeline.opened.connect(self.open_entry)
        self.timeline.asked.connect(self.open_entry)
        self.timeline.endNear.connect(self._ask_more)
        self.empty.acted.connect(lambda: self.requestWish.emit(NewNote(self.deal_id)))

    def show_deal(self, shown: Shown) -> None:
        """Show all that happened."""
        again = shown.id == self.deal_id
        super().show_deal(shown)
        self._fill(stays=again)

    def _fill(self, *, stays: bool = False) -> None:
        if self.shown is None:
            return
        rows = chosen(self._known(), self.filter.value)
        self.timeline.set_entries([entry_of(row, self.shown.today) for row in rows], stays=stays)
        self._stack.setCurrentIndex(0 if rows or self.shown.happenings else 1)

    def _known(self) -> tuple[Happening, ...]:
        """What is shown: nothing from before the oldest note that was read, while there are older ones."""
        rows = self._rows()
        notes = [row.at for row in rows if row.noun == "note"]
        if self.shown is None or len(notes) >= self.shown.notes.notes or not notes:
            return rows
        others = self.filter.value not in ("all", "note")
        return rows if others else tuple(row for row in rows if row.at >= notes[-1])

    def _ask_more(self) -> None:
        read = sum(row.noun == "note" for row in self._rows())
        if self.shown is not None and read < self.shown.notes.notes and self.filter.value in ("all", "note"):
            self.moreWanted.emit()

    def focus_first(self) -> None:
        """To the newest entry."""
        target = self.timeline if self._rows() else self.empty.findChild(Button)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_entry(self, key: str) -> None:
        """Go where an entry lives: a note, a huddle, a flag, or the dialog of what it says."""
        noun, _, record_id = key.partition(" ")
        found = next((row for row in self._rows() if _key(row) == key), None)
        if noun == "call" and found is not None:
            self.requestPlace.emit(Place("huddle" if found.future else "debrief", record_id))
        elif noun in _PLACES:
            self.requestPlace.emit(Place(_PLACES[noun], record_id))
        elif noun in _PARTS:
            self.requestWish.emit(EditDeal(self.deal_id, _PARTS[noun]))

    def _rows(self) -> tuple[Happening, ...]:
        return self.shown.happenings if self.shown else ()


def chosen(rows: tuple[Happening, ...], key: str) -> tuple[Happening, ...]:
    """The rows that a filter lets through."""
    nouns = _OF_FILTER.get(key, (key,))
    return rows if key == "all" else tuple(row for row in rows if row.noun in nouns)


def _key(row: Happening) -> str:
    return f"{row.noun} {row.id}"


def entry_of(row: Happening, today: date) -> Entry:
    """A row of the timeline as the kit paints it."""
    note = row.noun == "note"
    return Entry(
        id=_key(row),
        title=row.title,
        at="" if row.noun == "deal" else say_time(row.at),
        day=heading_of(row.at.date(), today),
        second=row.text if row.noun == "call" else row.footer if note else "",
        body="" if row.noun == "call" else _body(row),
        icon=row.icon,
        severity=row.severity or None,
        node=_node(row),
        side=row.aside,
        side_tone="text" if note else row.tone or "text",
        quote=Quote(row.quote, row.footer, row.mono) if row.quote else None,
        max_lines=2,
    )


def _body(row: Happening) -> str:
    if row.quote or row.noun == "note":
        return "" if row.quote else row.text
    return " · ".join(part for part in (row.text, row.footer) if part)


def _node(row: Happening) -> str:
    if row.future:
        return "next"
    if row.severity == "critical":
        return "severity"
    return "accent" if row.tone == "accent" and row.noun in ("note", "read") else "plain"
