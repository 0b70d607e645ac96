"""Statements of field insights."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.insights import Insight, InsightKind
from se_desk.storage import deals, insights, rows
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals as deal_table
from tests.storage.conftest import NOW, a_deal

ONE = Insight(id="1", deal_id="d1", kind=InsightKind.USAGE, statement="Tablets", heard_on=NOW.date())


def test_newest_first_and_by_deal(store: Store) -> None:
    later = replace(ONE, id="2", deal_id=None, heard_on=NOW.date() + timedelta(days=1))
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        insights.insert(conn, ONE)
        insights.insert(conn, later)
        assert insights.all_insights(conn) == (later, ONE)
        assert insights.of_deal(conn, "d1") == (ONE,)
        insights.update(conn, replace(ONE, tags="crews"))
        assert insights.get(conn, "1").tags == "crews"
        insights.delete(conn, "2")
        with pytest.raises(NotFound):
            insights.get(conn, "2")


def test_a_deal_takes_its_insights_along(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        insights.insert(conn, ONE)
        insights.insert(conn, replace(ONE, id="2", deal_id=None))
        rows.delete(conn, deal_table, "d1")
        assert [one.id for one in insights.all_insights(conn)] == ["2"]
