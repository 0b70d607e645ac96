"""Statements for exit criteria and what shows that a deal meets them."""

from __future__ import annotations

from se_desk.domain.exit_criteria import ExitCriterion, ExitEvidence
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.exit_criteria import exit_criteria, exit_evidence


def save(conn: Connection, criterion: ExitCriterion) -> None:
    """Write a criterion, the first time or again."""
    rows.upsert(conn, exit_criteria, criterion)


def all_criteria(conn: Connection) -> tuple[ExitCriterion, ...]:
    """Every criterion there ever was, dropped ones too; none where the SE never arranged a list."""
    order = (exit_criteria.c.stage, exit_criteria.c.position, exit_criteria.c.id)
    return rows.fetch(conn, exit_criteria, ExitCriterion, order_by=order)


def save_evidence(conn: Connection, evidence: ExitEvidence) -> None:
    """Write what shows that a deal meets a criterion, the first time or again."""
    rows.upsert(conn, exit_evidence, evidence)


def find_evidence(conn: Connection, deal_id: str, criterion_id: str) -> ExitEvidence | None:
    """What a deal has for one criterion; None where nobody wrote any."""
    same = (exit_evidence.c.deal_id == deal_id, exit_evidence.c.criterion_id == criterion_id)
    return rows.find(conn, exit_evidence, ExitEvidence, *same)


def evidence_of(conn: Connection, deal_id: str) -> tuple[ExitEvidence, ...]:
    """What a deal has for any of them."""
    return rows.fetch(conn, exit_evidence, ExitEvidence, exit_evidence.c.deal_id == deal_id)
