"""The nouns of the ways in and out hang on the desk, each made once."""

from __future__ import annotations

import pytest

from se_desk.services.desk import Desk

NOUNS = ("records", "stamps", "packs", "exports", "outbox", "imports", "archives")


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_is_made_once(desk: Desk, noun: str) -> None:
    assert getattr(desk, noun) is getattr(desk, noun)
