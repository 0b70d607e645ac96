"""Asks: what the customer asked the product to do, and the answer given (PRODUCT, part 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Weight(StrEnum):
    """How much it matters to the customer."""

    DEAL_BREAKER = "deal_breaker"
    CHALLENGE = "challenge"
    NICE = "nice"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"nice": "Nice to have", "deal_breaker": "Deal breaker"}.get(self.value, "Challenge")


class Answer(StrEnum):
    """The answers there are. "Maybe" is none of them."""

    NONE = "none"
    YES_TODAY = "yes_today"
    YES_WITH_SETUP = "yes_with_setup"
    ROADMAP = "roadmap"
    NO = "no"
    RANKED = "ranked"
    WAITING = "waiting"

    @property
    def label(self) -> str:
        """The words on the chip."""
        return _ANSWERS[self.value][0]

    @property
    def tone(self) -> str:
        """How the chip is drawn."""
        return _ANSWERS[self.value][1]


_ANSWERS = {
    "none": ("No answer yet", "amber"),
    "yes_today": ("Yes, today", "green"),
    "yes_with_setup": ("Yes, with setup", "accent"),
    "roadmap": ("On the roadmap", "accent"),
    "no": ("No", "high"),
    "ranked": ("Ranked by them", "neutral"),
    "waiting": ("Waiting for product", "neutral"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing the customer asked for, in their words, with the answer it got."""

    id: str
    deal_id: str
    note_id: str | None = None
    statement: str
    words: str = ""
    weight: Weight = Weight.CHALLENGE
    answer: Answer = Answer.NONE
    answer_note: str = ""
    promised_on: date | None = None
    asked_on: date
