"""Two wordings of one clause as one text with its changes marked, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
_WORD = re.compile(r"\S+\s*|\s+")
_ALIKE = 0.35  # below, two wordings share little more than their articles
_MOST_WORDS = 1_500


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same in both, added, or removed."""

    text: str
    how: str = SAME


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """``after`` with the words that came marked, and the words that went put where they stood.

    Wordings that have little in common are shown one after the other: a patchwork of both reads as neither.
    """
    if before == after:
        return (Piece(after),) if after else ()
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    if max(len(old), len(new)) > _MOST_WORDS or (old and new and matcher.ratio() < _ALIKE):
        return _whole(before, after)
    pieces: list[Piece] = []
    for how, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        went, came = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if how == "equal":
            pieces.append(Piece(came))
            continue
        pieces += [Piece(_spaced(went), REMOVED)] if went.strip() else []
        pieces += [Piece(came, ADDED)] if came else []
    return tuple(pieces)


def _whole(before: str, after: str) -> tuple[Piece, ...]:
    return (Piece(_spaced(before), REMOVED), Piece(after, ADDED))


def _spaced(text: str) -> str:
    """With a space at its end, so that removed words do not run into what follows."""
    return text if text[-1:].isspace() else f"{text} "
