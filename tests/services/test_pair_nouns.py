"""The nouns of the pair hang on the desk, each made once."""

from __future__ import annotations

import pytest

from se_desk.services.desk import Desk

NOUNS = (
    "partners",
    "charters",
    "charter_files",
    "own_templates",
    "measures",
    "scrubs",
    "scrub_files",
    "requests",
    "disagreements",
    "not_ready",
)


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_is_made_once(desk: Desk, noun: str) -> None:
    assert getattr(desk, noun) is getattr(desk, noun)
