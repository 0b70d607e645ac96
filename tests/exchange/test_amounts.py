from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.errors import BadInput
from se_desk.domain.money import Money
from se_desk.exchange.amounts import is_currency, read_amount, settled_mark


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("1200000", 120000000, "EUR"),
        ("$1,200,000", 120000000, "USD"),
        ("1.200.000,00", 120000000, "EUR"),
        ("USD 1,200,000.00", 120000000, "USD"),
        ("EUR 1.200,50 (USD 1,300.00)", 120050, "EUR"),
        ("1 200 000,00 €", 120000000, "EUR"),
        ("1\u202f200\u00a0000 €", 120000000, "EUR"),
        ("CHF 1'200’000.50", 120000050, "CHF"),
        ("Fr. 1'200", 120000, "CHF"),
        ("₹12,00,000.00", 120000000, "INR"),
        ("R$ 1.200,00", 120000, "BRL"),
        ("1,200", 120000, "EUR"),
        ("1.200", 120000, "EUR"),
        ("0.125", 12, "EUR"),
        ("1200.5", 120050, "EUR"),
        ("12,5", 1250, "EUR"),
        ("1234,567", 123457, "EUR"),
        ("¥1,200,000", 1200000, "JPY"),
        ("KWD 1.5", 1500, "KWD"),
        ("(1,200.00)", -120000, "EUR"),
        ("-1,200.00", -120000, "EUR"),
        ("1.200,00-", -120000, "EUR"),
        ("($1,200)", -120000, "USD"),
        ("1.2E+06", 120000000, "EUR"),
        ("1,2E6", 120000000, "EUR"),
        ("1200,", 120000, "EUR"),
        ("0", 0, "EUR"),
    ],
)
def test_an_amount_is_read(text: str, minor: int, currency: str) -> None:
    assert read_amount(text, "EUR") == Money(minor, currency)


@pytest.mark.parametrize("text", ["", "  ", "-", "–"])
def test_blank_is_no_amount_and_no_fault(text: str) -> None:
    assert read_amount(text, "EUR") is None


@pytest.mark.parametrize(
    "text",
    ["TBD", "n/a", "12 apples", "1.2.3", "1,20,0", "1.200.00,5", "1,2.3,4", "1e99", "9" * 20, "$", "1..2"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no amount"):
        read_amount(text, "EUR")


def test_a_sign_of_several_currencies_is_the_desks_own_where_it_can_be() -> None:
    assert [read_amount("$5", own) for own in ("AUD", "EUR")] == [Money(500, "AUD"), Money(500, "USD")]
    assert [read_amount("5 kr", own) for own in ("NOK", "EUR")] == [Money(500, "NOK"), Money(500, "SEK")]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.200", "1.200,50"], ","),
        (["1,200", "$1,200.50"], "."),
        (["1.200", "3.400"], None),
        (["1,5", "1.5"], None),
        (["1.234.567"], None),
        (["", "TBD", "12,00 €"], ","),
    ],
)
def test_the_file_settles_the_decimal_mark(texts: list[str], mark: str | None) -> None:
    assert settled_mark(texts) == mark


def test_a_settled_mark_decides() -> None:
    assert read_amount("1.200", "EUR", ",") == Money(120000, "EUR")
    assert read_amount("1.200", "EUR", ".") == Money(120, "EUR")
    assert read_amount("KWD 1,200", "EUR", ",") == Money(1200, "KWD")


@given(st.integers(-(10**14), 10**14), st.sampled_from(["USD", "JPY", "KWD"]))
def test_what_money_says_reads_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert read_amount(f"{currency} {money.amount:,f}", "EUR", ".") == money
    assert read_amount(f"{money.amount:f}", currency, ".") == money


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    try:
        money = read_amount(text, "EUR")
    except BadInput:
        return
    assert money is None or abs(money.amount) <= Decimal(10) ** 15


def test_codes() -> None:
    assert is_currency("EUR") and not is_currency("TBD")
