"""Calls, who is in them, and what was jotted meanwhile."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from se_desk.domain.calls import CallKind
from se_desk.storage.columns import Key, Moment, Word, metadata

calls = Table(
    "calls",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("title", Text, nullable=False),
    Column("kind", Word(CallKind), nullable=False),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("ends_at", Moment, nullable=False),
    Column("agenda_confirmed", Boolean, nullable=False),
    Column("agenda", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("context_received_at", Moment),
    Column("uid", Text, nullable=False),
    Column("recurrence_id", Text, nullable=False),
    Column("cancelled", Boolean, nullable=False),
)
Index("ix_calls_calendar", calls.c.uid, calls.c.recurrence_id)

attendees = Table(
    "attendees",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_confirmed", Boolean, nullable=False),
    Column("ours", Boolean, nullable=False),
)

jots = Table(
    "jots",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("jotted_at", Moment, nullable=False),
    Column("flag_seq", Integer),
)
