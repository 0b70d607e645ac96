"""Huddles with their ticks and beats, answers of the question bank, debriefs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from se_desk.domain.huddles import TickState
from se_desk.storage.columns import Key, Moment, Prose, Truth, Word, metadata

huddles = Table(
    "huddles",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("objective", Prose, nullable=False),
    Column("drives", Prose, nullable=False),
    Column("commercial", Prose, nullable=False),
    Column("technical_notes", Prose, nullable=False),
    Column("rescue_phrase", Prose, nullable=False),
    Column("deferral_line", Prose, nullable=False),
    Column("call_to_action", Prose, nullable=False),
    Column("checklist", Prose, nullable=False),
    Column("checklist_version", Integer, nullable=False),
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
    Column("key", Prose, nullable=False),
    Column("text", Prose, nullable=False),
    Column("hint", Prose, nullable=False),
    Column("state", Word(TickState), nullable=False),
    Column("detail", Prose, nullable=False),
)

beats = Table(
    "beats",
    metadata,
    Column("id", Key, primary_key=True),
    Column("huddle_id", Key, ForeignKey("huddles.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("from_minute", Integer),
    Column("to_minute", Integer),
    Column("topic", Prose, nullable=False),
    Column("line", Prose, nullable=False),
    Column("who", Prose, nullable=False),
    Column("hand_off", Prose, nullable=False),
)

question_answers = Table(
    "question_answers",
    metadata,
    Column("id", Key, primary_key=True),
    Column("deal_id", Key, ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("question_key", Prose, nullable=False),
    Column("answer", Prose, nullable=False),
    Column("answered_at", Moment, nullable=False),
    UniqueConstraint("deal_id", "question_key"),
)

debriefs = Table(
    "debriefs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("missed", Prose, nullable=False),
    Column("pain", Prose, nullable=False),
    Column("next_step_agreed", Prose, nullable=False),
    Column("alignment", Integer),
    Column("note_id", Key, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("digest_at", Moment),
    Column("held_at", Moment, nullable=False),
)

debrief_drafts = Table(
    "debrief_drafts",
    metadata,
    Column("call_id", Key, ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    Column("missed", Prose, nullable=False),
    Column("pain", Prose, nullable=False),
    Column("agreed", Prose, nullable=False),
    Column("step", Prose, nullable=False),
    Column("step_owner", Prose, nullable=False),
    Column("step_day", Prose, nullable=False),
    Column("alignment", Integer),
    Column("make_it_ten", Prose, nullable=False),
    Column("note", Prose),
    Column("private", Truth, nullable=False),
    Column("with_note", Truth),
    Column("written_at", Moment, nullable=False),
)
