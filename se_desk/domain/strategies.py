"""The deal strategy: one short page in six headed parts, written together with the AE (PRODUCT, part 1).

It leaves the desk on the SE's word, so nothing that is Private belongs into it. Each part keeps what it said
before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SITTING = timedelta(minutes=30)  # what is typed within it is one version


class Heading(StrEnum):
    """The parts, in the order in which they are read."""

    AIM = "aim"
    WHY_US = "why_us"
    PEOPLE = "people"
    AGAINST = "against"
    PLAN = "plan"
    SPLIT = "split"

    @property
    def label(self) -> str:
        """The words above the part."""
        return _LABELS[self.value]


_LABELS = {
    "aim": "What changes for them",
    "why_us": "Why us",
    "people": "Who decides, and what each of them needs",
    "against": "What could stop it",
    "plan": "What happens next, and by when",
    "split": "Who does what, as agreed with the AE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyPart:
    """What one part says now; blank where nobody wrote it yet."""

    id: str
    deal_id: str
    heading: Heading
    text: str = ""
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyVersion:
    """What a part said from ``recorded_at`` on."""

    id: str
    deal_id: str
    heading: Heading
    text: str
    recorded_at: datetime


def goes_on(last: StrategyVersion | None, now: datetime) -> bool:
    """Whether what is written now belongs to the last version: the same sitting of half an hour.

    Where the clock was set back, a new version begins.
    """
    return last is not None and timedelta() <= now - last.recorded_at < SITTING


def in_order(deal_id: str, parts: Iterable[StrategyPart], now: datetime) -> tuple[StrategyPart, ...]:
    """All six parts of a deal; one that nobody wrote is blank and has no id."""
    known = {part.heading: part for part in parts}
    return tuple(
        known.get(heading, StrategyPart(id="", deal_id=deal_id, heading=heading, changed_at=now))
        for heading in Heading
    )


def written(parts: Iterable[StrategyPart]) -> tuple[StrategyPart, ...]:
    """The parts that say something."""
    return tuple(part for part in parts if part.text.strip())
