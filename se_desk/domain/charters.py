"""The charter: the working agreement of SE and AE, in numbered clauses and versions (PRODUCT, part 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from se_desk.domain.moments import say_day

DEFAULT_RESCUE_PHRASE = "Taking a step back conceptually…"


class CharterStatus(StrEnum):
    """Draft, proposed on a day, agreed by both on a day, superseded by a later version."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return self.value.capitalize()


class Rule(StrEnum):
    """What a clause may be measured by, over the desk's own data."""

    CONTEXT_BEFORE_CALL = "context_before_call"
    HUDDLE_BEFORE_CALL = "huddle_before_call"
    NOTES_AFTER_CALL = "notes_after_call"
    GATES_BEFORE_DEMO = "gates_before_demo"
    SCRUB_EVERY_WEEKS = "scrub_every_weeks"
    ESCALATED_AFTER = "escalated_after"

    @property
    def label(self) -> str:
        """The words in the editor; ``{n}`` stands for the rule's amount."""
        return _RULES[self.value][0]

    @property
    def amount(self) -> int:
        """The amount the rule starts with: hours, weeks or attempts; 0 where it has none."""
        return _RULES[self.value][1]

    def say(self, amount: int | None) -> str:
        """``Context received 24 h before the call``."""
        return self.label.format(n=self.amount if amount is None else amount)


_RULES = {
    "context_before_call": ("Context received {n} h before the call", 24),
    "huddle_before_call": ("Huddle held before the call", 0),
    "notes_after_call": ("Notes written within {n} h after the call", 24),
    "gates_before_demo": ("Gates evidenced before a demo or POC", 0),
    "scrub_every_weeks": ("Scrub held every {n} weeks", 2),
    "escalated_after": ("Disagreements to the manager after attempt {n}", 1),
}


class Owes(StrEnum):
    """Who owes what a clause promises."""

    AE = "ae"
    SE = "se"
    BOTH = "both"


class ClauseKind(StrEnum):
    """What the desk itself reads from a clause, besides its prose."""

    PROSE = "prose"
    RESCUE_PHRASE = "rescue_phrase"
    THRESHOLDS = "thresholds"
    ROLES = "roles"
    PRICING = "pricing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """One version of the agreement with a partner. Versions count from 1."""

    id: str
    partner_id: str
    version: int
    title: str
    status: CharterStatus = CharterStatus.DRAFT
    template: str = ""
    proposed_on: date | None = None
    agreed_on: date | None = None
    agreed_how: str = ""
    superseded_on: date | None = None
    changed_at: datetime

    @property
    def is_fixed(self) -> bool:
        """Agreed or superseded: its clauses never change again."""
        return self.status in (CharterStatus.AGREED, CharterStatus.SUPERSEDED)

    def say(self) -> str:
        """``Agreed by both on Mon 12 May, v3``."""
        words = {
            CharterStatus.DRAFT: "Draft",
            CharterStatus.PROPOSED: f"Proposed on {_day(self.proposed_on)}",
            CharterStatus.AGREED: f"Agreed by both on {_day(self.agreed_on)}",
            CharterStatus.SUPERSEDED: f"Superseded on {_day(self.superseded_on)}",
        }
        return f"{words[self.status]}, v{self.version}"


def _day(day: date | None) -> str:
    return say_day(day) if day else "a day not kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered part. ``position`` counts from 1; ``amount`` belongs to ``rule`` (hours, weeks, tries).

    ``origin_id`` is the same through all versions, so that a change can be shown against the clause
    it came from.
    """

    id: str
    charter_id: str
    origin_id: str
    position: int
    topic: str
    text: str
    kind: ClauseKind = ClauseKind.PROSE
    value: str = ""
    rule: Rule | None = None
    amount: int | None = None
    target_percent: int | None = None
    owes: Owes = Owes.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A charter the SE keeps to start others from. ``source`` holds its clauses as JSON, without names."""

    id: str
    title: str
    about: str = ""
    source: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """How a clause differs from the version before: added, removed, changed, moved or same."""

    origin_id: str
    how: str
    before: Clause | None
    after: Clause | None


def changes(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> tuple[ClauseChange, ...]:
    """What changed between two versions, in the order of ``after``, the removed ones last.

    A clause has moved when it stands elsewhere among the clauses of both versions; one that only got
    another number, because a clause before it came or went, has not.
    """
    old = {clause.origin_id: clause for clause in before}
    moved = _moved(before, after)
    found = [
        ClauseChange(c.origin_id, _how(old.get(c.origin_id), c, moved), old.get(c.origin_id), c)
        for c in after
    ]
    kept = {clause.origin_id for clause in after}
    gone = [ClauseChange(c.origin_id, "removed", c, None) for c in before if c.origin_id not in kept]
    return (*found, *gone)


def _how(before: Clause | None, after: Clause, moved: frozenset[str]) -> str:
    if before is None:
        return "added"
    if _substance(before) != _substance(after):
        return "changed"
    return "moved" if after.origin_id in moved else "same"


def _moved(before: tuple[Clause, ...], after: tuple[Clause, ...]) -> frozenset[str]:
    """The fewest clauses that, taken up and put down again, make the new order of the old one."""
    place = {clause.origin_id: number for number, clause in enumerate(before)}
    shared = [clause.origin_id for clause in after if clause.origin_id in place]
    runs: list[list[str]] = []  # the longest run in the old order that ends at each clause
    for number, key in enumerate(shared):
        fitting = [run for run, last in zip(runs, shared[:number], strict=True) if place[last] < place[key]]
        runs.append([*max(reversed(fitting), key=len, default=[]), key])
    # Of equally long runs the later: whoever lifts a clause up by one has moved that clause.
    kept = max(reversed(runs), key=len, default=[])
    return frozenset(shared) - frozenset(kept)


def _substance(clause: Clause) -> tuple[object, ...]:
    return (
        clause.topic,
        clause.text,
        clause.kind,
        clause.value,
        clause.rule,
        clause.amount,
        clause.target_percent,
        clause.owes,
    )


def rescue_phrase(clauses: tuple[Clause, ...]) -> str:
    """The phrase agreed in the charter, else the default (Rules of engagement, rescue phrase)."""
    named = [c.value for c in clauses if c.kind is ClauseKind.RESCUE_PHRASE and c.value]
    return named[0] if named else DEFAULT_RESCUE_PHRASE
