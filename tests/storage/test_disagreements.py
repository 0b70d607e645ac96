"""Statements of disagreements and the talks about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from se_desk.domain.disagreements import Attempt, Disagreement
from se_desk.domain.partners import Partner
from se_desk.storage import disagreements, partners
from se_desk.storage.store import Store
from tests.storage.conftest import NOW

TALK = Disagreement(id="g1", partner_id="p1", about="The date", raised_on=NOW.date())


def test_disagreements_with_their_attempts(store: Store) -> None:
    later = replace(TALK, id="g2", raised_on=NOW.date() + timedelta(days=1))
    with store.writing() as conn:
        partners.insert(conn, Partner(id="p1", name="Otto"))
        for one in (TALK, later):
            disagreements.insert(conn, one)
        assert disagreements.of_partner(conn, "p1") == (later, TALK)
        for number in (2, 1):
            attempt = Attempt(id=f"a{number}", disagreement_id="g1", number=number, held_on=NOW.date())
            disagreements.insert_attempt(conn, attempt)
        assert [one.number for one in disagreements.attempts_of(conn, "g1", "g2")] == [1, 2]
        disagreements.update(conn, replace(TALK, attempts=2))
        assert disagreements.get(conn, "g1").attempts == 2
        disagreements.delete(conn, "g1")
        assert disagreements.attempts_of(conn, "g1") == ()
