"""An occasion: one time a clause could be kept, what is known of it, and how many of how many were kept.

A measure never judges a single person: it says how many of how many. Under five there is no percentage,
because a percentage of so few says more than is known. What the desk cannot know is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from se_desk.domain.charters import Owes
from se_desk.domain.timelines import Quarter, quarter_of

ENOUGH = 5


class Verdict(StrEnum):
    """What is known of an occasion."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"kept": "Kept", "not_kept": "Not kept"}.get(self.value, "Not known")


@dataclass(frozen=True, slots=True)
class Measure:
    """``kept`` of ``of`` occasions."""

    kept: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all; None where there was no occasion."""
        return None if self.of == 0 else 100 * self.kept // self.of

    @property
    def is_enough(self) -> bool:
        """Whether there were enough occasions for a percentage to be shown."""
        return self.of >= ENOUGH

    def meets(self, target_percent: int | None) -> bool | None:
        """Whether the target is reached; None without a target and with too few occasions."""
        if target_percent is None or not self.is_enough:
            return None
        return 100 * self.kept >= target_percent * self.of

    def say(self) -> str:
        """``28 of 31, 90 %``; ``3 of 4`` under five; ``no occasion yet``."""
        if self.of == 0:
            return "no occasion yet"
        return f"{self.kept} of {self.of}" + (f", {self.percent} %" if self.is_enough else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """``noun`` and ``id`` say what stands behind it; ``words`` what happened, without judgement."""

    noun: str
    id: str
    title: str
    on: date
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Half:
    """The occasions of a clause that one of the two owes, or both together, by day."""

    owes: Owes
    occasions: tuple[Occasion, ...]

    @property
    def measure(self) -> Measure:
        """How many were kept of those the desk knows."""
        return measured(self.occasions)

    @property
    def unknown(self) -> int:
        """How many the desk cannot know, and does not count."""
        return sum(one.verdict is Verdict.UNKNOWN for one in self.occasions)


def measured(occasions: Iterable[Occasion]) -> Measure:
    """Kept and known ones, counted."""
    verdicts = [one.verdict for one in occasions if one.verdict is not Verdict.UNKNOWN]
    return Measure(verdicts.count(Verdict.KEPT), len(verdicts))


def by_quarter(
    occasions: Iterable[Occasion], first_month: int = 1
) -> tuple[tuple[Quarter, tuple[Occasion, ...]], ...]:
    """The occasions in the fiscal quarters they lie in, the newest quarter and occasion first."""
    found: dict[Quarter, list[Occasion]] = {}
    for one in sorted(occasions, key=lambda one: (one.on, one.id), reverse=True):
        found.setdefault(quarter_of(one.on, first_month), []).append(one)
    return tuple((quarter, tuple(held)) for quarter, held in found.items())
