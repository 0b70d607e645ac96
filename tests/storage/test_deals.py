"""Statements of deals: orders, filters, histories."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from se_desk.domain.deals import Forecast, ForecastCategory, Outcome, Read
from se_desk.domain.errors import NotFound
from se_desk.domain.partners import Partner
from se_desk.storage import deals, partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal


def test_by_account_whatever_the_case(store: Store) -> None:
    with store.writing() as conn:
        for key, account in (("d1", "zebra"), ("d2", "Alder"), ("d3", "beech")):
            deals.insert(conn, a_deal(key, account=account))
    with store.reading() as conn:
        assert [deal.account for deal in deals.all_deals(conn)] == ["Alder", "beech", "zebra"]
        assert deals.of_partner(conn, "p1") == ()
        with pytest.raises(NotFound):
            deals.get(conn, "d9")


def test_twins_stand_in_the_order_of_their_keys(store: Store) -> None:
    """Else a list could stand in another order each time it is read."""
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Ada"))
        for key in ("d3", "d1", "d2"):
            deals.insert(conn, a_deal(key, partner_id="p1"))
        deals.insert(conn, a_deal("d0", account="zebra", partner_id="p1"))
        for found in (deals.all_deals(conn), deals.of_partner(conn, "p1")):
            assert [deal.id for deal in found] == ["d1", "d2", "d3", "d0"]


def test_active_are_those_without_outcome(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        deals.insert(conn, a_deal("d2"))
        assert deals.count_active(conn) == 2
        deals.update(conn, a_deal("d2", outcome=Outcome.WON))
        assert deals.count_active(conn) == 1


def test_histories_are_in_the_order_of_recording(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        deals.insert(conn, a_deal("d2"))
        for number, deal_id in enumerate(("d1", "d2", "d1")):
            at = NOW - timedelta(days=number)
            common = {
                "id": f"x{number}",
                "deal_id": deal_id,
                "close_on": date(2026, 6, 30),
                "recorded_at": at,
            }
            deals.insert_forecast(conn, Forecast(category=ForecastCategory.COMMIT, **common))
            deals.insert_read(conn, Read(**common))
    with store.reading() as conn:
        assert [f.id for f in deals.forecasts_of(conn)] == ["x2", "x1", "x0"]
        assert [f.id for f in deals.forecasts_of(conn, "d1")] == ["x2", "x0"]
        assert [r.id for r in deals.reads_of(conn, "d2")] == ["x1"]
        assert len(deals.reads_of(conn)) == 3


def test_which_are_open(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1", account="Zander"))
        deals.insert(conn, a_deal("d2", account="amber"))
        deals.insert(conn, a_deal("d3", outcome=Outcome.WON, outcome_on=NOW.date()))
        assert [deal.id for deal in deals.active(conn)] == ["d2", "d1"]
