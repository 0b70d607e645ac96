"""What was approved for a CRM and what became of it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from se_desk.domain.outbox import SendingState
from se_desk.storage.columns import Key, Moment, Prose, Truth, Word, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="CASCADE"), nullable=False),
    Column("crm", Prose, nullable=False),
    Column("crm_deal", Prose, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Prose, nullable=False),
    Column("body", Prose, nullable=False),
    Column("marker", Prose, nullable=False),
    Column("digest", Prose, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("approved_at", Moment, nullable=False),
    Column("state", Word(SendingState), nullable=False),
    Column("tried_at", Moment),
    Column("sent_at", Moment),
    Column("answer", Prose, nullable=False),
    Column("remote_id", Prose, nullable=False),
    Column("unsure", Truth, nullable=False),
)
Index("ix_outbox_note_id", outbox.c.note_id, outbox.c.crm)
Index("ix_outbox_state", outbox.c.state)
