"""Huddles: the fifteen minutes in which SE and AE prepare a call (PRODUCT, part 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LENGTH = timedelta(minutes=15)


class TickState(StrEnum):
    """A tick nobody touched is recorded as skipped when the huddle ends, never as done."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Huddle:
    """The preparation of one call. The timer runs from ``timer_started_at`` beside ``timer_used_ms``.

    ``checklist`` is the title of the one its ticks were copied from, ``checklist_version`` its version then.
    """

    id: str
    call_id: str
    objective: str = ""
    drives: str = ""
    commercial: str = ""
    technical_notes: str = ""
    rescue_phrase: str = ""
    deferral_line: str = ""
    call_to_action: str = ""
    checklist: str = ""
    checklist_version: int = 0
    timer_used_ms: int = 0
    timer_started_at: datetime | None = None
    held_at: datetime | None = None

    def used(self, now: datetime) -> timedelta:
        """Time the timer has run, pauses left out."""
        running = now - self.timer_started_at if self.timer_started_at else timedelta()
        return timedelta(milliseconds=self.timer_used_ms) + max(running, timedelta())

    def left(self, now: datetime) -> timedelta:
        """What is left of fifteen minutes; negative once they are over."""
        return LENGTH - self.used(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line of the checklist. ``key`` names the five of the product; the SE's own have none."""

    id: str
    huddle_id: str
    position: int
    key: str = ""
    text: str
    hint: str = ""
    state: TickState = TickState.OPEN
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A part of the story: from minute to minute, what, who, and the line to say or to hand off with.

    ``from_minute`` is None for a beat that may come at any time. ``hand_off`` names who takes over.
    """

    id: str
    huddle_id: str
    position: int
    from_minute: int | None = None
    to_minute: int | None = None
    topic: str
    line: str = ""
    who: str = ""
    hand_off: str = ""

    @property
    def span(self) -> str:
        """``5–25``, or ``any``."""
        return "any" if self.from_minute is None else f"{self.from_minute}–{self.to_minute}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    """What the AE answered to a question of the bank; kept on the deal, so it is asked once.

    ``question_key`` names the question of the bank, ``group`` its heading.
    """

    id: str
    deal_id: str
    question_key: str
    answer: str
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What a call taught: three questions, the pair's alignment, and the note made of it.

    ``digest_at`` is when the digest for the AE was last taken along.
    """

    id: str
    call_id: str
    missed: str = ""
    pain: str = ""
    next_step_agreed: str = ""
    alignment: int | None = None
    note_id: str | None = None
    digest_at: datetime | None = None
    held_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefDraft:
    """A debrief that was begun and not saved.

    ``step_day`` is as typed; ``note`` is None until somebody edited it; ``with_note`` is None where nobody
    chose.
    """

    call_id: str
    missed: str = ""
    pain: str = ""
    agreed: str = ""
    step: str = ""
    step_owner: str = ""
    step_day: str = ""
    alignment: int | None = None
    make_it_ten: str = ""
    note: str | None = None
    private: bool = False
    with_note: bool | None = None
    written_at: datetime


def done(ticks: tuple[Tick, ...]) -> int:
    """How many ticks are done."""
    return sum(tick.state is TickState.DONE for tick in ticks)


def still_open(ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
    """The ticks nobody has touched."""
    return tuple(tick for tick in ticks if tick.state is TickState.OPEN)
