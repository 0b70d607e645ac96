"""Gates before technical investment and MEDDPICC (PRODUCT, part 1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class GateKind(StrEnum):
    """The three things that hold before a custom demo or POC (Rules of engagement, thresholds)."""

    BUDGET = "budget"
    TIMELINE = "timeline"
    SPONSOR = "sponsor"

    @property
    def label(self) -> str:
        """The words a person reads."""
        words = {"budget": "Budget exists", "timeline": "Timeline under 6 months"}
        return words.get(self.value, "VP-level sponsor engaged")


class GateState(StrEnum):
    """How well a gate is known."""

    UNKNOWN = "unknown"
    CLAIMED = "claimed"
    EVIDENCED = "evidenced"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate of a deal and what stands behind it."""

    id: str
    deal_id: str
    kind: GateKind
    state: GateState = GateState.UNKNOWN
    evidence: str = ""
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Not yet evidenced."""
        return self.state is not GateState.EVIDENCED


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChange:
    """A gate was in a state from a day on; ``recorded_at`` orders changes of one day."""

    id: str
    deal_id: str
    kind: GateKind
    state: GateState
    since_on: date
    recorded_at: datetime


class Letter(StrEnum):
    """The eight elements of MEDDPICC, in order."""

    METRICS = "metrics"
    ECONOMIC_BUYER = "economic_buyer"
    DECISION_CRITERIA = "decision_criteria"
    DECISION_PROCESS = "decision_process"
    PAPER_PROCESS = "paper_process"
    IDENTIFIED_PAIN = "identified_pain"
    CHAMPION = "champion"
    COMPETITION = "competition"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """The evidence for one letter; an element without evidence is open."""

    id: str
    deal_id: str
    letter: Letter
    evidence: str = ""
    changed_at: datetime


def open_gates(gates: tuple[Gate, ...]) -> tuple[GateKind, ...]:
    """The kinds that are not evidenced; a gate nobody has touched is open."""
    closed = {gate.kind for gate in gates if not gate.is_open}
    return tuple(kind for kind in GateKind if kind not in closed)


def evidenced_by(changes: Iterable[GateChange], on: date) -> frozenset[GateKind]:
    """The gates that were evidenced at the end of a day: of each the newest change up to it."""
    newest: dict[GateKind, GateChange] = {}
    for change in changes:
        known = newest.get(change.kind)
        later = known is None or (known.since_on, known.recorded_at) <= (change.since_on, change.recorded_at)
        if change.since_on <= on and later:
            newest[change.kind] = change
    return frozenset(kind for kind, change in newest.items() if change.state is GateState.EVIDENCED)
