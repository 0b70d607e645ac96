"""Three papers: what the desk knows of a deal or a quarter, and what the SE adds to it (PRODUCT, parts 1, 9).

A paper is a row of sections. The desk fills their lines anew each time from its own data, and the SE writes
under a section what no data says. Only what the SE wrote is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PaperKind(StrEnum):
    """The papers there are."""

    AUTOPSY = "autopsy"
    REVIEW = "review"
    IMPACT = "impact"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"autopsy": "Autopsy sheet", "review": "Deal review", "impact": "Impact record"}[self.value]

    @property
    def of_deal(self) -> bool:
        """Whether it is about a deal; else it is about a quarter."""
        return self is not PaperKind.IMPACT


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnswer:
    """What the SE wrote under a section of a paper; of a deal, or of a quarter such as ``2026-Q3``."""

    id: str
    kind: PaperKind
    deal_id: str | None = None
    period: str = ""
    question: str
    text: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Section:
    """What the desk says in ``lines``, and what it asks the SE under the key ``question`` (none where "")."""

    heading: str
    lines: tuple[str, ...] = ()
    question: str = ""
    asks: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper: its title, one line about it, and its sections."""

    kind: PaperKind
    title: str
    about: str
    sections: tuple[Section, ...]

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return sum(bool(one.answer.strip()) for one in self.sections if one.question)

    @property
    def questions(self) -> int:
        """How many questions it has."""
        return sum(bool(one.question) for one in self.sections)
