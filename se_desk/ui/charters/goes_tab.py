"""How it goes, in full: each measured clause by quarter, and the calls behind each figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.charters import Owes, Rule
from se_desk.domain.moments import count, say_day
from se_desk.domain.occasions import Occasion, Verdict
from se_desk.services.measures import CharterMeasures, ClauseMeasure
from se_desk.ui.charters.how_it_goes import since_words
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.tables import Column, TableView

if TYPE_CHECKING:
    from datetime import date

    from se_desk.services.desk import Desk

TICKS = (("Logged in time", True), ("Not in time", False), ("Not known", None))
_TONES = {Verdict.KEPT: "green", Verdict.NOT_KEPT: "amber", Verdict.UNKNOWN: "line"}
_NEXT = {Verdict.UNKNOWN: True, Verdict.KEPT: False, Verdict.NOT_KEPT: None}
LEFT = 5  # to 7 at the right: the shares of the width


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """An occasion with the words of its quarter: ``Q1 FY2026: 5 of 7, 71 %``."""

    quarter: str
    occasion: Occasion

    @property
    def key(self) -> str:
        """What the table knows the row by."""
        return f"{self.occasion.noun} {self.occasion.id} {self.occasion.title} {self.occasion.on}"


class GoesTab(QWidget):
    """Clauses at the left; at the right what is behind the figure of the one that is chosen.

    Where the AE's half of the logging is chosen, Space steps a call through logged, not in time, not known.
    """

    opened = Signal(str, str)  # noun and id of an occasion

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: ClauseMeasure | None = None
        self._measures: CharterMeasures | None = None
        self._ae_name, self._se_name = "", ""
        self.clauses = TableView(self._clause_columns(), "Measured clauses", _row_key, two_lines=True)
        self.behind = _Behind(self._behind_columns(), "What is behind the figure", _line_key, two_lines=True)
        self.said = BodyText("", "small", "text-3", max_lines=2)
        self.ticks = [Button(words, small=True) for words, _ in TICKS]
        self.empty = EmptyState(
            "chart-column",
            "Nothing to count yet",
            "Once both agreed on a charter, its measured clauses are counted here, with the calls behind "
            "each figure.",
        )
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self._clauses_card = Card("Measured clauses", flush=True)
        self._clauses_card.add(self.clauses)
        self._behind_card = Card("Behind it", flush=True)
        self._behind_card.add(self.behind)
        foot = hbox(margins=(16, 8, 16, 8))
        foot.addWidget(self.said, 1)
        for button in self.ticks:
            foot.addWidget(button)
        self._behind_card.body.addLayout(foot)
        both = hbox(margins=(24, 16, 24, 24), gap=16)
        both.addWidget(self._clauses_card, LEFT)
        both.addWidget(self._behind_card, 12 - LEFT)
        full, nobody, card = QWidget(), QWidget(), Card(padding=0)
        full.setLayout(both)
        card.add(self.empty)
        nobody.setLayout(vbox(card, None, margins=(24, 16, 24, 24)))
        self._stack = QStackedWidget()
        for part in (full, nobody):
            self._stack.addWidget(part)
        self.setLayout(vbox(self._stack))

    def _wire(self) -> None:
        self.clauses.picked.connect(lambda row: self._show_behind(row))
        self.behind.opened.connect(lambda line: self.opened.emit(line.occasion.noun, line.occasion.id))
        self.behind.stepped.connect(self._step)
        self.behind.menuRequested.connect(self._menu)
        for button, (_, logged) in zip(self.ticks, TICKS, strict=True):
            button.clicked.connect(lambda _on=False, logged=logged: self._tick(logged))

    def _clause_columns(self) -> tuple[Column, ...]:
        return (
            Column("Clause", lambda row: row.clause.topic, self._rule_words, weight=500),
            Column("Kept", figure, second=target_words, width=156, align="right", token=_figure_token),
        )

    def _behind_columns(self) -> tuple[Column, ...]:
        return (
            Column("Day", self._day, lambda line: line.quarter, width=168),
            Column("What", lambda line: line.occasion.title, lambda line: line.occasion.words, weight=500),
            Column("", lambda line: line.occasion.verdict.label, width=104, chip=_chip, align="right"),
        )

    def _rule_words(self, row: ClauseMeasure) -> str:
        words = row.clause.rule.say(row.clause.amount) if row.clause.rule else ""
        return f"{self._owner(row)}: {words}, as ticked" if _by_tick(row) else f"{self._owner(row)}: {words}"

    def _owner(self, row: ClauseMeasure) -> str:
        return {Owes.AE: self._ae_name, Owes.SE: "You"}.get(row.owes, "Both")

    def _day(self, line: QuarterLine) -> str:
        return say_day(line.occasion.on, self._today())

    def _today(self) -> date:
        return self._desk.today_on()

    def show_partner(self, partner_id: str, charter_id: str = "") -> None:
        """Count anew for the version in force, or for ``charter_id``; the chosen clause stays chosen."""
        active = self._desk.charters.active(partner_id)
        key = charter_id or (active.id if active else "")
        self._ae_name = self._desk.partners.get(partner_id).first_name
        self._measures = self._desk.measures.of_charter(key) if key else None
        rows = self._measures.rows if self._measures else ()
        self._stack.setCurrentIndex(0 if rows else 1)
        self._clauses_card.set_note(since_words(self._measures))
        kept = self.clauses.current()
        self.clauses.set_records(rows)
        if rows and kept is None:
            self.clauses.select(_row_key(rows[0]), announce=False)
        self._show_behind(self.clauses.current())

    def choose(self, clause_id: str) -> None:
        """Bring a clause to the front."""
        for row in self._measures.rows if self._measures else ():
            if row.clause.id == clause_id:
                self.clauses.select(_row_key(row))
                self._show_behind(row)
                return

    def _show_behind(self, row: ClauseMeasure | None) -> None:
        self._shown = row
        lines = lines_of(row) if row is not None else ()
        self.behind.set_records(lines)
        self._behind_card.set_title(row.clause.topic if row else "Behind it")
        self.said.set_content(behind_words(row) if row else "")
        for button in self.ticks:
            button.setVisible(row is not None and _by_tick(row))

    def _step(self, line: QuarterLine) -> None:
        self._tick(_NEXT[line.occasion.verdict])

    def _tick(self, logged: bool | None) -> None:
        row, line = self._shown, self.behind.current()
        if row is not None and line is not None and _by_tick(row):
            self._desk.measures.tick_ae(line.occasion.id, logged)

    def _menu(self, line: QuarterLine, at: QPoint) -> None:
        menu = Menu(self, "Occasion")
        if line.occasion.noun in ("call", "deal"):
            menu.add(
                "Open", lambda: self.opened.emit(line.occasion.noun, line.occasion.id), "arrow-right", "Enter"
            )
        if self._shown is not None and _by_tick(self._shown):
            for words, logged in TICKS:
                menu.add(words, partial(self._tick, logged), "check")
        if menu.actions():
            menu.popup(at)


class _Behind(TableView):
    """Space asks for the next tick."""

    stepped = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.current()
        if event.key() == Qt.Key.Key_Space and chosen is not None:
            self.stepped.emit(chosen)
            return
        super().keyPressEvent(event)


def lines_of(row: ClauseMeasure) -> tuple[QuarterLine, ...]:
    """All occasions, each with the figure of its quarter."""
    return tuple(
        QuarterLine(f"{quarter.quarter}: {quarter.measure.say()}", one)
        for quarter in row.quarters
        for one in quarter.occasions
    )


def figure(row: ClauseMeasure) -> str:
    """``71 %`` from five on, else ``3 of 4``."""
    measure = row.measure
    if measure.of == 0:
        return "–"
    return f"{measure.percent} %" if measure.is_enough else f"{measure.kept} of {measure.of}"


def target_words(row: ClauseMeasure) -> str:
    """``5 of 7, target 80 %``."""
    base = f"{row.measure.kept} of {row.measure.of}" if row.measure.is_enough else ""
    target = row.clause.target_percent
    return ", ".join(part for part in (base, f"target {target} %" if target is not None else "") if part)


def behind_words(row: ClauseMeasure) -> str:
    """How many the desk cannot know, and how to tell it."""
    unknown = count(row.half.unknown, "occasion") if row.half.unknown else ""
    if _by_tick(row):
        left = f"{unknown} without a tick, not counted. " if unknown else ""
        return f"{left}Space ticks what you have seen in the CRM."
    return f"{unknown} not known, not counted." if unknown else ""


def _by_tick(row: ClauseMeasure) -> bool:
    return row.clause.rule is Rule.NOTES_AFTER_CALL and row.owes is Owes.AE


def _figure_token(row: ClauseMeasure) -> str:
    return "sev-medium" if row.meets is False else "text"


def _chip(line: QuarterLine) -> ChipSpec:
    return ChipSpec(line.occasion.verdict.label, _TONES[line.occasion.verdict])


def _row_key(row: ClauseMeasure) -> str:
    return f"{row.clause.id} {row.owes.value}"


def _line_key(line: QuarterLine) -> str:
    return line.key
