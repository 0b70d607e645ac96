"""Checklists of the SE's own, from which a huddle takes its ticks (PRODUCT, part 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from se_desk.domain.calls import CallKind
from se_desk.domain.errors import BadInput
from se_desk.domain.titles import title_of

MOST_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list with a title. ``version`` grows when its lines change; a huddle keeps the one it used."""

    id: str
    title: str
    version: int = 1
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """A line; ``key`` is one of the five standard ones or empty, ``hint`` says when it is true."""

    id: str
    checklist_id: str
    position: int
    key: str = ""
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistDefault:
    """Huddles of calls of ``kind`` begin with this list."""

    kind: CallKind
    checklist_id: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is typed of a line."""

    text: str
    hint: str = ""
    key: str = ""


def tidy_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Without blank lines and blanks at the ends. BadInput for none, too many, or one twice."""
    tidied = (Line(" ".join(line.text.split()), " ".join(line.hint.split()), line.key) for line in lines)
    kept = tuple(line for line in tidied if line.text)
    if not kept:
        raise BadInput("A checklist needs a line.", do="Type what is to be clear before the call.")
    if len(kept) > MOST_LINES:
        raise BadInput(f"A checklist has at most {MOST_LINES} lines.", do="Fifteen minutes are short.")
    texts = [line.text.casefold() for line in kept]
    twice = next((line.text for line in kept if texts.count(line.text.casefold()) > 1), "")
    if twice:
        raise BadInput(f"“{twice}” stands twice.", do="Change one of them, or take it off.")
    return kept


def tidy_title(title: str) -> str:
    """On one line. BadInput where it is blank."""
    tidied = title_of(title)
    if not tidied:
        raise BadInput("A checklist needs a name.", do="Type a name, such as the kind of call.")
    return tidied
