"""Stakeholders: the people at the customer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in the buying decision."""

    ECONOMIC_BUYER = "economic_buyer"
    CHAMPION = "champion"
    TECHNICAL_EVALUATOR = "technical_evaluator"
    USER = "user"
    PROCUREMENT = "procurement"
    LEGAL = "legal"
    BLOCKER = "blocker"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return self.value.replace("_", " ").capitalize()


class Stance(StrEnum):
    """How a person stands to the deal, as far as the SE can see."""

    UNKNOWN = "unknown"
    FOR = "for"
    NEUTRAL = "neutral"
    AGAINST = "against"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """A person at the customer. ``own_line``: the SE can reach them without the AE."""

    id: str
    deal_id: str
    name: str
    title: str = ""
    title_confirmed: bool = False
    role: Role = Role.OTHER
    stance: Stance = Stance.UNKNOWN
    own_line: bool = False
    email: str = ""
