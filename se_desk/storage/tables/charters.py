"""Charters, clauses, the SE's own templates. Once agreed, triggers of the database refuse any change."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from se_desk.domain.charters import CharterStatus, ClauseKind, Owes, Rule
from se_desk.storage.columns import Day, Key, Moment, Prose, Word, metadata

charters = Table(
    "charters",
    metadata,
    Column("id", Key, primary_key=True),
    Column("partner_id", Key, ForeignKey("partners.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Prose, nullable=False),
    Column("status", Word(CharterStatus), nullable=False),
    Column("template", Prose, nullable=False),
    Column("proposed_on", Day),
    Column("agreed_on", Day),
    Column("agreed_how", Prose, nullable=False),
    Column("superseded_on", Day),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("partner_id", "version"),
)

clauses = Table(
    "clauses",
    metadata,
    Column("id", Key, primary_key=True),
    Column("charter_id", Key, ForeignKey("charters.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("origin_id", Key, nullable=False),
    Column("position", Integer, nullable=False),
    Column("topic", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("kind", Word(ClauseKind), nullable=False),
    Column("value", Prose, nullable=False),
    Column("rule", Word(Rule)),
    Column("amount", Integer),
    Column("target_percent", Integer),
    Column("owes", Word(Owes), nullable=False),
)

own_templates = Table(
    "own_templates",
    metadata,
    Column("id", Key, primary_key=True),
    Column("title", Prose, nullable=False),
    Column("about", Prose, nullable=False),
    Column("source", Prose, nullable=False),
    Column("made_at", Moment, nullable=False),
)

_FIXED = "('agreed', 'superseded')"
_REFUSE = "SELECT RAISE(ABORT, 'an agreed charter never changes')"


def _clause_guard(event: str, row: str, name: str) -> str:
    fixed = f"(SELECT status FROM charters WHERE id = {row}.charter_id) IN {_FIXED}"
    return f"CREATE TRIGGER clauses_fixed_{name} BEFORE {event} ON clauses WHEN {fixed} BEGIN {_REFUSE}; END"


GUARDS = (
    _clause_guard("INSERT", "NEW", "insert"),
    _clause_guard("UPDATE", "OLD", "update"),
    _clause_guard("UPDATE", "NEW", "move"),  # a draft's clause is not put into an agreed version
    _clause_guard("DELETE", "OLD", "delete"),
    # INSERT OR REPLACE slips past the guards of DELETE and UPDATE; these two it meets first.
    "CREATE TRIGGER clauses_fixed_once BEFORE INSERT ON clauses WHEN EXISTS (SELECT 1 FROM clauses AS old "
    f"JOIN charters AS c ON c.id = old.charter_id WHERE old.id = NEW.id AND c.status IN {_FIXED}) "
    f"BEGIN {_REFUSE}; END",
    "CREATE TRIGGER charters_fixed_once BEFORE INSERT ON charters WHEN EXISTS (SELECT 1 FROM charters AS old "
    "WHERE (old.id = NEW.id OR (old.partner_id = NEW.partner_id AND old.version = NEW.version)) "
    f"AND old.status IN {_FIXED}) BEGIN {_REFUSE}; END",
    # The one change an agreed version knows is to be superseded.
    f"CREATE TRIGGER charters_fixed_update BEFORE UPDATE ON charters WHEN OLD.status IN {_FIXED} "
    "AND NOT (OLD.status = 'agreed' AND NEW.status = 'superseded' AND NEW.version = OLD.version "
    "AND NEW.id = OLD.id AND NEW.template = OLD.template "
    "AND NEW.title = OLD.title AND NEW.agreed_on IS OLD.agreed_on AND NEW.partner_id = OLD.partner_id "
    f"AND NEW.agreed_how = OLD.agreed_how AND NEW.proposed_on IS OLD.proposed_on) BEGIN {_REFUSE}; END",
    "CREATE TRIGGER charters_fixed_delete BEFORE DELETE ON charters "
    f"WHEN OLD.status IN {_FIXED} BEGIN {_REFUSE}; END",
)
