"""Statements for huddles with their ticks and beats, answers of the question bank, and debriefs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from se_desk.domain.errors import NotFound
from se_desk.domain.huddles import Beat, Debrief, DebriefDraft, Huddle, QuestionAnswer, Tick, TickState
from se_desk.storage import rows
from se_desk.storage.store import Connection
from se_desk.storage.tables.calls import calls
from se_desk.storage.tables.deals import deals
from se_desk.storage.tables.huddles import beats, debrief_drafts, debriefs, huddles, question_answers, ticks


def insert(conn: Connection, huddle: Huddle) -> None:
    """The preparation of a call that has none."""
    rows.insert(conn, huddles, huddle)


def update(conn: Connection, huddle: Huddle) -> None:
    """All fields of a huddle that is there."""
    rows.update(conn, huddles, huddle)


def get(conn: Connection, huddle_id: str) -> Huddle:
    """The huddle; NotFound where there is none."""
    return rows.get(conn, huddles, Huddle, huddle_id)


def find_of_call(conn: Connection, call_id: str) -> Huddle | None:
    """A call's huddle, or None before it was begun."""
    return rows.find(conn, huddles, Huddle, huddles.c.call_id == call_id)


def get_of_call(conn: Connection, call_id: str) -> Huddle:
    """A call's huddle; NotFound before it was begun."""
    found = find_of_call(conn, call_id)
    if found is None:
        raise NotFound("The huddle of this call has not begun.", do="Begin it from the call.")
    return found


def of_calls(conn: Connection, call_ids: Iterable[str]) -> tuple[Huddle, ...]:
    """The huddles of these calls, as far as they were begun."""
    return rows.fetch(conn, huddles, Huddle, huddles.c.call_id.in_(tuple(call_ids)))


def insert_ticks(conn: Connection, records: Iterable[Tick]) -> None:
    """Lines of the checklist."""
    rows.insert_many(conn, ticks, records)


def update_tick(conn: Connection, tick: Tick) -> None:
    """All fields of a tick that is there."""
    rows.update(conn, ticks, tick)


def get_tick(conn: Connection, tick_id: str) -> Tick:
    """The tick; NotFound where there is none."""
    return rows.get(conn, ticks, Tick, tick_id)


def delete_tick(conn: Connection, tick_id: str) -> None:
    """Take a line off the checklist; NotFound where there is none."""
    rows.delete(conn, ticks, tick_id)


def ticks_of(conn: Connection, *huddle_ids: str) -> tuple[Tick, ...]:
    """The checklists of these huddles, each in its order."""
    order = (ticks.c.huddle_id, ticks.c.position, ticks.c.id)
    return rows.fetch(conn, ticks, Tick, ticks.c.huddle_id.in_(huddle_ids), order_by=order)


def left_alone(conn: Connection, now: datetime) -> tuple[Tick, ...]:
    """Lines nobody touched, of calls that are over by ``now``."""
    over = select(huddles.c.id).join(calls, calls.c.id == huddles.c.call_id).where(calls.c.ends_at <= now)
    which = (ticks.c.state == TickState.OPEN, ticks.c.huddle_id.in_(over))
    return rows.fetch(conn, ticks, Tick, *which, order_by=(ticks.c.huddle_id, ticks.c.position, ticks.c.id))


def insert_beats(conn: Connection, records: Iterable[Beat]) -> None:
    """Parts of the story."""
    rows.insert_many(conn, beats, records)


def update_beat(conn: Connection, beat: Beat) -> None:
    """All fields of a beat that is there."""
    rows.update(conn, beats, beat)


def get_beat(conn: Connection, beat_id: str) -> Beat:
    """The beat; NotFound where there is none."""
    return rows.get(conn, beats, Beat, beat_id)


def delete_beat(conn: Connection, beat_id: str) -> None:
    """Take a part out of the story; NotFound where there is none."""
    rows.delete(conn, beats, beat_id)


def beats_of(conn: Connection, huddle_id: str) -> tuple[Beat, ...]:
    """The story in its order."""
    return rows.fetch(
        conn, beats, Beat, beats.c.huddle_id == huddle_id, order_by=(beats.c.position, beats.c.id)
    )


def find_answer(conn: Connection, deal_id: str, question_key: str) -> QuestionAnswer | None:
    """What the AE answered to a question on this deal, or None."""
    which = (question_answers.c.deal_id == deal_id, question_answers.c.question_key == question_key)
    return rows.find(conn, question_answers, QuestionAnswer, *which)


def save_answer(conn: Connection, record: QuestionAnswer) -> None:
    """Write it, the first time or again."""
    rows.upsert(conn, question_answers, record)


def delete_answer(conn: Connection, answer_id: str) -> None:
    """The question is open again; NotFound where there is none."""
    rows.delete(conn, question_answers, answer_id)


def answers_of(conn: Connection, deal_id: str) -> tuple[QuestionAnswer, ...]:
    """All that the AE answered on this deal, the newest last."""
    order = (question_answers.c.answered_at, question_answers.c.id)
    which = question_answers.c.deal_id == deal_id
    return rows.fetch(conn, question_answers, QuestionAnswer, which, order_by=order)


def insert_debrief(conn: Connection, debrief: Debrief) -> None:
    """What a call taught."""
    rows.insert(conn, debriefs, debrief)


def update_debrief(conn: Connection, debrief: Debrief) -> None:
    """All fields of a debrief that is there."""
    rows.update(conn, debriefs, debrief)


def find_debrief(conn: Connection, call_id: str) -> Debrief | None:
    """A call's debrief, or None."""
    return rows.find(conn, debriefs, Debrief, debriefs.c.call_id == call_id)


def save_draft(conn: Connection, draft: DebriefDraft) -> None:
    """What was typed of a debrief, the first time or again."""
    rows.upsert(conn, debrief_drafts, draft)


def find_draft(conn: Connection, call_id: str) -> DebriefDraft | None:
    """What was typed of a call's debrief, or None."""
    return rows.find(conn, debrief_drafts, DebriefDraft, debrief_drafts.c.call_id == call_id)


def begun_debriefs(conn: Connection) -> frozenset[str]:
    """The calls whose debrief was begun and not saved."""
    return frozenset(row[0] for row in conn.execute(select(debrief_drafts.c.call_id)))


def forget_draft(conn: Connection, call_id: str) -> None:
    """Nothing is typed any more."""
    conn.execute(delete(debrief_drafts).where(debrief_drafts.c.call_id == call_id))


def debriefs_of_partner(conn: Connection, partner_id: str) -> tuple[Debrief, ...]:
    """The debriefs of all calls on a partner's deals, the newest first."""
    of_partner = select(calls.c.id).join(deals, deals.c.id == calls.c.deal_id)
    call_ids = of_partner.where(deals.c.partner_id == partner_id)
    order = (debriefs.c.held_at.desc(), debriefs.c.id.desc())
    return rows.fetch(conn, debriefs, Debrief, debriefs.c.call_id.in_(call_ids), order_by=order)
