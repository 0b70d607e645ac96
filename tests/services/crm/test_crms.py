"""The table of CRMs: each says what it was held against, and what becomes of a changed note."""

from __future__ import annotations

import pytest

from se_desk.domain.errors import NotFound
from se_desk.services.crm.crms import CRMS, crm_named
from se_desk.services.crm.server import Crm


@pytest.mark.parametrize("crm", CRMS, ids=lambda crm: crm.key)
def test_each_says_what_it_is(crm: Crm) -> None:
    assert crm_named(crm.key) is crm
    for sentence in (crm.checked_against, crm.again):
        assert sentence.endswith(".") and sentence[0].isupper()
    assert crm.example.startswith("https://") and crm.key_name
    live = crm.key == "tryton"
    assert live != ("accepted it yet" in crm.checked_against)
    assert crm.ledger == (crm.like.key if crm.like else crm.key)


def test_keys_are_their_own() -> None:
    assert len({crm.key for crm in CRMS}) == len({crm.ledger for crm in CRMS}) == len(CRMS) == 5
    with pytest.raises(NotFound):
        crm_named("abacus")
