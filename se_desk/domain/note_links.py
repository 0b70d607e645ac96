"""Links in a note's text: ``@person``, ``#tag`` and ``[[deal or note]]``, none of them in code.

Reading is pure and never fails. What a name leads to is remembered beside the note by the id it was found
to mean, so that a link still leads there after the deal, note or person has another name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 200
_BEFORE = r"(?<![\w@#/.&=\\])"
_WORD = r"[^\W\d_]\w*(?:[.-]\w+)*"  # a person may be @ana.ruiz
# A tag begins with a letter, so that #3 stays words.
LINKED = re.compile(
    rf"\[\[(?P<name>[^\[\]\n]{{1,{LONGEST_NAME}}})\]\]"
    rf"|{_BEFORE}@(?P<person>{_WORD})"
    rf"|{_BEFORE}#(?P<tag>[^\W\d_]\w*(?:-\w+)*)"
)
_SIGNS = re.compile(r"\[\[|[@#]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"([ \t>]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_TICKS = re.compile(r"`+")
_ADDRESSED = re.compile(r"!?\[[^\[\]\n]{0,500}\]\([^()\s]{0,2000}\)")
_PERSON = re.compile(_WORD)
_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(r"[\s.\-]+")

Span = tuple[int, int]
Known = dict[str, list[str]]  # full names by their first word


class LinkKind(StrEnum):
    """What a link names."""

    PERSON = "person"
    TAG = "tag"
    NAME = "name"  # of a deal or a note

    @property
    def sign(self) -> str:
        """What begins such a link."""
        return {"person": "@", "tag": "#"}.get(self.value, "[[")


@dataclass(frozen=True, slots=True)
class Written:
    """A link as it stands in a text: ``text[start:end]``, with the ``name`` it gives."""

    kind: LinkKind
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLink:
    """What a note names, once for each name, and what the name was found to mean.

    ``key`` is the folded name; ``noun`` (deal, note, person, partner) and ``target_id`` are None while
    nothing, or more than one thing, has that name. A tag never has a target.
    """

    note_id: str
    kind: LinkKind
    key: str
    name: str
    noun: str | None = None
    target_id: str | None = None


def fold_name(name: str) -> str:
    """A name without regard to case, width and runs of blanks."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()


def fold_person(name: str) -> str:
    """The same, with dots and hyphens as blanks: ``@ana.ruiz`` is Ana Ruiz."""
    return _LOOSE.sub(" ", fold_name(name)).strip()


def key_of(kind: LinkKind, name: str) -> str:
    """By what a name of this kind is looked up."""
    return fold_person(name) if kind is LinkKind.PERSON else fold_name(name)


def links_in(text: str, people: Iterable[str] = ()) -> tuple[Written, ...]:
    """The links of a Markdown text in order, outside of code and of links that have an address.

    ``people`` are names of several words: after ``@`` the longest of them that stands there is taken,
    else one word.
    """
    if not _SIGNS.search(text):
        return ()
    skipped = _Skipped(code_spans(text))
    skipped.add(found.span() for found in _ADDRESSED.finditer(text))
    return tuple(each for each in names_in(text, people) if each.start not in skipped)


def names_in(words: str, people: Iterable[str] = ()) -> Iterator[Written]:
    """The same of words that are no Markdown, or not any more."""
    known = by_first_word(people)
    for found in LINKED.finditer(words):
        link = _written(words, found, known)
        if link is not None:
            yield link


def _written(text: str, found: re.Match[str], known: Known) -> Written | None:
    kind = LinkKind(found.lastgroup or "")
    name, end = found[kind.value].strip(), found.end()
    if kind is LinkKind.PERSON:
        name = longest_name(text, found.start() + 1, name, known)
        end = found.start() + 1 + len(name)
    return Written(kind, name, found.start(), end) if name else None


def by_first_word(people: Iterable[str]) -> Known:
    """Full names by the word that ``@`` alone would take of them, the longest first."""
    by_word: Known = {}
    for name in people:
        first = _PERSON.match(name)
        if first is not None and first.end() < len(name):
            by_word.setdefault(first[0].casefold(), []).append(name)
    for names in by_word.values():
        names.sort(key=len, reverse=True)
    return by_word


def longest_name(text: str, at: int, word: str, known: Known) -> str:
    """The full name that stands at ``at``, behind the ``@``, where there is one; else ``word``."""
    for name in known.get(word.casefold(), ()):
        piece, after = text[at : at + len(name)], text[at + len(name) : at + len(name) + 1]
        if piece.casefold() == name.casefold() and not (after.isalnum() or after == "_"):
            return piece
    return word


class _Skipped:
    """Asked in rising order only: whether a place lies in one of the spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans, self._next = list(spans), 0

    def add(self, spans: Iterable[Span]) -> None:
        self._spans = sorted([*self._spans, *spans])

    def __contains__(self, place: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= place:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= place


def code_spans(text: str) -> tuple[Span, ...]:
    """Where code stands: fenced and indented blocks with their fences, and code within lines."""
    if "`" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return ()
    spans: list[Span] = []
    run: list[int] = []  # the start and end of the paragraph that goes on
    for start, end, code in _lines_of(text):
        if code or not text[start:end].strip():
            spans += _ticked(text, run)
            run = []
            if code:
                spans.append((start, end))
        else:
            run = [run[0] if run else start, end]
    return (*spans, *_ticked(text, run))


def _lines_of(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it belongs to a block of code) of each line."""
    fence, after_blank, inside = "", True, 0
    for line in _LINES.finditer(text):
        words = line[0].rstrip("\r\n")
        opens = _FENCE.match(words)
        if fence:
            closed = opens is not None and opens[1].startswith(fence) and not words[opens.end() :].strip()
            yield (*line.span(), True)
            fence, after_blank = "" if closed else fence, False
            continue
        blank, indent = not words.strip(), _indent_of(words)
        if opens is not None:
            fence = opens[1]
        item = _ITEM.match(words)
        indented = after_blank and not blank and indent >= inside + 4
        if item is not None and not indented:
            inside = len(item[0].expandtabs(4))
        elif not blank and after_blank and indent < min(inside, 2):
            inside = 0
        yield (*line.span(), opens is not None or indented)
        after_blank = blank or indented


def _indent_of(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))


def _ticked(text: str, run: list[int]) -> list[Span]:
    """Code within the lines of one paragraph: from backticks to as many backticks, in linear time."""
    if not run:
        return []
    ticks = [found.span() for found in _TICKS.finditer(text, *run)]
    by_length: dict[int, list[int]] = {}
    for place, (start, end) in enumerate(ticks):
        by_length.setdefault(end - start, []).append(place)
    spans, place, passed = [], 0, dict.fromkeys(by_length, 0)
    while place < len(ticks):
        start, end = ticks[place]
        same = by_length[end - start]
        while passed[end - start] < len(same) and same[passed[end - start]] <= place:
            passed[end - start] += 1
        closing = same[passed[end - start]] if passed[end - start] < len(same) else None
        if closing is not None:
            spans.append((start, ticks[closing][1]))
        place = place + 1 if closing is None else closing + 1
    return spans


def link_at(text: str, place: int, people: Iterable[str] = ()) -> Written | None:
    """The link that a cursor at ``place`` stands in or beside; None for none."""
    return next((link for link in links_in(text, people) if link.start <= place <= link.end), None)


def names_meant(name: str) -> tuple[str, ...]:
    """The names a ``[[name]]`` may mean: all of it, or what stands before a ``|`` as other programs write."""
    before = name.partition("|")[0].strip()
    return (name,) if before in ("", name) else (name, before)


@dataclass(frozen=True, slots=True)
class Begun:
    """A link that is being typed: from ``start`` (its sign included) to the cursor, ``typed`` so far."""

    kind: LinkKind
    typed: str
    start: int


_BEGUN_NAME = re.compile(rf"\[\[([^\[\]\n]{{0,{LONGEST_NAME}}})\Z")
_BEGUN_PERSON = re.compile(rf"{_BEFORE}@((?:[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,3}} ?)?)\Z")
_BEGUN_TAG = re.compile(rf"{_BEFORE}#((?:[^\W\d_][\w-]*)?)\Z")


def begun_at(line: str, place: int) -> Begun | None:
    """What is being typed before ``place`` of one line, for completion; None where that is no link.

    A name of a person may go on over blanks, for as long as somebody is called so.
    """
    before = line[max(0, place - LONGEST_NAME - 2) : place]
    if before.count("`") % 2:
        return None
    shift = place - len(before)
    named = _BEGUN_NAME.search(before)
    if named is not None:
        return Begun(LinkKind.NAME, named[1], shift + named.start())
    for kind, pattern in ((LinkKind.TAG, _BEGUN_TAG), (LinkKind.PERSON, _BEGUN_PERSON)):
        found = pattern.search(before)
        if found is not None:
            return Begun(kind, found[1], shift + found.start())
    return None
