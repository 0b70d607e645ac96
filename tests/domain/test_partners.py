"""Partners: the name on a button and the letters on an avatar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.partners import Partner, initials


@pytest.mark.parametrize(
    ("name", "first", "letters"),
    [
        ("Noor van Dijk", "Noor", "ND"),
        ("Cher", "Cher", "C"),
        ("  éva   nagy ", "éva", "ÉN"),
        ("Anna-Maria Lopez", "Anna-Maria", "AL"),
        ("李 小龍", "李", "李小"),
        ("Jo (contractor)", "Jo", "J"),
        ("", "", "?"),
        ("***", "***", "?"),
    ],
)
def test_names(name: str, first: str, letters: str) -> None:
    assert Partner(id="p", name=name).first_name == first
    assert initials(name) == letters


@given(st.text())
def test_any_name_gives_something_to_paint(name: str) -> None:
    assert initials(name)
