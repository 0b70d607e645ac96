"""What two texts have in common at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.text_changes import differing

TEXTS = st.text(st.sampled_from("ab\n"), max_size=12) | st.text(max_size=6)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", (0, 0)),
        ("same", "same", (4, 0)),
        ("a quay", "a long quay", (2, 4)),
        ("aaa", "aaaa", (3, 0)),  # each character counts once
        ("one two", "one", (3, 0)),
        ("one", "two", (0, 0)),
        ("\N{TELEPHONE RECEIVER} x", "\N{TELEPHONE RECEIVER} y x", (2, 1)),
    ],
)
def test_how_much_is_alike(before: str, after: str, found: tuple[int, int]) -> None:
    assert differing(before, after) == found


@given(TEXTS, TEXTS)
def test_what_is_between_makes_the_one_of_the_other(before: str, after: str) -> None:
    start, end = differing(before, after)
    assert start + end <= min(len(before), len(after))
    middle = after[start : len(after) - end]
    assert before[:start] + middle + before[len(before) - end :] == after
    assert before[start : start + 1] != after[start : start + 1] or start in (len(before), len(after))
    old = before[start : len(before) - end]
    assert not (old and middle) or old[-1] != middle[-1]
