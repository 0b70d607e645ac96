"""The ledger of what left the desk, so that only what is new or changed leaves again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
    """A risk record of a deal left the desk; ``head_seq`` and ``head_hash`` name the chain's end then."""

    id: str
    deal_id: str
    head_seq: int
    head_hash: str
    recipient: str = ""
    exported_at: datetime
    place: str = ""
