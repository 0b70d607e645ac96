"""Disagreements of the pair: raised in private, tried to settle, and where they went (PRODUCT, part 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ending(StrEnum):
    """How a disagreement ended."""

    OPEN = "open"
    SETTLED = "settled"
    DECIDED = "decided"
    LEFT = "left"

    @property
    def label(self) -> str:
        """The words a person reads."""
        words = {
            "open": "Open",
            "settled": "Settled between the two",
            "decided": "Decided by the manager",
        }
        return words.get(self.value, "Left as it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What the two see differently. ``attempts`` counts the talks in private about it.

    ``escalated_attempt`` is how many attempts had been made when it went to the manager on
    ``escalated_on``; both None while it did not.
    """

    id: str
    partner_id: str
    deal_id: str | None = None
    about: str
    raised_on: date
    in_private: bool = True
    attempts: int = 0
    escalated_on: date | None = None
    escalated_attempt: int | None = None
    ending: Ending = Ending.OPEN
    ended_on: date | None = None
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Not ended."""
        return self.ending is Ending.OPEN

    def is_due(self, most: int) -> bool:
        """Whether the next step, as agreed, is the manager: ``most`` attempts are made, none settled it."""
        return self.is_open and self.escalated_on is None and self.attempts >= most

    def went(self, most: int) -> tuple[bool | None, str]:
        """Whether it went as agreed with at most ``most`` attempts, and what happened in words.

        None while that cannot be said yet.
        """
        if not self.in_private:
            return False, "raised with others present"
        tried = f"attempt {self.attempts}" if self.attempts else "no attempt"
        if self.escalated_attempt is not None:
            on_time = self.escalated_attempt <= most
            return on_time, f"to the manager after attempt {self.escalated_attempt}"
        if self.attempts > most:
            return False, f"{tried}, not with the manager"
        if self.ending is Ending.SETTLED:
            return True, f"settled in private, {tried}"
        if self.is_open:
            return None, f"open, {tried}"
        return self.attempts < most, f"{self.ending.label.lower()}, {tried}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One talk about a disagreement, and what it brought."""

    id: str
    disagreement_id: str
    number: int
    held_on: date
    brought: str = ""
