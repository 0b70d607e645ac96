"""Text too long for one record, in parts: at paragraphs, else lines, words, characters. Nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, takewhile

# What belongs to the character before it: combining marks, joiners, variation selectors, skin tones.
_CLUSTER = re.compile(
    "(?s:.)(?:[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d(?s:.))*"
)
_Pieces = Callable[[str], list[str]]
# From the widest to the finest place to part a text, with what stood between the pieces.
_PLACES: tuple[tuple[str, _Pieces], ...] = (
    ("\n\n", lambda text: text.split("\n\n")),
    ("\n", lambda text: text.split("\n")),
    (" ", lambda text: text.split(" ")),
    ("", _CLUSTER.findall),
    ("", list),
)


def size(text: str) -> int:
    """How long `text` may count at the strictest taker: UTF-16 units, and two for a line end."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + text.count("\n")


def split(text: str, room: int) -> tuple[str, ...]:
    """`text` in parts of at most `room` (as ``size`` counts); one empty part for no text.

    Raises ValueError where `room` is too small for a single character.
    """
    if room < 64:
        raise ValueError("a part needs room for at least 64 characters")
    return tuple(part for part in _parts(text, room, _PLACES) if part.strip()) or ("",)


def shortened(text: str, room: int) -> str:
    """`text` within `room`, its end replaced by ``…`` where it is longer."""
    if size(text) <= room:
        return text
    beginnings = accumulate(_CLUSTER.findall(text))
    *_, kept = ("", *takewhile(lambda beginning: size(beginning) < room, beginnings))
    return f"{kept.rstrip()}…"


def _parts(text: str, room: int, places: tuple[tuple[str, _Pieces], ...]) -> list[str]:
    if size(text) <= room:
        return [text]
    (separator, pieces), finer = places[0], places[1:]
    parts: list[list[str]] = [[]]
    used = 0
    for piece in pieces(text):
        needed = size(piece) + (size(separator) if parts[-1] else 0)
        if used + needed <= room:
            parts[-1].append(piece)
            used += needed
        else:
            smaller = _parts(piece, room, finer)
            parts += [[each] for each in smaller]
            used = size(smaller[-1])
    return [separator.join(part) for part in parts if part]
