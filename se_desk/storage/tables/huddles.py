"""Huddles with their ticks and beats, answers of the question bank, debriefs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from se_desk.domain.huddles import TickState
from se_desk.storage.columns import Key, Moment, Word, metadata

huddles = Table(
    "huddles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("objective", Text, nullable=False),
    Column("drives", Text, nullable=False),
    Column("commercial", Text, nullable=False),
    Column("technical_notes", Text, nullable=False),
    Column("rescue_phrase", Text, nullable=False),
    Column("deferral_line", Text, nullable=False),
    Column("call_to_action", Text, nullable=False),
    Column("timer_used_ms", Integer, nullable=False),
    Column("timer_started_at", Moment),
    Column("held_at", Moment),
)

ticks = Table(
    "ticks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("huddle_id", Key, ForeignKey("huddles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", Word(TickState), nullable=False),
    Column("detail", Text, nullable=False),
)

beats = Table(
    "beats",
    metadata,
    Column("id", Key, primary_key=True),
    Column("huddle_id", Key, ForeignKey("huddles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("from_minute", Integer),
    Column("to_minute", Integer),
    Column("topic", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("hand_off", Text, nullable=False),
)

question_answers = Table(
    "question_answers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("question_key", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "question_key"),
)

debriefs = Table(
    "debriefs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("missed", Text, nullable=False),
    Column("pain", Text, nullable=False),
    Column("next_step_agreed", Text, nullable=False),
    Column("alignment", Integer),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("held_at", Moment, nullable=False),
)
