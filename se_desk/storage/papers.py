"""Statements for what the SE wrote into papers."""

from __future__ import annotations

from se_desk.domain.papers import PaperAnswer, PaperKind
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.papers import paper_answers


def save(conn: Connection, answer: PaperAnswer) -> None:
    """Write an answer, the first time or again."""
    rows.upsert(conn, paper_answers, answer)


def of_paper(conn: Connection, kind: PaperKind, deal_id: str | None, period: str) -> tuple[PaperAnswer, ...]:
    """What was written into one paper: of a deal, or of a quarter where ``deal_id`` is None."""
    where = (
        paper_answers.c.kind == kind,
        paper_answers.c.deal_id.is_(None) if deal_id is None else paper_answers.c.deal_id == deal_id,
        paper_answers.c.period == period,
    )
    return rows.fetch(conn, paper_answers, PaperAnswer, *where)
