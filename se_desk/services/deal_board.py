"""The board of all deals: what the list of deals shows of each, read in one snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from se_desk.domain.deals import Outcome
from se_desk.domain.money import Money
from se_desk.domain.risks import RiskFlag, Severity, fold
from se_desk.domain.steps import NextStep
from se_desk.services.deals import DealView, views_in
from se_desk.storage import qualification as qualification_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import steps as step_rows
from se_desk.storage.store import Connection


class Group(StrEnum):
    """Where a deal stands on the board; a no-go is one that was disqualified."""

    ACTIVE = "active"
    CLOSED = "closed"
    NO_GO = "no_go"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A deal as the board shows it.

    ``severity`` is the worst of its ``open_flags``; ``evidenced`` counts the letters of MEDDPICC with
    evidence, of 8; ``step`` is the open next step that is due first.
    """

    view: DealView
    severity: Severity | None = None
    open_flags: int = 0
    evidenced: int = 0
    step: NextStep | None = None

    @property
    def id(self) -> str:
        """The deal's id."""
        return self.view.deal.id

    @property
    def group(self) -> Group:
        """The part of the board the deal belongs to."""
        if self.view.deal.is_active:
            return Group.ACTIVE
        no_go = self.view.deal.outcome is Outcome.DISQUALIFIED
        return Group.NO_GO if no_go else Group.CLOSED

    @property
    def urgency(self) -> tuple[int, str, str]:
        """The gravest open flag first, then by account and title."""
        rank = -1 if self.severity is None else self.severity.rank
        return -rank, self.view.deal.account.casefold(), self.view.deal.title.casefold()


def board_in(conn: Connection) -> tuple[BoardRow, ...]:
    """All deals, the gravest open flag first, in a handful of statements however many there are."""
    flags: dict[str, list[RiskFlag]] = {}
    for flag in fold(risk_rows.all_entries(conn)):
        if flag.is_open:
            flags.setdefault(flag.deal_id, []).append(flag)
    evidenced = Counter(one.deal_id for one in qualification_rows.elements_of(conn) if one.evidence)
    steps: dict[str, NextStep] = {}
    for step in step_rows.open_steps(conn):
        steps.setdefault(step.deal_id, step)
    rows = []
    for view in views_in(conn):
        key = view.deal.id
        found = flags.get(key, [])
        rows.append(BoardRow(view, worst_of(found), len(found), evidenced[key], steps.get(key)))
    return tuple(sorted(rows, key=lambda row: row.urgency))


def worst_of(flags: Iterable[RiskFlag]) -> Severity | None:
    """The gravest severity among flags; None where none has one."""
    known = [flag.severity for flag in flags if flag.severity is not None]
    return max(known, key=lambda severity: severity.rank, default=None)


def totals(rows: Iterable[BoardRow]) -> tuple[Money, ...]:
    """The value of deals, summed for each currency, by its code; deals without a value add nothing."""
    sums: Counter[str] = Counter()
    for row in rows:
        value = row.view.deal.value
        if value is not None:
            sums[value.currency] += value.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
