"""What a row of the index belongs to, where the row itself does not say enough to lead there.

On the connection of the search and within its snapshot, since this too runs with every letter typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from se_desk.domain.chain import FLAG
from se_desk.storage.columns import moment_of

_LAST_SAID = (
    "coalesce((SELECT value FROM risk_opened o WHERE o.chain = e.chain AND o.flag_seq = e.seq "
    "AND o.name = '{}' ORDER BY o.seq DESC LIMIT 1), '')"
)
_RAISED = (
    f"SELECT e.recorded_at, {_LAST_SAID.format('statement')}, {_LAST_SAID.format('severity')} "
    "FROM risk_entries e WHERE e.chain = ? AND e.seq = ? AND e.kind = ?"
)


_PARTNER_OF = {
    "request": "SELECT partner_id FROM requests WHERE id = ?",
    "disagreement": "SELECT partner_id FROM disagreements WHERE id = ?",
    "attempt": "SELECT d.partner_id FROM attempts a JOIN disagreements d ON d.id = a.disagreement_id "
    "WHERE a.id = ?",
    "scrub": "SELECT s.partner_id FROM scrub_decisions c JOIN scrubs s ON s.id = c.scrub_id WHERE c.id = ?",
}
OF_PAIRS = frozenset(_PARTNER_OF)


@dataclass(frozen=True, slots=True)
class FlagNow:
    """A flag as its corrections left it."""

    statement: str
    severity: str
    raised_at: datetime


def flag(raw: Any, chain: str, seq: int) -> FlagNow | None:
    """The flag that entry ``seq`` of a chain raised; None where that entry raises none.

    A later value of a field comes from a correction, and stands (RISK-RECORD).
    """
    raised = raw.execute(_RAISED, (chain, seq, FLAG)).fetchone()
    if raised is None:
        return None
    recorded_at, statement, severity = raised
    return FlagNow(statement, severity, moment_of(recorded_at))


def deal(raw: Any, deal_id: str) -> str:
    """What a deal is called beside its account; empty where it is gone."""
    found = raw.execute("SELECT account || ': ' || title FROM deals WHERE id = ?", (deal_id,)).fetchone()
    return found[0] if found else ""


def clause(raw: Any, clause_id: str) -> tuple[str, str]:
    """The first of a clause's versions, and the partner its charter is with; empty where it is gone."""
    found = raw.execute(
        "SELECT c.origin_id, p.partner_id FROM clauses c JOIN charters p ON p.id = c.charter_id "
        "WHERE c.id = ?",
        (clause_id,),
    ).fetchone()
    return found or ("", "")


def partner(raw: Any, noun: str, item_id: str) -> str:
    """Whose request, disagreement, talk about one, or scrub it is; empty where it is gone."""
    found = raw.execute(_PARTNER_OF[noun], (item_id,)).fetchone()
    return found[0] if found else ""


def note_of_attachment(raw: Any, attachment_id: str) -> str:
    """The note an attachment hangs on; empty where it hangs on none."""
    found = raw.execute("SELECT note_id FROM attachments WHERE id = ?", (attachment_id,)).fetchone()
    return (found and found[0]) or ""


def waits(raw: Any) -> bool:
    """Whether a change waits to be indexed."""
    return raw.execute("SELECT 1 FROM search_due LIMIT 1").fetchone() is not None
