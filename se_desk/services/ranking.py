"""How well a line fits what was typed, and which of its letters to mark: the order of palette and completion.

Every word typed must be found: at the beginning of a word, inside one, or, with a slip of the finger,
nearly. Beginnings count most, then short lines before long ones.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

Span = tuple[int, int]  # start, length

_WORD, _INSIDE, _NEARLY = 1.0, 0.7, 0.45
_CLOSE_ENOUGH = 78  # of 100, as rapidfuzz counts; lower finds what nobody meant
_SHORTEST_SLIP = 4  # letters; in shorter words every other word is nearly the same


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in it are places in ``text``."""
    return "".join(_fold(letter) for letter in text)


def _fold(letter: str) -> str:
    bare = unicodedata.normalize("NFKD", letter)[:1].casefold()
    return bare if len(bare) == 1 else letter


def score(typed: str, text: str, *, slips: bool = True) -> float:
    """0 where a word typed is missing from ``text``, else up to about 1.2: the larger the better.

    Without ``slips`` no slip of the finger is forgiven, which is many times as quick.
    """
    words, line = folded(typed).split(), folded(text)
    if not words:
        return 0.0
    parts: list[float] = []
    for word in words:
        parts.append(_part(word, line, slips))
        if not parts[-1]:
            return 0.0
    together = 0.1 if line.startswith(" ".join(words)) else 0.05 if " ".join(words) in line else 0.0
    short = 0.1 * min(len("".join(words)) / max(len(line), 1), 1.0)
    return sum(parts) / len(parts) + together + short


def _part(word: str, line: str, slips: bool) -> float:
    if word not in line:
        return _NEARLY if slips and _nearly(word, line) else 0.0
    return _WORD if _beginning(word, line) >= 0 else _INSIDE


def _beginning(word: str, line: str) -> int:
    """Where a word of ``line`` begins with ``word``; -1 for nowhere."""
    at = line.find(word)
    while at > 0 and line[at - 1].isalnum():
        at = line.find(word, at + 1)
    return at


def _nearly(word: str, line: str) -> bool:
    if len(word) < _SHORTEST_SLIP:
        return False
    ratio = _ratio()
    return any(ratio(word, other[: len(word) + 1], score_cutoff=_CLOSE_ENOUGH) > 0 for other in line.split())


def prepare() -> None:
    """Load what forgives slips, on a thread that nobody waits for: it takes longer than a key may."""
    _ratio()


@lru_cache(maxsize=1)
def _ratio() -> Callable[..., float]:
    from rapidfuzz import fuzz  # only when nothing fits as typed

    return fuzz.ratio


def spans(typed: str, text: str) -> tuple[Span, ...]:
    """The stretches of ``text`` to mark, in order, none over another."""
    line = folded(text)
    marked = [False] * len(line)
    for word in folded(typed).split():
        at = _beginning(word, line)
        at = line.find(word) if at < 0 else at
        if at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
    return tuple(_stretches(marked))


def _stretches(marked: list[bool]) -> list[Span]:
    found: list[Span] = []
    start = None
    for at, on in enumerate([*marked, False]):
        if on and start is None:
            start = at
        elif not on and start is not None:
            found.append((start, at - start))
            start = None
    return found
