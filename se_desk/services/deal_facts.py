"""What the rules for proposed flags look at, read in one snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from se_desk.domain.deals import Deal
from se_desk.domain.proposals import DealFacts
from se_desk.domain.qualification import Element, Gate
from se_desk.storage import charters as charter_rows
from se_desk.storage import of_deals
from se_desk.storage import profile as profile_rows
from se_desk.storage.store import Connection


def facts_of(conn: Connection, deal: Deal, now: datetime) -> DealFacts:
    """The facts of a deal; calls count that ended before ``now``."""
    return facts_of_all(conn, (deal,), now)[0]


def facts_of_all(conn: Connection, deals: Iterable[Deal], now: datetime) -> tuple[DealFacts, ...]:
    """The same of each deal, in as many statements as for one. ``now`` carries the SE's offset."""
    chosen = tuple(deals)
    ids = tuple(deal.id for deal in chosen)
    forecasts, reads = of_deals.forecasts(conn, ids), of_deals.reads(conn, ids)
    gates, elements = of_deals.gates(conn, ids), of_deals.elements(conn, ids)
    people, asks = of_deals.stakeholders(conn, ids), of_deals.asks_of(conn, ids)
    held, changes = of_deals.calls_held(conn, ids, now), of_deals.gate_changes(conn, ids)
    agreed = charter_rows.in_force(conn, (deal.partner_id for deal in chosen if deal.partner_id))
    profile = profile_rows.find(conn)
    first_month = profile.fiscal_month if profile else 1
    return tuple(
        DealFacts(
            deal=deal,
            forecasts=forecasts.get(deal.id, ()),
            read=reads[deal.id][-1] if deal.id in reads else None,
            gates=gates.get(deal.id, ()),
            people=people.get(deal.id, ()),
            calls_held=held.get(deal.id, 0),
            evidence_days=_days(gates.get(deal.id, ()), elements.get(deal.id, ())),
            asks=asks.get(deal.id, ()),
            gate_changes=changes.get(deal.id, ()),
            charter=charter,
            clauses=clauses,
            first_month=first_month,
            today=now.date(),
        )
        for deal in chosen
        for charter, clauses in (agreed.get(deal.partner_id or "", (None, ())),)
    )


def _days(gates: Iterable[Gate], elements: Iterable[Element]) -> tuple[date, ...]:
    """When evidence came."""
    days = [gate.changed_at.date() for gate in gates if gate.evidence]
    return (*days, *(element.changed_at.date() for element in elements if element.evidence))
