"""Passages of notes: where in a note a flag, a step, an ask or a piece of evidence was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

LONGEST_EXCERPT = 4_000  # letters; what is longer is found by its beginning
_MARKS = re.compile(r"[\s>#*_`~+\-|\[\]\\]+")
_BOX = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Selected words of a note: from character ``start`` of the source of its revision ``revision``."""

    note_id: str
    revision: int
    excerpt: str
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFrom:
    """That something was taken from a passage. ``noun`` is flag, step, ask or element, ``target_id`` its id.

    The excerpt stays on the desk: it is in no export and in no risk record.
    """

    id: str
    noun: str
    target_id: str
    note_id: str
    revision: int
    excerpt: str
    start: int
    taken_at: datetime


def find_passage(source: str, excerpt: str, start: int) -> tuple[int, int] | None:
    """Where ``excerpt`` stands in ``source`` now, the place nearest to ``start``; None where it is gone.

    Marks of Markdown, blanks and line ends do not count, so that words selected in the preview are found
    in the source, and a list that was indented since as well.
    """
    if not excerpt.strip():
        return None
    exact = _nearest(source, excerpt, start)
    if exact is not None:
        return exact
    bare, places = _bare(source)
    wanted, _ = _bare(excerpt)
    before = next((at for at, place in enumerate(places) if place >= start), len(places))
    found = _nearest(bare, wanted, before) if wanted else None
    return None if found is None else (places[found[0]], places[found[1] - 1] + 1)


def _nearest(text: str, wanted: str, start: int) -> tuple[int, int] | None:
    after = text.find(wanted, max(0, start))
    before = text.rfind(wanted, 0, max(0, start) + len(wanted) - 1)
    found = [at for at in (after, before) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda place: abs(place - start))
    return at, at + len(wanted)


def _bare(text: str) -> tuple[str, list[int]]:
    """The text without marks and blanks, and where each letter of it stands in ``text``."""
    boxes = [(found.end() - 3, found.end()) for found in _BOX.finditer(text)]
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in [*(found.span() for found in _MARKS.finditer(text)), (len(text), len(text))]:
        letters.append(text[at:start])
        places += range(at, start)
        at = end
    gone = {place for start, end in boxes for place in range(start, end)}
    if not gone:
        return "".join(letters), places
    kept = [
        (letter, place) for letter, place in zip("".join(letters), places, strict=True) if place not in gone
    ]
    return "".join(letter for letter, _ in kept), [place for _, place in kept]
