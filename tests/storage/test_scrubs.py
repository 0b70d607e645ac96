"""Statements of scrubs and their decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from se_desk.domain.errors import NotFound
from se_desk.domain.partners import Partner
from se_desk.domain.scrubs import Decision, Scrub, ScrubDecision
from se_desk.storage import deals, partners, scrubs
from se_desk.storage.store import Store
from tests.storage.conftest import NOW, a_deal

SCRUB = Scrub(id="s1", partner_id="p1", begun_at=NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Otto"))
        deals.insert(conn, a_deal("d1", partner_id="p1"))
        scrubs.insert(conn, replace(SCRUB, id="s2", begun_at=NOW + timedelta(days=1)))
        scrubs.insert(conn, SCRUB)
    return store


def test_scrubs_in_their_order(filled: Store) -> None:
    with filled.writing() as conn:
        assert [one.id for one in scrubs.of_partner(conn, "p1")] == ["s1", "s2"]
        scrubs.update(conn, replace(SCRUB, held_on=NOW.date()))
        assert scrubs.count_held(conn, "p1") == 1
        open_ = scrubs.find_open(conn, "p1")
        assert open_ is not None and open_.id == "s2"
        scrubs.delete(conn, "s2")
        assert scrubs.find_open(conn, "p1") is None
        with pytest.raises(NotFound):
            scrubs.get(conn, "s2")


def test_one_decision_a_deal(filled: Store) -> None:
    made = ScrubDecision(id="x1", scrub_id="s1", deal_id="d1", decision=Decision.KEEP)
    with filled.writing() as conn:
        scrubs.save_decision(conn, made)
        scrubs.save_decision(conn, replace(made, decision=Decision.DISQUALIFY, words="No budget"))
        found = scrubs.find_decision(conn, "s1", "d1")
        assert found is not None and found.words == "No budget"
        assert scrubs.decisions_of(conn, "s1", "s2") == (found,)
        assert scrubs.decisions_of(conn) == ()
        scrubs.delete_decision(conn, "x1")
        assert scrubs.find_decision(conn, "s1", "d1") is None
