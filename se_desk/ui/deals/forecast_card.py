"""The card with the forecast axis: the AE's date and the SE's read, side by side."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.timelines import procurement_of
from se_desk.services.deals import DealView
from se_desk.ui.deals.words import ae_name, forecast_words, noted, short
from se_desk.ui.kit.axis import Forecast, ForecastAxis
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.layout import hbox, vbox


def forecast_of(view: DealView, today: date) -> Forecast:
    """What the axis shows of a deal; without a read the earliest signature stands in for it."""
    procurement = procurement_of(view.deal)
    earliest = procurement.earliest_signature_on if procurement else None
    made = view.forecast
    read_title, read_note = "", ""
    if view.read is not None:
        read_title = short(view.read.close_on, today)
        read_note = noted("You", view.read.recorded_at, today)
    elif earliest is not None:
        read_title, read_note = f"{short(earliest, today)} at the earliest", "From procurement, no read yet"
    return Forecast(
        today_on=today,
        ae_on=made.close_on if made else None,
        ae_title=forecast_words(made, today) if made else "",
        ae_note=noted(ae_name(view), made.recorded_at, today) if made else "",
        read_on=view.believed_on,
        read_title=read_title,
        read_note=read_note,
        earliest_on=earliest,
    )


class ForecastCard(Card):
    """The axis, and under it what is still missing with the way to add it."""

    partRequested = Signal(str)

    def __init__(self) -> None:
        super().__init__(flush=True)
        self.setAccessibleName("Forecast")
        self.axis = ForecastAxis()
        self._sentence = BodyText("", "body", "text-2")
        self.forecast = Button("Record the AE forecast", small=True)
        self.read = Button("Set your read", small=True)
        self._missing = QWidget()
        self._row = hbox(margins=(16, 0, 16, 14))
        words = vbox(None, self._sentence, None)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.forecast)
        self._row.addWidget(self.read)
        self._missing.setLayout(self._row)
        self.body.addWidget(self.axis)
        self.body.addWidget(self._missing)
        self.forecast.clicked.connect(lambda: self.partRequested.emit("forecast"))
        self.read.clicked.connect(lambda: self.partRequested.emit("read"))

    def show_view(self, view: DealView, today: date) -> None:
        """Show a deal's two dates."""
        self.axis.set(forecast_of(view, today))
        self.forecast.setVisible(view.forecast is None)
        self.read.setVisible(view.read is None)
        self._sentence.set_content(_missing_words(view))
        self._missing.setVisible(view.deal.is_active and (view.forecast is None or view.read is None))
        self.axis.setVisible(view.forecast is not None or view.believed_on is not None)
        self._row.setContentsMargins(16, 0 if self.axis.isVisibleTo(self) else 14, 16, 14)


def _missing_words(view: DealView) -> str:
    if view.forecast is None and view.read is None:
        return "Two dates belong here: what the AE has in the CRM, and what you believe."
    if view.forecast is None:
        return "What the AE has in the CRM is not noted yet."
    return "Your own date is not noted yet."
