"""Which clause is which after somebody edited a charter, and a version with some of the edits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.domain.charter_edits import merged, pairs
from se_desk.domain.charters import Clause, changes


def clause(key: str, text: str = "", position: int = 1) -> Clause:
    return Clause(id=key, charter_id="c", origin_id=key, position=position, topic=key, text=text or key)


def keyed(*keys: str) -> tuple[Clause, ...]:
    return tuple(clause(key, position=n) for n, key in enumerate(keys, 1))


LONG = "Ada writes down who comes, in what position, and what they want from the hour."


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([], [("A", "x")], [None]),
        ([("A", "x")], [("a ", "other words entirely")], [0]),
        ([("A", LONG)], [("Renamed", LONG.replace("hour", "day"))], [0]),
        ([("A", LONG)], [("Renamed", "Something quite different is said in this one.")], [None]),
        ([("A", "x"), ("B", "y")], [("B", "y"), ("A", "x")], [1, 0]),
        ([("A", LONG), ("B", "y")], [("B", "y"), ("New", "z"), ("A", LONG)], [1, None, 0]),
        ([("A", "x")], [("A", "x"), ("A", "x")], [0, None]),
    ],
)
def test_which_is_which(
    before: list[tuple[str, str]], after: list[tuple[str, str]], found: list[int | None]
) -> None:
    assert [old for old, _ in pairs(before, after)] == found


def ids(found: tuple[Clause, ...]) -> list[str]:
    return [one.origin_id for one in found]


def test_only_what_is_chosen_is_taken() -> None:
    before = keyed("a", "b", "c")
    after = (replace(before[0], text="A new text"), before[2], clause("n"))
    edits = changes(before, after)
    assert [edit.how for edit in edits] == ["changed", "same", "added", "removed"]
    assert merged(before, edits, ()) == before
    assert merged(before, edits, ("a",))[0].text == "A new text"
    assert ids(merged(before, edits, ("b",))) == ["a", "c"]
    assert ids(merged(before, edits, ("n",))) == ["a", "b", "c", "n"]
    assert ids(merged(before, edits, ("a", "b", "c", "n"))) == ["a", "c", "n"]


def test_a_chosen_move_takes_the_order() -> None:
    before = keyed("a", "b", "c")
    edits = changes(before, (before[2], before[0], before[1]))
    assert ids(merged(before, edits, ("c",))) == ["c", "a", "b"]
    gone = changes(before, (before[2], before[0]))
    assert ids(merged(before, gone, ("c",))) == ["c", "a", "b"]  # b was not chosen and stays


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")))
def test_nothing_is_lost_or_doubled(order: list[str], chosen: set[str]) -> None:
    before = keyed(*"abcdef")
    edits = changes(before, keyed(*order))
    assert sorted(ids(merged(before, edits, chosen))) == list("abcdef")


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_all_edits_taken_give_the_other_version(old: list[str], new: list[str]) -> None:
    before, after = keyed(*old), keyed(*new)
    edits = changes(before, after)
    assert ids(merged(before, edits, {edit.origin_id for edit in edits})) == new
