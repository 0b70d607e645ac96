"""How it goes: the measured clauses of a charter over what the desk knows, since both agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from se_desk.domain.announcements import Noun
from se_desk.domain.charters import Charter, Clause, Owes
from se_desk.domain.clause_fields import thresholds_of
from se_desk.domain.deals import Deal
from se_desk.domain.measures import CallFact, Facts, InvestmentFact, ScrubFact, measure_of
from se_desk.domain.moments import in_zone, local_moment
from se_desk.domain.occasions import Half, Measure, Occasion, by_quarter, measured
from se_desk.domain.partners import CrmTick
from se_desk.domain.qualification import GateChange, evidenced_by
from se_desk.domain.timelines import Quarter
from se_desk.storage import calls as call_rows
from se_desk.storage import charters as statements
from se_desk.storage import deals as deal_rows
from se_desk.storage import disagreements as disagreement_rows
from se_desk.storage import measures as fact_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import qualification as qualification_rows
from se_desk.storage import scrubs as scrub_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection


@dataclass(frozen=True, slots=True)
class QuarterMeasure:
    """One fiscal quarter of a clause, with the occasions behind its figure, the newest first."""

    quarter: Quarter
    occasions: tuple[Occasion, ...]

    @property
    def measure(self) -> Measure:
        """How many were kept."""
        return measured(self.occasions)


@dataclass(frozen=True, slots=True)
class ClauseMeasure:
    """A clause with a rule, and the half of it that one owes or both owe together."""

    clause: Clause
    half: Half
    first_month: int = 1

    @property
    def measure(self) -> Measure:
        """How many were kept of those the desk knows."""
        return self.half.measure

    @property
    def owes(self) -> Owes:
        """Who owes it."""
        return self.half.owes

    @property
    def meets(self) -> bool | None:
        """Whether the target is reached; None where that cannot be said."""
        return self.measure.meets(self.clause.target_percent)

    @property
    def quarters(self) -> tuple[QuarterMeasure, ...]:
        """By fiscal quarter, the newest first."""
        found = by_quarter(self.half.occasions, self.first_month)
        return tuple(QuarterMeasure(quarter, held) for quarter, held in found)


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
    """What can be asked of measures, and the one thing the SE tells them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_charter(self, charter_id: str) -> CharterMeasures:
        """The measured clauses of a version in their order, read in one snapshot."""
        now = self._desk.now()  # reads the desk's zone, which is to happen before the snapshot
        first_month = self._desk.profile.get().fiscal_month
        with self._desk.reading() as conn:
            charter = statements.get(conn, charter_id)
            clauses = statements.clauses_of(conn, charter_id)
            facts = self._facts(conn, charter, clauses, now)
        rows = tuple(
            ClauseMeasure(clause, half, first_month)
            for clause in clauses
            for half in measure_of(clause, facts, now)
        )
        return CharterMeasures(charter, charter.agreed_on, charter.superseded_on, len(facts.calls), rows)

    def tick_ae(self, call_id: str, logged: bool | None, *, author: object | None = None) -> None:
        """Whether the AE logged a call in time, as seen in the CRM; None is not known.

        NotFound where there is no such call.
        """
        with self._desk.writing(author) as work:
            call = call_rows.get(work.conn, call_id)
            if logged is None:
                partner_rows.untick(work.conn, call_id)
            else:
                partner_rows.tick(work.conn, CrmTick(id=call_id, logged=logged, ticked_at=work.now))
            work.announce(Noun.CALL, call_id, call.deal_id)

    def _facts(self, conn: Connection, charter: Charter, clauses: tuple[Clause, ...], now: datetime) -> Facts:
        if charter.agreed_on is None:
            return Facts()
        partner_id = charter.partner_id
        return Facts(
            since_on=charter.agreed_on,
            until_on=charter.superseded_on,
            today=self._desk.today_on(),
            calls=self._calls(conn, charter, now),
            investments=self._investments(conn, charter),
            scrubs=tuple(
                ScrubFact(one.id, one.held_on)
                for one in scrub_rows.of_partner(conn, partner_id)
                if one.held_on is not None
            ),
            disagreements=tuple(
                one
                for one in disagreement_rows.of_partner(conn, partner_id)
                if _in_force(charter, one.raised_on)
            ),
            required=thresholds_of(clauses).gates,
        )

    def _calls(self, conn: Connection, charter: Charter, now: datetime) -> tuple[CallFact, ...]:
        """Only calls that have begun: a coming one may still get its context and its huddle."""
        zone = self._desk.zone
        since_on = charter.agreed_on or date.max
        since, until = local_moment(since_on, 0, 0, zone), now
        if charter.superseded_on is not None:
            last = local_moment(charter.superseded_on, 0, 0, zone) - timedelta(milliseconds=1)
            until = min(until, last)
        found = fact_rows.calls_of(conn, charter.partner_id, since, until)
        notes = fact_rows.first_notes(conn, tuple(call.id for call in found))
        return tuple(
            replace(call, starts_at=in_zone(call.starts_at, zone), first_note_at=notes.get(call.id))
            for call in found
        )

    def _investments(self, conn: Connection, charter: Charter) -> tuple[InvestmentFact, ...]:
        changes: dict[str, list[GateChange]] = {}
        for change in qualification_rows.changes_of_partner(conn, charter.partner_id):
            changes.setdefault(change.deal_id, []).append(change)
        found = (
            fact
            for deal in deal_rows.of_partner(conn, charter.partner_id)
            for fact in self._begun(charter, deal, changes.get(deal.id, []))
        )
        return tuple(sorted(found, key=lambda fact: fact.begun_on))

    def _begun(
        self, charter: Charter, deal: Deal, changes: Iterable[GateChange]
    ) -> tuple[InvestmentFact, ...]:
        days = (("demo", deal.demo_on), ("POC", deal.poc_on))
        return tuple(
            InvestmentFact(
                deal_id=deal.id,
                title=f"{deal.account}, {what}",
                begun_on=day,
                evidenced=evidenced_by(changes, day),
            )
            for what, day in days
            if day is not None and day <= self._desk.today_on() and _in_force(charter, day)
        )


def _in_force(charter: Charter, day: date) -> bool:
    """From the day both agreed until the day before the next version took over."""
    if charter.agreed_on is None or day < charter.agreed_on:
        return False
    return charter.superseded_on is None or day < charter.superseded_on
