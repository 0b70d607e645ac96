"""Procurement: when it began, how long it takes, who says so, and what follows from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.timelines import Procurement, days_apart, say_apart
from se_desk.services.deals import DealView
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.part import Part
from se_desk.ui.deals.procurement_words import sentence_of
from se_desk.ui.deals.words import forecast_words
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.labels import BodyText, Run

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST_WEEKS = 260


class ProcurementPart(Part):
    """Start and weeks go together; the sentence under them is counted while they are typed."""

    key, word = "procurement", "Procurement"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        deal, self._today = view.deal, desk.today_on()
        self._start = DayEdit(deal.procurement_start_on, self._today)
        self._weeks = LineEdit(str(deal.procurement_weeks or ""), "Whole weeks")
        self.start, self.weeks = Field("Began on", self._start), Field("Takes, in weeks", self._weeks)
        self.source = Field("Source", LineEdit(deal.procurement_source, "Who said so, and where it stands"))
        self.sentence = BodyText("", "body", "text-2")
        self.add(self.start, self.weeks)
        self.add(self.source)
        self.add(self.sentence)
        for editor in (self._start, self._weeks):
            editor.textChanged.connect(lambda _text: self._follow())
        self._found: tuple[date | None, int | None, str] = (None, None, "")
        self._follow()

    def first(self) -> QWidget:
        """The start."""
        return self._start

    def _follow(self) -> None:
        self.sentence.set_content(self.said())

    def said(self) -> list[Run]:
        """The arithmetic as far as it can be done, and the gap to the AE's date."""
        try:
            start, weeks = self._start.day, read_weeks(self._weeks.text())
        except BadInput:
            start, weeks = None, None
        if start is None or weeks is None:
            return [Run("Start and weeks give the earliest day on which they can sign.", "text-3")]
        procurement = Procurement(start, weeks)
        runs = [*sentence_of(procurement, self._today), Run(".", "text-2")]
        forecast = self.view.forecast
        if forecast is not None:
            gap = days_apart(forecast.close_on, procurement.earliest_signature_on)
            side = "before" if gap > 0 else "after"
            words = f" AE forecast {forecast_words(forecast, self._today)}"
            runs.append(Run(f"{words}: {_gap(gap, side)}.", "text-2"))
        return runs

    def check(self, check: FieldCheck) -> None:
        """All three or none."""
        start = check.day(self.start)
        weeks = check.read(self.weeks, lambda: read_weeks(self._weeks.text()))
        source = check.text(self.source)
        if start is None and weeks is not None and not self.start.error:
            check.wrong(self.start, "Give the day on which it began, or will begin.")
        if weeks is None and start is not None and not self.weeks.error:
            check.wrong(self.weeks, "Give its length in whole weeks.")
        self._found = (start, weeks, source if start else "")

    def save(self) -> None:
        """Write it, or take it away where all is empty."""
        deal = self.view.deal
        if self._found == (deal.procurement_start_on, deal.procurement_weeks, deal.procurement_source):
            return
        start, weeks, source = self._found
        if start is not None and weeks is not None:
            self.desk.deals.set_procurement(deal.id, start, weeks, source)
        else:
            empty = {"procurement_start_on": None, "procurement_weeks": None, "procurement_source": ""}
            self.desk.deals.change(deal.id, **empty)


def _gap(days: int, side: str) -> str:
    return "the same day" if days == 0 else f"{say_apart(days).removesuffix(' apart')} {side} that"


def read_weeks(text: str) -> int | None:
    """Whole weeks, None for blank. BadInput for anything but 1 to 260."""
    words = text.strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) < 5 and 1 <= int(words) <= MOST_WEEKS):
        raise BadInput(f"A procurement takes 1 to {MOST_WEEKS} weeks.", do="Write a whole number.")
    return int(words)
