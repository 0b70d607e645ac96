"""How it goes: the measured clauses of a charter over what the desk knows, since both agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from se_desk.domain.calls import Call
from se_desk.domain.charters import Charter, Clause
from se_desk.domain.deals import Deal
from se_desk.domain.measures import CallFact, Facts, InvestmentFact, Measure, measure_of
from se_desk.domain.moments import day_in
from se_desk.domain.qualification import Gate, open_gates
from se_desk.storage import calls as call_rows
from se_desk.storage import charters as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import huddles as huddle_rows
from se_desk.storage import qualification as qualification_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class ClauseMeasure:
    """A clause with a rule; ``measure`` is None where the desk keeps no facts for that rule yet."""

    clause: Clause
    measure: Measure | None

    @property
    def meets(self) -> bool | None:
        """Whether the target is reached; None where that cannot be said."""
        return self.measure.meets(self.clause.target_percent) if self.measure else None


@dataclass(frozen=True, slots=True)
class CharterMeasures:
    """How a version went from ``since_on`` until the day before ``until_on``.

    ``since_on`` is None for a version nobody agreed to: nothing is counted for it. ``until_on`` is None
    while it is in force. ``calls`` counts the calls with the partner's customers in that time.
    """

    charter: Charter
    since_on: date | None
    until_on: date | None
    calls: int
    rows: tuple[ClauseMeasure, ...]


class Measures:
    """What can be asked of measures."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_charter(self, charter_id: str) -> CharterMeasures:
        """The measured clauses of a version in their order, read in one snapshot."""
        now = self._desk.now()  # reads the desk's zone, which is to happen before the snapshot
        with self._desk.reading() as conn:
            charter = statements.get(conn, charter_id)
            measured = tuple(c for c in statements.clauses_of(conn, charter_id) if c.rule is not None)
            facts = self._facts(conn, charter)
        rows = tuple(ClauseMeasure(clause, measure_of(clause, facts, now)) for clause in measured)
        return CharterMeasures(charter, charter.agreed_on, charter.superseded_on, len(facts.calls), rows)

    def _facts(self, conn: Connection, charter: Charter) -> Facts:
        if charter.agreed_on is None:
            return Facts()
        deals = deal_rows.of_partner(conn, charter.partner_id)
        calls = [call for deal in deals for call in call_rows.of_deal(conn, deal.id)]
        begun = [fact for deal in deals for fact in self._investments(conn, charter, deal)]
        return Facts(_call_facts(conn, [c for c in calls if self._counts(charter, c)]), tuple(begun))

    def _counts(self, charter: Charter, call: Call) -> bool:
        """Only calls that have begun: a coming one may still get its context and its huddle."""
        begun = not call.cancelled and call.starts_at <= self._desk.now()
        return begun and _in_force(charter, day_in(call.starts_at, self._desk.zone))

    def _investments(self, conn: Connection, charter: Charter, deal: Deal) -> tuple[InvestmentFact, ...]:
        today = self._desk.today_on()
        days = (day for day in (deal.demo_on, deal.poc_on) if day is not None and day <= today)
        begun = tuple(day for day in days if _in_force(charter, day))
        if not begun:
            return ()
        evidenced_on = self._evidenced_on(qualification_rows.gates_of(conn, deal.id))
        return tuple(InvestmentFact(begun_on=day, evidenced_on=evidenced_on) for day in begun)

    def _evidenced_on(self, gates: tuple[Gate, ...]) -> date | None:
        """The day the last gate was written as evidenced, which is the newest thing known of it."""
        if open_gates(gates):
            return None
        return max(day_in(gate.changed_at, self._desk.zone) for gate in gates)


def _in_force(charter: Charter, day: date) -> bool:
    """From the day both agreed until the day before the next version took over."""
    if charter.agreed_on is None or day < charter.agreed_on:
        return False
    return charter.superseded_on is None or day < charter.superseded_on


def _call_facts(conn: Connection, calls: Iterable[Call]) -> tuple[CallFact, ...]:
    chosen = tuple(calls)
    ids = tuple(call.id for call in chosen)
    huddles = {huddle.call_id: huddle.held_at for huddle in huddle_rows.of_calls(conn, ids)}
    notes = call_rows.first_notes(conn, ids)
    return tuple(
        CallFact(
            starts_at=call.starts_at,
            ends_at=call.ends_at,
            context_received_at=call.context_received_at,
            huddle_held_at=huddles.get(call.id),
            first_note_at=notes.get(call.id),
        )
        for call in chosen
    )
