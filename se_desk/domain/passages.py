"""Where a flag, a step, an ask or a piece of evidence was taken from: words of a note, a call, a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

LONGEST_EXCERPT = 4_000  # letters; what is longer is found by its beginning
_MARKS = re.compile(r"[\s>#*_`~+\-|\[\]\\]+")
_BLOCK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+|[ \t]*#{1,6}[ \t]")
_BOX = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Selected words of a note: from character ``start`` of the source of its revision ``revision``."""

    note_id: str
    revision: int
    excerpt: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """A call or an attachment as a whole; ``noun`` says which of the two."""

    noun: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFrom:
    """That something was taken from somewhere. ``noun`` is flag, step, ask or element, ``target_id`` its id.

    One of ``note_id``, ``call_id`` and ``attachment_id`` says from where; revision, excerpt and start are
    those of a note's passage. ``item`` holds the words of the flag's item of evidence that was taken, ""
    where the whole thing was. All of it stays on the desk: it is in no export and in no risk record.
    """

    id: str
    noun: str
    target_id: str
    note_id: str | None = None
    call_id: str | None = None
    attachment_id: str | None = None
    revision: int = 0
    excerpt: str = ""
    start: int = 0
    item: str = ""
    taken_at: datetime


def taken_from(
    source: Passage | Origin, *, id: str, noun: str, target_id: str, taken_at: datetime, item: str = ""
) -> TakenFrom:
    """The record of a source; an excerpt is cut at ``LONGEST_EXCERPT`` letters."""
    kept = partial(TakenFrom, id=id, noun=noun, target_id=target_id, item=item, taken_at=taken_at)
    if isinstance(source, Origin):
        return kept(call_id=source.id) if source.noun == "call" else kept(attachment_id=source.id)
    return kept(
        note_id=source.note_id,
        revision=source.revision,
        excerpt=source.excerpt[:LONGEST_EXCERPT],
        start=source.start,
    )


def source_of(taken: TakenFrom) -> Passage | Origin:
    """Where it was taken from, as it was named then."""
    if taken.note_id is not None:
        return Passage(taken.note_id, taken.revision, taken.excerpt, taken.start)
    if taken.call_id is not None:
        return Origin("call", taken.call_id)
    return Origin("attachment", taken.attachment_id or "")


def passages_of(source: str) -> Iterator[tuple[int, str]]:
    """The passages of a note's source with the place at which each begins: paragraphs and items of lists.

    Headings are none of their own; a passage ends at an empty line, a heading or the next item.
    """
    start, lines, at = 0, list[str](), 0
    for line in source.splitlines(keepends=True):
        block = _BLOCK.match(line)
        if lines and (block or not line.strip()):
            yield start, "".join(lines).rstrip()
            lines = []
        if line.strip() and not (block and "#" in block[0]):
            start = start if lines else at
            lines.append(line)
        at += len(line)
    if lines:
        yield start, "".join(lines).rstrip()


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
