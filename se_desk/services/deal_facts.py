"""What the rules for proposed flags look at, read of one deal in one snapshot."""

from __future__ import annotations

from datetime import datetime

from se_desk.domain.deals import Deal
from se_desk.domain.proposals import DealFacts
from se_desk.storage import asks as ask_rows
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import people as people_rows
from se_desk.storage import qualification as qualification_rows
from se_desk.storage.store import Connection


def facts_of(conn: Connection, deal: Deal, now: datetime) -> DealFacts:
    """The facts of a deal; calls count that ended before ``now``."""
    reads = deal_rows.reads_of(conn, deal.id)
    gates = qualification_rows.gates_of(conn, deal.id)
    elements = qualification_rows.elements_of(conn, deal.id)
    evidenced = [gate.changed_at.date() for gate in gates if gate.evidence]
    evidenced += [element.changed_at.date() for element in elements if element.evidence]
    return DealFacts(
        deal=deal,
        forecasts=deal_rows.forecasts_of(conn, deal.id),
        read=reads[-1] if reads else None,
        gates=gates,
        people=people_rows.of_deal(conn, deal.id),
        calls_held=call_rows.count_held(conn, deal.id, now),
        evidence_days=tuple(evidenced),
        asks=ask_rows.of_deal(conn, deal.id),
    )
