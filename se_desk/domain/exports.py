"""The ledger of what left the desk, so that only what is new or changed leaves again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from se_desk.domain.moments import say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExport:
    """A note left in ``format`` as it was at ``revision``; ``digest`` is SHA-256 of what was written."""

    id: str
    note_id: str
    format: str
    revision: int
    digest: str
    exported_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExport:
    """A risk record of a deal left the desk; ``head_seq`` and ``head_hash`` name the chain's end then.

    ``period`` is what the heading called the days whose flags it shows; empty where days were no choice.
    """

    id: str
    deal_id: str
    head_seq: int
    head_hash: str
    recipient: str = ""
    period: str = ""
    exported_at: datetime
    place: str = ""

    def say(self) -> str:
        """``Wed 4 Mar 2026, for Ines Falk, Q1 FY2026, 1 Jan to 31 Mar 2026: up to entry 5``."""
        parts = (say_date(self.exported_at.date()), self.recipient and f"for {self.recipient}", self.period)
        return f"{', '.join(part for part in parts if part)}: up to entry {self.head_seq}"
