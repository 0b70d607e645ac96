"""How often a measured clause of a charter was kept: counting over small facts (PRODUCT, part 3).

A measure never judges a single person: it says how many of how many. Under five there is no percentage,
because a percentage of so few says more than is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from se_desk.domain.charters import Clause, Rule

ENOUGH = 5


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
class CallFact:
    """What the rules need to know of a call that took place; a moment is None where it did not happen."""

    starts_at: datetime
    ends_at: datetime
    context_received_at: datetime | None = None
    huddle_held_at: datetime | None = None
    first_note_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestmentFact:
    """A demo or POC that began, and the day on which the last gate was evidenced; None while one is open."""

    begun_on: date
    evidenced_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that happened with a partner while a charter was in force."""

    calls: tuple[CallFact, ...] = ()
    investments: tuple[InvestmentFact, ...] = ()


def context_before(calls: Iterable[CallFact], hours: int) -> Measure:
    """The AE's context came at least ``hours`` before the call (Partnership charter, pre-meeting prep)."""
    lead = timedelta(hours=hours)
    return _count(
        call.context_received_at is not None and call.starts_at - call.context_received_at >= lead
        for call in calls
    )


def huddle_before(calls: Iterable[CallFact]) -> Measure:
    """A huddle was held before the call began (Rules of engagement, meeting prep)."""
    return _count(call.huddle_held_at is not None and call.huddle_held_at <= call.starts_at for call in calls)


def notes_after(calls: Iterable[CallFact], hours: int, now: datetime) -> Measure:
    """The SE wrote the call down at most ``hours`` after its end (Partnership charter, CRM logging).

    A call whose time is still running is no occasion yet, unless it is written down already.
    """
    limit = timedelta(hours=hours)
    return _count(
        call.first_note_at is not None and call.first_note_at - call.ends_at <= limit
        for call in calls
        if call.first_note_at is not None or now - call.ends_at > limit
    )


def gates_before(investments: Iterable[InvestmentFact]) -> Measure:
    """All gates were evidenced by the day the demo or POC began (Rules of engagement, thresholds)."""
    return _count(one.evidenced_on is not None and one.evidenced_on <= one.begun_on for one in investments)


def measure_of(clause: Clause, facts: Facts, now: datetime) -> Measure | None:
    """How a clause was kept; None for a clause without a rule and for one the desk has no facts for yet."""
    rule = clause.rule
    if rule is None:
        return None
    amount = rule.amount if clause.amount is None else clause.amount
    if rule is Rule.CONTEXT_BEFORE_CALL:
        return context_before(facts.calls, amount)
    if rule is Rule.HUDDLE_BEFORE_CALL:
        return huddle_before(facts.calls)
    if rule is Rule.NOTES_AFTER_CALL:
        return notes_after(facts.calls, amount, now)
    if rule is Rule.GATES_BEFORE_DEMO:
        return gates_before(facts.investments)
    return None


def _count(kept: Iterable[bool]) -> Measure:
    found = tuple(kept)
    return Measure(sum(found), len(found))
