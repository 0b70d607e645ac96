"""The hint for a passphrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.passphrases import SHORTEST, guess_bits, strength


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("", 0, "10 more characters"),
        ("   ", 0, "10 more characters"),
        ("gravel sp", 0, "1 more character"),
        ("passwordpassword", 1, "Easy to guess"),
        ("qwertzuiop1234567890", 1, "Easy to guess"),
        ("aaaaaaaaaaaaaaaa", 1, "Easy to guess"),
        ("abcdefghijklmnop", 1, "Easy to guess"),
        ("gravel spoon lid", 2, "Fair, 3 words"),
        ("gravel spoon lid 7 heron?", 3, "Good, 4 words"),
        ("gravel spoon heron cedar lantern walnut", 4, "Strong, 6 words"),
        ("gravel gravel gravel gravel", 1, "Easy to guess"),
        ("kT9#vLq2$wXz8!mB", 4, "Strong"),
    ],
)
def test_says_how_hard_it_is_to_guess(text: str, level: int, words: str) -> None:
    assert (strength(text).level, strength(text).words) == (level, words)


@given(st.text())
def test_takes_any_text(text: str) -> None:
    found = strength(text)
    assert 0 <= found.level <= 4
    assert (found.level == 0) == (len(text.strip()) < SHORTEST)
    assert guess_bits(text) >= 0


@given(st.lists(st.sampled_from(["gravel", "spoon", "heron", "cedar", "walnut"]), unique=True, min_size=3))
def test_one_more_word_never_makes_it_easier(words: list[str]) -> None:
    assert guess_bits(" ".join(words)) >= guess_bits(" ".join(words[:-1]))
