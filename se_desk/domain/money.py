"""Money: whole minor units and an ISO 4217 code; never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND"), 0),
    **dict.fromkeys(("VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_SIZES = ((Decimal(1000), "k"), (Decimal(10**6), "M"), (Decimal(10**9), "B"))
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
        return f"{self._sign}{abs(self.amount):,.{digits}f}"

    def short(self) -> str:
        """``$1.2M``, ``€480k``: for lists and headings."""
        value = abs(self.amount)
        if value < _SIZES[0][0]:
            return self.say()
        rounded = [((value / size).quantize(Decimal("0.1")), letter) for size, letter in _SIZES]
        # 999.99k is said as 1M, so the size is chosen after rounding
        scaled, letter = next((pair for pair in rounded if pair[0] < 1000), rounded[-1])
        text = f"{scaled:,f}".removesuffix(".0")
        return f"{self._sign}{text}{letter}"

    @property
    def _sign(self) -> str:
        return ("-" if self.minor < 0 else "") + _SIGNS.get(self.currency, self.currency + " ")
