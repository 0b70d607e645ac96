"""The value of a deal: an amount as people write it, and the currency it is in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.money import Money
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.layout import hbox

CURRENCIES = (
    *("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF"),
    *("CAD", "AUD", "NZD", "JPY", "SGD", "INR", "BRL", "ZAR", "AED"),
)


class ValueField(QWidget):
    """Amount and currency side by side; a sign or code typed with the amount wins."""

    def __init__(self, money: Money | None, currency: str) -> None:
        super().__init__()
        known = currency if money is None else money.currency
        choices = CURRENCIES if known in CURRENCIES else (known, *CURRENCIES)
        self.amount = LineEdit(typed(money) if money else "", "Not known yet")
        self.currency = Select([(code, code) for code in choices], known)
        self.field = Field("Value", self.amount)
        beside = Field("Currency", self.currency)
        beside.setFixedWidth(96)
        row = hbox(gap=12)
        row.addWidget(self.field, 1)
        row.addWidget(beside)
        self.setLayout(row)

    def read(self, check: FieldCheck) -> Money | None:
        """The money that stands there; None for blank."""
        return check.money(self.field, self.currency.value)


def typed(money: Money) -> str:
    """An amount as one would type it: no sign, and no decimals where it is whole."""
    whole = money.amount == money.amount.to_integral_value()
    return f"{money.amount:,.0f}" if whole else f"{money.amount:,}"
