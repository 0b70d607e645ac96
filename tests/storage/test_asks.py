"""Statements of asks."""

from __future__ import annotations

from datetime import timedelta

from se_desk.domain.asks import Answer, Ask
from se_desk.storage import asks, deals
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal


def test_oldest_first(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        for number in (2, 1):
            day = NOW.date() + timedelta(days=number)
            asks.insert(conn, Ask(id=f"a{number}", deal_id="d1", statement="Offline", asked_on=day))
        asks.update(
            conn, Ask(id="a1", deal_id="d1", statement="Offline", answer=Answer.NO, asked_on=NOW.date())
        )
        assert [ask.id for ask in asks.of_deal(conn, "d1")] == ["a1", "a2"]
        assert asks.get(conn, "a1").answer is Answer.NO
