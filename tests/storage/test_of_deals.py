"""What hangs on several deals is what hangs on each of them, read at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.asks import Ask
from se_desk.domain.calls import Call
from se_desk.domain.deals import Forecast, ForecastCategory, Read
from se_desk.domain.partners import Partner
from se_desk.domain.people import Stakeholder
from se_desk.domain.qualification import Element, Gate, GateKind, Letter
from se_desk.storage import asks, calls, deals, of_deals, people, qualification, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.asks import asks as ask_table
from se_desk.storage.tables.calls import calls as call_table
from se_desk.storage.tables.deals import deals as deal_table
from se_desk.storage.tables.deals import forecasts, reads
from se_desk.storage.tables.partners import partners as partner_table
from se_desk.storage.tables.people import people as people_table
from se_desk.storage.tables.qualification import elements, gates
from tests.storage.conftest import NOW, a_deal

IDS = ("d1", "d2", "d3", "d9")


@pytest.fixture
def filled(store: Store) -> Store:
    """Three deals: much hangs on the first, little on the second, nothing on the third."""
    day = NOW.date()
    with store.writing() as conn:
        rows.insert(conn, partner_table, Partner(id="p1", name="Pavel"))
        rows.insert_many(conn, deal_table, [a_deal(key, partner_id="p1") for key in IDS[:3]])
        for number, deal_id in enumerate(("d1", "d2", "d1", "d1")):
            at, key = NOW - timedelta(hours=number), f"{number}"
            pipeline = ForecastCategory.PIPELINE
            rows.insert(
                conn,
                forecasts,
                Forecast(id=key, deal_id=deal_id, category=pipeline, close_on=day, recorded_at=at),
            )
            rows.insert(conn, reads, Read(id=key, deal_id=deal_id, close_on=day, recorded_at=at))
            rows.insert(conn, people_table, Stakeholder(id=key, deal_id=deal_id, name=f"B{3 - number}"))
            rows.insert(conn, ask_table, Ask(id=key, deal_id=deal_id, statement="Tides", asked_on=at.date()))
            ends = NOW + timedelta(hours=number - 1)
            rows.insert(
                conn,
                call_table,
                Call(
                    id=key,
                    deal_id=deal_id,
                    title="Call",
                    starts_at=ends - timedelta(hours=1),
                    ends_at=ends,
                    cancelled=number == 1,
                ),
            )
        rows.insert(conn, gates, Gate(id="g", deal_id="d1", kind=next(iter(GateKind)), changed_at=NOW))
        rows.insert(conn, elements, Element(id="e", deal_id="d1", letter=next(iter(Letter)), changed_at=NOW))
    return store


def test_each_kind_is_what_every_deal_has(filled: Store) -> None:
    with filled.reading() as conn:
        for many, one in (
            (of_deals.forecasts, deals.forecasts_of),
            (of_deals.reads, deals.reads_of),
            (of_deals.gates, qualification.gates_of),
            (of_deals.elements, qualification.elements_of),
            (of_deals.stakeholders, people.of_deal),
            (of_deals.asks_of, asks.of_deal),
        ):
            assert many(conn, IDS) == {key: found for key in IDS if (found := one(conn, key))}
            assert many(conn, ()) == {}


def test_calls_that_took_place_are_counted(filled: Store) -> None:
    with filled.reading() as conn:
        held = of_deals.calls_held(conn, IDS, NOW)
        assert held == {key: number for key in IDS if (number := calls.count_held(conn, key, NOW))}
        assert held == {"d1": 1}


def test_deals_and_partners_by_id(filled: Store) -> None:
    with filled.reading() as conn:
        assert set(of_deals.deals_by_id(conn, IDS)) == {"d1", "d2", "d3"}
        assert of_deals.partners_by_id(conn, ("p1", "p9")) == {"p1": Partner(id="p1", name="Pavel")}
