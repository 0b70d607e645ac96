"""Edits that somebody else made to a version: which clause is which, and a version with some of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from se_desk.domain.charters import Clause, ClauseChange

_ALIKE = 0.5
_MOST_COMPARED = 4_000  # characters: what lies behind them decides nothing


def pairs(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[tuple[int | None, int], ...]:
    """For each (topic, text) of ``after`` the place in ``before`` it comes from, or None.

    A clause is known by its topic, then by what it says, then by standing where the only other one is left.
    """
    left = list(range(len(before)))
    found: dict[int, int] = {}
    for place, (topic, _) in enumerate(after):
        same = [one for one in left if _folded(before[one][0]) == _folded(topic)]
        if same:
            found[place] = same[0]
            left.remove(same[0])
    for place, (topic, text) in enumerate(after):
        if place in found or not left:
            continue
        near = max(left, key=lambda one: _alike(before[one], (topic, text)))
        if _alike(before[near], (topic, text)) >= _ALIKE:
            found[place] = near
            left.remove(near)
    return tuple((found.get(place), place) for place in range(len(after)))


def merged(
    before: Sequence[Clause], edits: Sequence[ClauseChange], chosen: Collection[str]
) -> tuple[Clause, ...]:
    """``before`` with the edits whose origins are ``chosen``; what was not chosen stays as it was.

    The order is the editor's where one of the chosen clauses moved.
    """
    taken = {edit.origin_id: edit for edit in edits if edit.origin_id in chosen and edit.how != "same"}
    gone = {key for key, edit in taken.items() if edit.after is None}
    kept: dict[str, Clause] = {
        clause.origin_id: _as_taken(clause, taken) for clause in before if clause.origin_id not in gone
    }
    order = [clause.origin_id for clause in before if clause.origin_id in kept]
    came = [edit for edit in edits if edit.how == "added" and edit.origin_id in taken]
    kept |= {edit.origin_id: edit.after for edit in came if edit.after is not None}
    theirs = [edit.origin_id for edit in edits if edit.after is not None]
    if any(edit.how == "moved" for edit in taken.values()):
        order = _in_order(order, theirs)
    for edit in came:
        order.insert(_place_after(edit.origin_id, theirs, order), edit.origin_id)
    return tuple(kept[key] for key in order)


def _as_taken(clause: Clause, taken: dict[str, ClauseChange]) -> Clause:
    edit = taken.get(clause.origin_id)
    return edit.after if edit is not None and edit.after is not None else clause


def _in_order(keys: list[str], theirs: list[str]) -> list[str]:
    """``keys`` as they stand in ``theirs``; one that is not there stays behind its neighbour."""
    order = [key for key in theirs if key in keys]
    for place, key in enumerate(keys):
        if key not in order:
            before = keys[place - 1] if place else ""
            order.insert(order.index(before) + 1 if before in order else 0, key)
    return order


def _place_after(key: str, theirs: list[str], order: list[str]) -> int:
    for near in reversed(theirs[: theirs.index(key)]):
        if near in order:
            return order.index(near) + 1
    return 0


def _alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    first, second = one[1][:_MOST_COMPARED], other[1][:_MOST_COMPARED]
    return SequenceMatcher(None, first.split(), second.split(), autojunk=False).ratio()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
