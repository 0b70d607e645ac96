"""Statements of deals that are not ready."""

from __future__ import annotations

from dataclasses import replace

from se_desk.domain.not_ready import Ended, NotReady
from se_desk.domain.partners import Partner
from se_desk.storage import deals, not_ready, partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal

RECORD = NotReady(id="n1", deal_id="d1", flagged_on=NOW.date(), missing="Budget")


def test_what_stands_and_what_stood(store: Store) -> None:
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Otto"))
        deals.insert(conn, a_deal("d1", partner_id="p1"))
        deals.insert(conn, a_deal("d2"))
        assert not_ready.find_open(conn, "d1") is None
        not_ready.insert(conn, RECORD)
        assert not_ready.find_open(conn, "d1") == RECORD
        not_ready.update(conn, replace(RECORD, ended=Ended.CLOSED))
        assert not_ready.find_open(conn, "d1") is None
        not_ready.insert(conn, replace(RECORD, id="n2"))
        not_ready.insert(conn, replace(RECORD, id="n3", deal_id="d2"))
        assert [one.id for one in not_ready.of_deal(conn, "d1")] == ["n2", "n1"]
        assert [one.id for one in not_ready.of_partner(conn, "p1")] == ["n2", "n1"]
        assert not_ready.get(conn, "n3").deal_id == "d2"
