"""A note as a list shows it: everything but the text, of which it has the beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from se_desk.domain.notes import NoteKind, title_or_first_line


class LineOrder(StrEnum):
    """What a list of notes can be ordered by."""

    WRITTEN = "written_at"
    TITLE = "title"
    KIND = "kind"
    PRIVATE = "private"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One row. ``beginning`` is the first of the note's source, enough for an excerpt.

    ``length`` is that of the whole source, in bytes of UTF-8.
    """

    id: str
    deal_id: str | None = None
    call_id: str | None = None
    kind: NoteKind = NoteKind.IDEA
    title: str = ""
    private: bool = False
    written_at: datetime
    beginning: str = ""
    length: int = 0

    @property
    def shown_title(self) -> str:
        """As of the note itself."""
        return title_or_first_line(self.title, self.beginning, self.kind)

    @property
    def is_whole(self) -> bool:
        """Whether the beginning is all there is."""
        return len(self.beginning.encode()) >= self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class TrashedLine(NoteLine):
    """A row of the trash. ``account`` is that of its deal, empty for a note of none."""

    account: str = ""
    trashed_at: datetime


@dataclass(frozen=True, slots=True)
class NoteCount:
    """How many notes there are, and how many of them are private."""

    notes: int = 0
    private: int = 0
