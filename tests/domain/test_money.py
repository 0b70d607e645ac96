"""Money is whole minor units: no cent is made or lost, and it is said the way lists say it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.money import Money, minor_digits

currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD", "CHF", "PLN"])
minors = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("currency", "digits"), [("USD", 2), ("EUR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("TND", 3)]
)
def test_minor_digits(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize("code", ["", "US", "usd", "USDX", "ÜSD", "12$"])
def test_what_is_no_currency(code: str) -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(1, code)


@given(minors, currencies)
def test_there_and_back(minor: int, currency: str) -> None:
    assert Money.of(Money(minor, currency).amount, currency) == Money(minor, currency)


@given(minors, currencies)
def test_said_in_full_it_can_be_read_again(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    digits = "".join(sign for sign in money.say() if sign in "-.0123456789")
    assert Decimal(digits) == money.amount


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("0.005", "USD", 0),  # half to even
        ("0.015", "USD", 2),
        ("0.025", "USD", 2),
        ("1234.5", "JPY", 1234),
        ("1.0005", "KWD", 1000),
        ("-0.015", "USD", -2),
    ],
)
def test_rounding(amount: str, currency: str, minor: int) -> None:
    assert Money.of(Decimal(amount), currency).minor == minor


@pytest.mark.parametrize(
    ("minor", "currency", "said", "short"),
    [
        (120_000_000, "USD", "$1,200,000", "$1.2M"),
        (450_050, "EUR", "€4,500.50", "€4.5k"),
        (100_000_000, "GBP", "£1,000,000", "£1M"),
        (48_000_000, "EUR", "€480,000", "€480k"),
        (99_999, "USD", "$999.99", "$999.99"),
        (100_000, "USD", "$1,000", "$1k"),
        (0, "USD", "$0", "$0"),
        (5, "JPY", "¥5", "¥5"),
        (1_234_567, "JPY", "¥1,234,567", "¥1.2M"),
        (1_500, "KWD", "KWD 1.500", "KWD 1.500"),
        (250_000_000_000, "SEK", "SEK 2,500,000,000", "SEK 2.5B"),
        (99_999_999, "USD", "$999,999.99", "$1M"),  # 1000.0k is a million
        (99_999_999_999, "USD", "$999,999,999.99", "$1B"),
        (10**15, "USD", "$10,000,000,000,000", "$10,000B"),
        (-120_000_000, "USD", "-$1,200,000", "-$1.2M"),
    ],
)
def test_how_it_is_said(minor: int, currency: str, said: str, short: str) -> None:
    money = Money(minor, currency)
    assert money.say() == said
    assert money.short() == short


@given(minors, currencies)
def test_short_is_never_four_digits_before_a_letter(minor: int, currency: str) -> None:
    text = Money(minor, currency).short()
    if text[-1] in "kM":
        number = Decimal("".join(sign for sign in text if sign in "-.0123456789"))
        assert abs(number) < 1000
