"""The same lines of two texts: every line accounted for, long texts as well as short ones."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.ui.notes import same_lines
from se_desk.ui.notes.diffs import compare, tally
from se_desk.ui.notes.same_lines import codes

LINES = st.lists(st.sampled_from(["", "a", "b", "c", "one", "two", "- x"]), max_size=40)


def follow(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new lines, made of the old ones as the codes say; each old line is used or let go of once."""
    made: list[str] = []
    at = 0
    for tag, a, b, c, d in codes(old, new):
        assert (a, c) == (at, len(made))
        assert tag != "equal" or list(old[a:b]) == list(new[c:d])
        assert a < b or c < d
        made += old[a:b] if tag == "equal" else new[c:d]
        at = b
    assert at == len(old)
    return made


@given(LINES, LINES)
def test_the_codes_lead_from_the_one_to_the_other(old: list[str], new: list[str]) -> None:
    assert follow(old, new) == new


@given(LINES, LINES)
def test_also_where_only_single_lines_hold_them_in_place(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(same_lines, "MOST_COMPARED", 4)
        assert follow(old, new) == new


@pytest.mark.parametrize(
    ("old", "new", "tags"),
    [
        ("a b c", "a b c", ["equal"]),
        ("a b c", "a x c", ["equal", "replace", "equal"]),
        ("a b c", "a c", ["equal", "delete", "equal"]),
        ("a c", "a b c", ["equal", "insert", "equal"]),
        ("", "a", ["replace"]),
        ("a b", "c d", ["replace"]),
    ],
)
def test_what_is_said_of_each(old: str, new: str, tags: list[str]) -> None:
    assert [code[0] for code in codes(old.split(" "), new.split(" "))] == tags


def test_a_megabyte_with_a_change_in_every_paragraph() -> None:
    """Full of blank lines, each of which could be any other: compared one with another it takes minutes."""
    chance = Random(3)
    old = [line for n in range(6_000) for line in (f"{n} {chance.random()} " + "words " * 25, "")]
    new = [f"{line} more" if line and n % 14 == 0 else line for n, line in enumerate(old)]
    changed = sum(one != other for one, other in zip(old, new, strict=True))
    assert tally(compare("\n".join(old), "\n".join(new))) == (changed, changed)
    assert follow(old, new) == new


def test_a_megabyte_in_another_order() -> None:
    old = [f"line {n}" for n in range(12_000)]
    new = [*old[6_000:], *old[:6_000]]
    assert follow(old, new) == new
    assert tally(compare("\n".join(old), "\n".join(new))) == (6_000, 6_000)
