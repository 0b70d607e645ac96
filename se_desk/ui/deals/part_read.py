"""The SE's read: the date you believe, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.timelines import days_apart, say_apart
from se_desk.services.deals import DealView
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.history_lines import history_lines
from se_desk.ui.deals.part import Part
from se_desk.ui.deals.words import forecast_words, short
from se_desk.ui.kit.inputs import DayEdit, Field, TextArea
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class ReadPart(Part):
    """Date and reason; each change is one more point of the history."""

    key, word = "read", "SE read"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        self._today, now = desk.today_on(), view.read
        self._day = DayEdit(now.close_on if now else None, self._today, ahead=True)
        self._why = TextArea(now.why if now else "", "What you saw, heard or counted", 3)
        self.close_on, self.why = Field("Close date you believe", self._day), Field("Why", self._why)
        self.apart = BodyText("", "small", "text-3")
        self.add(self.close_on)
        self.add(self.apart)
        self.add(self.why)
        lines = [
            (short(one.recorded_at.date(), self._today), short(one.close_on, self._today), one.why)
            for one in reversed(desk.deals.reads(view.deal.id))
        ]
        self.body.addWidget(history_lines("Believed before", lines))
        self._day.textChanged.connect(lambda _text: self._follow())
        self._found: tuple[date, str] | None = None
        self._follow()

    def first(self) -> QWidget:
        """The date."""
        return self._day

    def _follow(self) -> None:
        """Say at once how far the two dates lie apart."""
        forecast = self.view.forecast
        try:
            day = self._day.day
        except BadInput:
            day = None
        if forecast is None or day is None:
            self.apart.set_content("Your own date, whatever the CRM says." if forecast is None else "")
            return
        gap = say_apart(days_apart(forecast.close_on, day))
        words = forecast_words(forecast, self._today)
        self.apart.set_content(f"AE forecast: {words}. Gap: {gap}.")

    def check(self, check: FieldCheck) -> None:
        """A read has a date; without one nothing was noted."""
        why = check.text(self.why)
        needed = "A read that was noted stays; give your new date." if self.view.read else ""
        day = check.day(self.close_on, needed)
        self._found = (day, why) if day else None
        if day is None and why and not needed and not self.close_on.error:
            check.wrong(self.close_on, "Give the date that goes with the reason.")

    def save(self) -> None:
        """One more point of the history, where it is another than the last."""
        last = self.view.read
        before = (last.close_on, last.why) if last else None
        if self._found is not None and self._found != before:
            self.desk.deals.record_read(self.view.deal.id, *self._found)
