"""The deal's own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import Stage
from se_desk.domain.exit_criteria import open_words
from se_desk.services.deals import DealView
from se_desk.ui.deals.ae_field import AeField
from se_desk.ui.deals.choices_of import stages
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.deals.part import Part
from se_desk.ui.deals.value_field import ValueField
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit
from se_desk.ui.kit.labels import BodyText

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class DealPart(Part):
    """Who it is, what it is worth, where the sale stands."""

    key, word = "deal", "Deal"

    def __init__(self, desk: Desk, view: DealView) -> None:
        super().__init__(desk, view)
        deal = view.deal
        self.account = Field("Account", LineEdit(deal.account))
        self.deal_title = Field("Title", LineEdit(deal.title))
        self.ae = AeField(desk, deal.partner_id or "")
        known = stages() if deal.is_active else [(deal.stage.value, deal.stage.label)]
        self.stage = Select(known, deal.stage.value, name="Stage")
        self.stage.setEnabled(deal.is_active)
        self.left = BodyText("", "small", "sev-medium")
        self.left.hide()
        self.stage.chosen.connect(self._say_left)
        self.value = ValueField(deal.value, deal.value_currency)
        self.came = Field("Came to you on", DayEdit(deal.came_on, desk.today_on()))
        self.crm = Field("Id in the CRM", LineEdit(deal.crm_id))
        self.competitors = Field("Competitors", LineEdit(deal.competitors, "Doing nothing included"))
        self.compelling = Field(
            "Compelling event", LineEdit(deal.compelling_event, "What happens, and on which day")
        )
        self.add(self.account, self.deal_title)
        self.add(self.ae, Field("Stage", self.stage))
        self.add(self.left)
        self.add(self.value)
        self.add(self.came, self.crm)
        self.add(self.competitors)
        self.add(self.compelling)
        self._fields: dict[str, object] = {}

    def _say_left(self, key: str) -> None:
        """What would be open behind the deal; it may move all the same."""
        words = open_words(self.desk.exit_criteria.open_before(self.view.deal.id, Stage(key)))
        self.left.set_content(words)
        self.left.setVisible(bool(words))

    def first(self) -> QWidget:
        """The account."""
        return self.account.editor

    def check(self, check: FieldCheck) -> None:
        """Account, title and the day it came are needed."""
        self.ae.check(check)
        money = self.value.read(check)
        self._fields = {
            "account": check.text(self.account, "Name the customer."),
            "title": check.text(self.deal_title, "Say in a few words what it is about."),
            "value_minor": money.minor if money else None,
            "value_currency": money.currency if money else self.value.currency.value,
            "stage": Stage(self.stage.value),
            "came_on": check.day(self.came, "Give the day on which you first heard of it."),
            "crm_id": check.text(self.crm),
            "competitors": check.text(self.competitors),
            "compelling_event": check.text(self.compelling),
        }

    def save(self) -> None:
        """Write the fields that changed."""
        deal = self.view.deal
        fields = self._fields | {"partner_id": self.ae.partner_id()}
        changed = {name: value for name, value in fields.items() if getattr(deal, name) != value}
        if changed:
            self.desk.deals.change(deal.id, **changed)
