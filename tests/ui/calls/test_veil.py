"""Names hidden while the screen is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.ui.calls.veil import VEIL, veil

NAMES = ("Halvorsen Quays", "Inga Falk", "Wu Li")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Inga Falk signs", f"{VEIL} signs"),
        ("inga signs", f"{VEIL} signs"),
        ("Falk's team", f"{VEIL}'s team"),
        ("Halvorsen wants it", f"{VEIL} wants it"),
        ("Wu Li asked", f"{VEIL} asked"),
        ("Li asked", "Li asked"),
        ("Ingal is another word", "Ingal is another word"),
        ("", ""),
    ],
)
def test_names_and_their_words(text: str, shown: str) -> None:
    assert veil(text, NAMES) == shown


def test_without_names_nothing_is_hidden() -> None:
    assert veil("Inga Falk", ("", "  ")) == "Inga Falk"


@given(st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_a_veiled_text_holds_no_full_name_as_a_word(text: str, names: list[str]) -> None:
    name = " ".join(names[0].split())
    if name.isalnum():
        assert f" {name} " not in f" {veil(f'{text} {name} end', [name])} " or VEIL in name
