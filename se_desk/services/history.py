"""A deal's timeline: calls, notes, flags, forecasts, reads and reached steps, in one order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from se_desk.domain.deals import Deal, Forecast, Read
from se_desk.domain.evidence import summary
from se_desk.domain.history import Happening
from se_desk.domain.moments import count, local_moment, say_day, say_span, say_time
from se_desk.domain.note_clock import ClockState
from se_desk.domain.note_lines import NoteLine
from se_desk.domain.notes import NoteKind
from se_desk.domain.risk_messages import receipts_in
from se_desk.domain.risks import RiskEntry, RiskFlag, Status, fold
from se_desk.services.call_views import CallView, views_in
from se_desk.storage import calls as call_rows
from se_desk.storage import deals as deal_rows
from se_desk.storage import note_lines as line_rows
from se_desk.storage import partners as partner_rows
from se_desk.storage import risks as risk_rows
from se_desk.storage import steps as step_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

EVERY = 1_000_000  # notes: more than anybody writes
_EXCERPT = 220
_LOOKED_AT = 5_000  # letters at a note's beginning; an excerpt of a book is in its first pages
_MARKS = re.compile(r"\*\*|__|`|~~|^\[[ xX]\] ")
_STEPS = (("discovery_on", "Discovery done"), ("demo_on", "Demo shown"), ("poc_on", "POC begun"))


class History:
    """What happened on a deal, and what will."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_deal(self, deal_id: str, notes: int = EVERY) -> tuple[Happening, ...]:
        """Every row of the timeline, newest first; calls that lie ahead come before all.

        Of the notes only so many, the newest ones.
        """
        now = self._desk.now()
        with self._desk.reading() as conn:
            deal = deal_rows.get(conn, deal_id)
            partner = partner_rows.get(conn, deal.partner_id) if deal.partner_id else None
            name = partner.first_name if partner else ""
            ae = name or "the AE"
            calls = call_rows.of_deal(conn, deal_id)
            views = views_in(conn, (call for call in calls if not call.cancelled), now)
            lines = line_rows.page(conn, deal_id, 0, notes)
            titles = {call.id: call.title for call in calls}
            chain = risk_rows.chain_of(conn, deal_id)
            flags = fold(risk_rows.entries(conn, chain)) if chain else ()
            forecasts = deal_rows.forecasts_of(conn, deal_id)
            reads = deal_rows.reads_of(conn, deal_id)
            settled = [step for step in step_rows.of_deal(conn, deal_id) if step.settled_at]
        rows = [
            *(_of_call(view, now) for view in views),
            *(_of_note(line, titles) for line in lines),
            *(_of_flag(flag, ae) for flag in flags),
            *_of_forecasts(forecasts, name, self._desk.today_on()),
            *_of_reads(reads, self._desk.today_on()),
            *self._steps(deal),
        ]
        rows += [
            Happening(noun="step", id=s.id, at=s.settled_at, title=f"Done: {s.text}", icon="circle-check")
            for s in settled
            if s.settled_at
        ]
        return tuple(sorted(rows, key=lambda row: row.at, reverse=True))

    def _steps(self, deal: Deal) -> Iterator[Happening]:
        for field, words in (*_STEPS, ("sign_off_on", "Technical sign-off")):
            day: date | None = getattr(deal, field)
            if day is not None and day <= self._desk.today_on():
                at = local_moment(day, 0, 0, self._desk.zone)
                yield Happening(noun="deal", id=f"{deal.id}:{field}", at=at, title=words, icon="milestone")


def _of_call(view: CallView, now: datetime) -> Happening:
    call, future = view.call, view.call.starts_at > now
    aside, tone = "", ""
    if view.clock is not None and call.ends_at <= now:
        aside = view.clock.say()
        tone = {ClockState.DONE: "ok", ClockState.LATE: "late", ClockState.OVER: "over"}.get(
            view.clock.state, ""
        )
    return Happening(
        noun="call",
        id=call.id,
        at=call.starts_at,
        title=call.title if future else f"Call: {call.title}",
        text=f"in {say_span(call.starts_at - now)} · {huddle_words(view)}" if future else _held(view),
        icon="phone",
        aside="Open huddle" if future else aside,
        tone="link" if future else tone,
        future=future,
    )


def huddle_words(view: CallView) -> str:
    """How far the preparation of a call is: ``huddle 3 of 5``, ``huddle held``, ``no huddle yet``."""
    if view.huddle is None:
        return "no huddle yet"
    if view.huddle.held_at is not None:
        return "huddle held"
    return f"huddle {view.ticks_done} of {len(view.ticks)}"


def _held(view: CallView) -> str:
    """How long it was, and who came from the customer: two names, and how many more."""
    names = [attendee.name for attendee in view.customers]
    more = f" +{len(names) - 2}" if len(names) > 2 else ""
    who = f" · {', '.join(names[:2])}{more}" if names else ""
    return f"{view.call.minutes} min{who}"


def _of_note(note: NoteLine, calls: Mapping[str, str]) -> Happening:
    decision = note.kind is NoteKind.DECISION
    return Happening(
        noun="note",
        id=note.id,
        at=note.written_at,
        title=note.shown_title,
        text=excerpt(note.beginning, note.shown_title),
        icon="signpost" if decision else "lock" if note.private else "file-text",
        tone="accent" if decision else "",
        aside="Private" if note.private else "",
        footer=calls.get(note.call_id or "", ""),
    )


def _of_flag(flag: RiskFlag, ae: str) -> Happening:
    told = flag.told[-1] if flag.told else None
    quote = (told.fields.get("message", "") if told else "").split("\n\n")[0]
    said = ""
    if told is not None:
        who, channel = told.fields.get("to", ae), told.fields.get("channel", "").replace("_", " ")
        said = f"Told {who} {say_time(told.recorded_at)} by {channel}"
    if flag.responses:
        last = flag.responses[-1].fields
        said += f" · {last.get('from', ae)}: “{last.get('response', '')}”"
    return Happening(
        noun="flag",
        id=flag.id,
        at=flag.raised_at,
        title=flag.statement,
        text="" if quote else summary(flag.evidence)[:_EXCERPT],
        icon="flag",
        severity=flag.severity.value if flag.severity else "",
        aside=status_words(flag, ae),
        tone=status_tone(flag),
        quote=f"“{quote}”" if quote else "",
        footer=said,
        mono=_receipt_told(told) if told else "",
    )


def _receipt_told(told: RiskEntry) -> str:
    """The receipt that was in the message, which is the one to verify; of no message, the entry's own."""
    inside = receipts_in(told.fields.get("message", ""))
    return inside[-1] if inside else told.receipt


def _of_forecasts(found: tuple[Forecast, ...], name: str, today: date) -> Iterator[Happening]:
    before: Forecast | None = None
    for one in found:
        whose = f", {name}" if name else ""
        words = f"{one.category.label}, {say_day(one.close_on, today)}"
        moved = ""
        if before is not None and before.close_on != one.close_on:
            days = (one.close_on - before.close_on).days
            moved = f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'} than before"
        yield Happening(
            noun="forecast", id=one.id, at=one.recorded_at, title=f"AE forecast{whose}: {words}", text=moved,
            icon="calendar", footer=one.source,
        )  # fmt: skip
        before = one


def _of_reads(found: tuple[Read, ...], today: date) -> Iterator[Happening]:
    for one in found:
        yield Happening(
            noun="read", id=one.id, at=one.recorded_at, title=f"SE read, {say_day(one.close_on, today)}",
            text=one.why, icon="target", tone="accent",
        )  # fmt: skip


def status_words(flag: RiskFlag, ae: str) -> str:
    """The words of the chip: ``Not told``, ``Waiting for Tom``, ``Answered``, ``Closed, agreed``."""
    if flag.outcome is not None:
        return f"Closed, {flag.outcome.label.lower()}"
    return {
        Status.NOT_TOLD: "Not told",
        Status.WAITING: f"Waiting for {flag.told[-1].fields.get('to', ae) if flag.told else ae}",
    }.get(flag.status, "Answered")


def status_tone(flag: RiskFlag) -> str:
    """How the chip is drawn: amber is the SE's move, a line waits for somebody else."""
    tones = {Status.NOT_TOLD: "amber", Status.WAITING: "line", Status.ANSWERED: "accent"}
    return tones.get(flag.status, "green")


def excerpt(body: str, title: str = "", length: int = _EXCERPT) -> str:
    """The first words of a note without its heading and marks, for a row of two lines."""
    text = " ".join(line for line in map(_bare, body[:_LOOKED_AT].splitlines()) if line and line != title)
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _bare(line: str) -> str:
    """A line of Markdown without the marks at its ends; of a table, its cells and not its rules."""
    words = _MARKS.sub("", line.strip(" #>*-_\t"))
    if not words.startswith("|"):
        return words
    cells = [cell.strip(" :-") for cell in words.split("|")]
    return ", ".join(cell for cell in cells if cell)
