"""The risk log: cores that are never changed, and the opened values beside them (RISK-RECORD)."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, UniqueConstraint

from se_desk.storage.columns import Key, Moment, Prose, metadata

# A chain outlives its deal, so nothing here refers to deals.
risk_chains = Table(
    "risk_chains",
    metadata,
    Column("deal_id", Key, primary_key=True),
    Column("chain", Prose, nullable=False, unique=True),
)

risk_entries = Table(
    "risk_entries",
    metadata,
    Column("chain", Prose, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("deal_id", Key, nullable=False, index=True),
    Column("flag_seq", Integer, nullable=False),
    Column("kind", Prose, nullable=False),
    Column("core", LargeBinary, nullable=False),
    Column("hash", Prose, nullable=False, unique=True),
    Column("recorded_at", Moment, nullable=False),
)

risk_opened = Table(
    "risk_opened",
    metadata,
    Column("deal_id", Key, nullable=False),
    Column("chain", Prose, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("name", Prose, primary_key=True),
    Column("flag_seq", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("value", Prose, nullable=False),
)

dismissals = Table(
    "dismissals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, nullable=False),
    Column("rule", Prose, nullable=False),
    Column("facts", Prose, nullable=False),
    Column("reason", Prose, nullable=False),
    Column("dismissed_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "rule", "facts"),
)


def _refuse(words: str) -> str:
    return f"SELECT RAISE(ABORT, '{words}')"


GUARDS = (
    "CREATE TRIGGER risk_entries_no_update BEFORE UPDATE ON risk_entries "
    f"BEGIN {_refuse('a risk entry is never changed')}; END",
    "CREATE TRIGGER risk_entries_no_delete BEFORE DELETE ON risk_entries "
    f"BEGIN {_refuse('a risk entry is never removed')}; END",
    # INSERT OR REPLACE slips past the two above; this one it meets first.
    "CREATE TRIGGER risk_entries_in_order BEFORE INSERT ON risk_entries WHEN NEW.seq IS NOT "
    "(SELECT coalesce(max(seq), 0) + 1 FROM risk_entries WHERE chain = NEW.chain) "
    "OR EXISTS (SELECT 1 FROM risk_entries WHERE hash = NEW.hash) "
    f"BEGIN {_refuse('a risk entry only follows the newest one')}; END",
    "CREATE TRIGGER risk_opened_no_update BEFORE UPDATE ON risk_opened "
    f"BEGIN {_refuse('an opened value is never changed')}; END",
    "CREATE TRIGGER risk_opened_once BEFORE INSERT ON risk_opened WHEN EXISTS "
    "(SELECT 1 FROM risk_opened WHERE chain = NEW.chain AND seq = NEW.seq AND name = NEW.name) "
    f"BEGIN {_refuse('an opened value is never changed')}; END",
    "CREATE TRIGGER risk_chains_no_update BEFORE UPDATE ON risk_chains "
    f"BEGIN {_refuse('a chain stays with its deal')}; END",
    "CREATE TRIGGER risk_chains_no_delete BEFORE DELETE ON risk_chains "
    f"BEGIN {_refuse('a chain outlives its deal')}; END",
    "CREATE TRIGGER risk_chains_once BEFORE INSERT ON risk_chains WHEN EXISTS "
    "(SELECT 1 FROM risk_chains WHERE deal_id = NEW.deal_id OR chain = NEW.chain) "
    f"BEGIN {_refuse('a deal has one chain')}; END",
)
