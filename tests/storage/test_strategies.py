"""Statements of deal strategies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.strategies import Heading, StrategyPart, StrategyVersion
from se_desk.storage import deals, rows, strategies
from se_desk.storage.store import Store
from se_desk.storage.tables.deals import deals as deal_table
from tests.storage.conftest import NOW, a_deal

PART = StrategyPart(id="p", deal_id="d1", heading=Heading.AIM, text="Less waiting", changed_at=NOW)
FIRST = StrategyVersion(id="v1", deal_id="d1", heading=Heading.AIM, text="Less", recorded_at=NOW)
LATER = replace(FIRST, id="v2", text="Less waiting", recorded_at=NOW + timedelta(hours=2))


def test_parts_and_their_versions(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        assert strategies.last_version(conn, "d1", Heading.AIM) is None
        strategies.save(conn, PART)
        strategies.save(conn, replace(PART, text="Less"))
        assert [one.text for one in strategies.of_deal(conn, "d1")] == ["Less"]
        for version in (FIRST, LATER, replace(LATER, text="Least")):
            strategies.save_version(conn, version)
        assert [one.text for one in strategies.versions_of(conn, "d1")] == ["Least", "Less"]
        last = strategies.last_version(conn, "d1", Heading.AIM)
        assert last is not None
        assert last.id == "v2"
        assert strategies.last_version(conn, "d1", Heading.PLAN) is None
        assert strategies.version(conn, "v1") == FIRST
        rows.delete(conn, deal_table, "d1")
        assert strategies.of_deal(conn, "d1") == ()
        with pytest.raises(NotFound):
            strategies.version(conn, "v1")
