"""Statements of requests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from se_desk.domain.partners import Partner
from se_desk.domain.requests import Reply, Request
from se_desk.storage import deals, partners, requests
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal

ASKED = Request(id="r1", deal_id="d1", partner_id="p1", words="A demo", asked_on=NOW.date())


def test_the_newest_first(store: Store) -> None:
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Otto"))
        deals.insert(conn, a_deal("d1", partner_id="p1"))
        requests.insert(conn, ASKED)
        requests.insert(conn, replace(ASKED, id="r2", asked_on=NOW.date() + timedelta(days=1)))
        assert [one.id for one in requests.of_deal(conn, "d1")] == ["r2", "r1"]
        assert [one.id for one in requests.of_partner(conn, "p1")] == ["r2", "r1"]
        requests.update(conn, replace(ASKED, reply=Reply.ACCEPTED))
        assert requests.get(conn, "r1").reply is Reply.ACCEPTED
        requests.delete(conn, "r2")
        assert requests.count_of_partner(conn, "p1") == 1
