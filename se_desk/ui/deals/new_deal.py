"""The dialog for a new deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from se_desk.domain.deals import ForecastCategory, Stage
from se_desk.ui.deals.ae_field import AeField
from se_desk.ui.deals.choices_of import categories, stages
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.value_field import ValueField
from se_desk.ui.kit.choices import Segment, Select
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.layout import HLine, hbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class NewDealDialog(Dialog):
    """Account and title are enough; ``deal_id`` is the deal that was made."""

    def __init__(self, parent: QWidget, desk: Desk, partner_id: str = "") -> None:
        super().__init__(
            parent, "Add a deal", "Add deal", "Everything can be changed later.", icon="briefcase"
        )
        self._desk, self.deal_id = desk, ""
        today = desk.today_on()
        self.account = Field("Account", LineEdit("", "The customer"))
        self.deal_title = Field("Title", LineEdit("", "What it is about"))
        self.ae = AeField(desk, partner_id)
        self.value = ValueField(None, desk.profile.get().currency)
        self.stage = Select(stages(), Stage.DISCOVERY.value, name="Stage")
        self.category = Segment(categories(), ForecastCategory.PIPELINE.value, name="AE forecast category")
        self.forecast_on = Field("AE forecast, close date", DayEdit(None, today, ahead=True))
        self.read_on = Field("Your read, close date", DayEdit(None, today, ahead=True))
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.addLayout(_pair(self.account, self.deal_title))
        self.body.addLayout(_pair(self.ae, Field("Stage", self.stage)))
        self.add(self.value)
        self.add(HLine())
        self.add(Field("AE forecast, category", self.category, note="The two dates may follow later"))
        self.body.addLayout(_pair(self.forecast_on, self.read_on))

    def confirm(self) -> bool:
        """Make the deal, with its two dates where they were given."""
        check = FieldCheck()
        account = check.text(self.account, "Name the customer.")
        title = check.text(self.deal_title, "Say in a few words what it is about.")
        self.ae.check(check)
        value = self.value.read(check)
        forecast_on, read_on = check.day(self.forecast_on), check.day(self.read_on)
        if not check.ok:
            check.focus()
            return False
        if not self.deal_id:
            made = self._desk.deals.open(
                title,
                account,
                partner_id=self.ae.partner_id(),
                value=value,
                stage=Stage(self.stage.value),
            )
            self.deal_id = made.id
        if forecast_on is not None:
            category = ForecastCategory(self.category.value)
            self._desk.deals.record_forecast(self.deal_id, category, forecast_on)
        if read_on is not None:
            self._desk.deals.record_read(self.deal_id, read_on)
        return True


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = hbox(gap=12)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return row
