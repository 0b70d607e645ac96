"""Notes: Markdown of a deal and maybe of a call, Private or Shareable (PRODUCT, part 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoteKind(StrEnum):
    """What a note is; each kind has a template."""

    CALL = "call"
    DISCOVERY = "discovery"
    DEMO = "demo"
    TECHNICAL = "technical"
    POC = "poc"
    DECISION = "decision"
    DEBRIEF = "debrief"
    IDEA = "idea"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"call": "Call note", "poc": "POC"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note. ``body`` is Markdown source, kept as typed; ``revision`` counts the saved pauses of work.

    A private note leaves the desk in no export.
    """

    id: str
    deal_id: str | None = None
    call_id: str | None = None
    kind: NoteKind = NoteKind.IDEA
    title: str = ""
    body: str = ""
    private: bool = False
    revision: int = 1
    written_at: datetime
    changed_at: datetime
    trashed_at: datetime | None = None

    @property
    def shown_title(self) -> str:
        """The title, else the first line with words in it, else what kind it is."""
        return title_or_first_line(self.title, self.body, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a note was at one time."""

    id: str
    note_id: str
    number: int
    title: str
    body: str
    saved_at: datetime


def title_or_first_line(title: str, body: str, kind: NoteKind) -> str:
    """What a note is called: its title, else the first line with words in it, else what kind it is."""
    if title:
        return title
    lines = (line.strip(" #>*-_\t") for line in body.splitlines())
    return next((line[:120] for line in lines if line), kind.label)


def words(text: str) -> int:
    """How many words a text has, split at white space."""
    return len(text.split())
