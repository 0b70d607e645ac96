from __future__ import annotations

from datetime import date

import pytest

from se_desk.exchange.crm_profiles import HUBSPOT, SALESFORCE_REPORT, Field, Profile
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deal_cells import Read, RowReader


def read(profile: Profile = SALESFORCE_REPORT, order: DayOrder | None = None, **cells: str) -> Read:
    given = {"title": "Gate", "account": "Abenrod", **cells}
    return RowReader(profile, "EUR", order, None).read(7, {field: given.get(field, "") for field in Field})


def test_a_row_becomes_a_deal() -> None:
    deal = read(amount="1,200", crm_id="006Aa00000KQp1x", close_on="2026-09-30", probability="60%").deal
    assert deal is not None
    assert (deal.amount_minor, deal.currency, deal.close_on) == (120_000, "EUR", date(2026, 9, 30))
    assert (deal.crm_id, deal.probability, deal.row) == ("006Aa00000KQp1xIAD", 60, 7)


@pytest.mark.parametrize(
    "day", ["31/02/2026", "30.02.2026", "2026-13-01", "2026-02-29", "0/0/2026", "31.11.26"]
)
def test_a_day_that_does_not_exist_is_told_with_its_row(day: str) -> None:
    found = read(close_on=day)
    assert found.deal is not None and found.deal.close_on is None
    assert found.sentences == (f"Row 7 comes without a close date: {day!r} is no day.",)


def test_a_day_that_reads_as_two_waits_for_an_answer() -> None:
    assert read(close_on="03/04/2026").two_days
    settled = read(close_on="03/04/2026", order=DayOrder.MONTH_FIRST)
    assert settled.deal is not None and settled.deal.close_on == date(2026, 3, 4)


def test_a_currency_that_is_none_is_told() -> None:
    found = read(amount="12", currency="Talers")
    assert found.deal is not None and found.deal.currency == "EUR"
    assert found.sentences == ("Row 7 names the currency 'Talers', which is no code; EUR is taken.",)
    assert read(amount="12", currency="chf").sentences == ()


def test_an_id_without_end_is_left_out() -> None:
    found = read(crm_id="9" * 201)
    assert found.deal is not None and found.deal.crm_id == ""
    assert found.sentences == ("Row 7 comes without its id: it has 201 characters.",)


def test_probabilities_of_hubspot_are_fractions() -> None:
    assert [found.deal and found.deal.probability for found in (read(HUBSPOT, probability="0.4"),)] == [40]
