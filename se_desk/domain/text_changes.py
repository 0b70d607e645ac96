"""Where two states of a text differ: a pause in writing changes a line of many."""

from __future__ import annotations


def differing(before: str, after: str) -> tuple[int, int]:
    """How many characters the two begin with alike, and how many of the rest they end with alike."""
    start = _alike(before, after, min(len(before), len(after)), from_end=False)
    return start, _alike(before, after, min(len(before), len(after)) - start, from_end=True)


def _alike(one: str, other: str, most: int, *, from_end: bool) -> int:
    """By halves, each compared at once: a loop over the characters takes longer than a save."""
    sure, unsure = 0, most
    while sure < unsure:
        middle = (sure + unsure + 1) // 2
        if _part(one, sure, middle, from_end) == _part(other, sure, middle, from_end):
            sure = middle
        else:
            unsure = middle - 1
    return sure


def _part(text: str, first: int, last: int, from_end: bool) -> str:
    return text[len(text) - last : len(text) - first] if from_end else text[first:last]
