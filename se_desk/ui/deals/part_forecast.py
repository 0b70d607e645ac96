"""The AE's forecast: what the CRM says now, and what it said before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import ForecastCategory
from se_desk.services.deals import DealView
from se_desk.ui.deals.choices_of import categories
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.history_lines import history_lines
from se_desk.ui.deals.part import Part
from se_desk.ui.deals.words import forecast_words, short
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class ForecastPart(Part):
    """Category, close date and where it was read; each change is one more point of the history."""

    key, word = "forecast", "AE forecast"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        today, now = desk.today_on(), view.forecast
        category = now.category if now else ForecastCategory.PIPELINE
        self.category = Segment(categories(), category.value, name="Category")
        self.close_on = Field("Close date", DayEdit(now.close_on if now else None, today, ahead=True))
        self.source = Field("Source", LineEdit(now.source if now else "", "CRM, a mail, a call"))
        self.add(Field("Category", self.category))
        self.add(self.close_on, self.source)
        lines = [
            (short(one.recorded_at.date(), today), forecast_words(one, today), one.source)
            for one in reversed(desk.deals.forecasts(view.deal.id))
        ]
        self.body.addWidget(history_lines("Noted before", lines))
        self._found: tuple[ForecastCategory, date, str] | None = None

    def first(self) -> QWidget:
        """The close date."""
        return self.close_on.editor

    def check(self, check: FieldCheck) -> None:
        """A forecast has a date; without one nothing was noted."""
        source = check.text(self.source)
        needed = "A forecast that was noted stays; give its new date." if self.view.forecast else ""
        day = check.day(self.close_on, needed)
        self._found = (ForecastCategory(self.category.value), day, source) if day else None
        if day is None and source and not needed and not self.close_on.error:
            check.wrong(self.close_on, "Give the close date that goes with it.")

    def save(self) -> None:
        """One more point of the history, where it is another than the last."""
        last = self.view.forecast
        before = (last.category, last.close_on, last.source) if last else None
        if self._found is not None and self._found != before:
            category, day, source = self._found
            self.desk.deals.record_forecast(self.view.deal.id, category, day, source)
