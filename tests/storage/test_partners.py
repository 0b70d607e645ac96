"""Statements of partners and alignment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.partners import Alignment, Partner
from se_desk.storage import partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW


def test_by_name_and_ratings_oldest_first(store: Store) -> None:
    with store.writing() as conn:
        for key, name in (("p1", "otto"), ("p2", "Ada")):
            partners.insert(conn, Partner(id=key, name=name))
        partners.update(conn, Partner(id="p1", name="otto", segment="North"))
        for number in (2, 1):
            at = NOW + timedelta(days=number)
            rating = Alignment(id=f"a{number}", partner_id="p1", score=number, rated_at=at)
            partners.insert_alignment(conn, rating)
    with store.reading() as conn:
        assert [partner.name for partner in partners.all_partners(conn)] == ["Ada", "otto"]
        assert partners.get(conn, "p1").segment == "North"
        assert [rating.score for rating in partners.alignments_of(conn, "p1")] == [1, 2]
        assert partners.alignments_of(conn, "p2") == ()
        with pytest.raises(NotFound):
            partners.get(conn, "p9")
