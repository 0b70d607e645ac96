"""Hides names, for the time in which the customer may see the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable

VEIL = "•••"
_SHORTEST = 3


def veil(text: str, names: Iterable[str]) -> str:
    """``text`` with every one of ``names``, and every word of three letters or more of them, veiled."""
    known: set[str] = set()
    for name in names:
        whole = " ".join(name.split())
        if whole:
            known.add(whole)
            known.update(word for word in re.findall(r"[^\W_]+", whole) if len(word) >= _SHORTEST)
    if not known:
        return text
    # The longest first, so that a full name leaves one veil and not two.
    longest = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{longest})(?!\w)", VEIL, text, flags=re.IGNORECASE)
