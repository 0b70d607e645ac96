"""Calls, who is in them, and what was jotted meanwhile."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from se_desk.domain.calls import CallKind
from se_desk.storage.columns import Key, Moment, Prose, Truth, Word, metadata

calls = Table(
    "calls",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("title", Prose, nullable=False),
    Column("kind", Word(CallKind), nullable=False),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("ends_at", Moment, nullable=False),
    Column("agenda_confirmed", Truth, nullable=False),
    Column("agenda", Prose, nullable=False),
    Column("context", Prose, nullable=False),
    Column("context_received_at", Moment),
    Column("uid", Prose, nullable=False),
    Column("recurrence_id", Prose, nullable=False),
    Column("cancelled", Truth, nullable=False),
)
Index("ix_calls_calendar", calls.c.uid, calls.c.recurrence_id)

attendees = Table(
    "attendees",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Prose, nullable=False),
    Column("email", Prose, nullable=False),
    Column("title", Prose, nullable=False),
    Column("title_confirmed", Truth, nullable=False),
    Column("ours", Truth, nullable=False),
)

jots = Table(
    "jots",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Prose, nullable=False),
    Column("jotted_at", Moment, nullable=False),
    Column("to_flag", Truth, nullable=False),
    Column("flag_seq", Integer),
)

card_lines = Table(
    "card_lines",
    metadata,
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("text", Prose, nullable=False),
    Column("written_at", Moment, nullable=False),
)

calendar_answers = Table(
    "calendar_answers",
    metadata,
    Column("uid", Prose, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), index=True),
    Column("answered_at", Moment, nullable=False),
)
