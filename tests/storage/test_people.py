"""Statements of stakeholders."""

from __future__ import annotations

from se_desk.domain.people import Stakeholder
from se_desk.storage import deals, people
from se_desk.storage.store import Store
from tests.storage.conftest import a_deal


def test_by_name_whatever_the_case(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        for key, name in (("s1", "zoe"), ("s2", "Ada"), ("s3", "ben")):
            people.insert(conn, Stakeholder(id=key, deal_id="d1", name=name))
        people.update(conn, Stakeholder(id="s3", deal_id="d1", name="ben", title="CFO"))
        people.delete(conn, "s1")
        assert [(one.name, one.title) for one in people.of_deal(conn, "d1")] == [("Ada", ""), ("ben", "CFO")]
        assert people.get(conn, "s2").name == "Ada"


def test_twins_stand_in_the_order_of_their_keys(store: Store) -> None:
    with store.writing() as conn:
        deals.insert(conn, a_deal("d1"))
        for key in ("s3", "s1", "s2"):
            people.insert(conn, Stakeholder(id=key, deal_id="d1", name="Ada"))
        assert [one.id for one in people.of_deal(conn, "d1")] == ["s1", "s2", "s3"]
