"""Money: whole minor units and an ISO 4217 code; never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND"), 0),
    **dict.fromkeys(("VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CHF": "CHF ", "SEK": "SEK ", "NOK": "NOK "}


def minor_digits(currency: str) -> int:
    """How many digits follow the point in ``currency`` (ISO 4217); two where we know no better."""
    return _DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of ``currency``."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not (self.currency.isascii() and self.currency.isupper()):
            raise ValueError(f"{self.currency!r} is no ISO 4217 code")

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Money:
        """From a decimal amount of major units, rounded half even to the minor unit."""
        scaled = (amount * 10 ** minor_digits(currency)).to_integral_value()
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """Major units."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def say(self) -> str:
        """``$1,200,000`` or ``€4,500.50``."""
        whole = self.amount == self.amount.to_integral_value()
        digits = 0 if whole else minor_digits(self.currency)
        return f"{_SIGNS.get(self.currency, self.currency + ' ')}{self.amount:,.{digits}f}"

    def short(self) -> str:
        """``$1.2M``, ``€480k``: for lists and headings."""
        sign = _SIGNS.get(self.currency, self.currency + " ")
        value = self.amount
        for size, letter in ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(1000), "k")):
            if abs(value) >= size:
                scaled = (value / size).quantize(Decimal("0.1"))
                text = f"{scaled:f}".removesuffix(".0")
                return f"{sign}{text}{letter}"
        return self.say()
