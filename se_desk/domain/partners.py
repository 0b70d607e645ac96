"""Partners: the account executives the SE works with, and how aligned the pair is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An account executive. ``segment`` is what they sell to, as they say it.

    ``carries`` counts the deals they carry in all, ``pressure`` is how the quota stands, both as the AE
    told it on ``told_on``.
    """

    id: str
    name: str
    email: str = ""
    segment: str = ""
    about: str = ""
    carries: int | None = None
    pressure: str = ""
    told_on: date | None = None

    @property
    def first_name(self) -> str:
        """The name used on buttons and in messages."""
        return self.name.split()[0] if self.name.split() else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How well the pair works together, 1 to 10, and what would make it a 10."""

    id: str
    partner_id: str
    score: int
    make_it_ten: str = ""
    rated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmTick:
    """Whether the AE logged a call in time, as the SE has seen it in the CRM; ``id`` is the call's.

    A call without a tick is not known.
    """

    id: str
    logged: bool
    ticked_at: datetime


def initials(name: str) -> str:
    """Two letters for an avatar: of the first and the last word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
