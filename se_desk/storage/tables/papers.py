"""What the SE wrote into autopsy sheets, deal reviews and impact records."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table

from se_desk.domain.papers import PaperKind
from se_desk.storage.columns import Key, Moment, Prose, Word, metadata

paper_answers = Table(
    "paper_answers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Word(PaperKind), nullable=False),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("period", Prose, nullable=False),
    Column("question", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
