"""The sample's past quarters: deals that ended, their calls, notes and what reached the CRM.

They are written in one transaction rather than played through the verbs, which would take ten times as
long. Each key carries the time at which its record would have come on the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from se_desk.domain.announcements import Noun
from se_desk.domain.calls import Call, CallKind
from se_desk.domain.deals import Deal, Forecast, ForecastCategory, NoGo, Outcome, Stage
from se_desk.domain.exports import NoteExport
from se_desk.domain.ids import new_id
from se_desk.domain.moments import DAY, MINUTE, local_moment
from se_desk.domain.notes import Note, NoteKind
from se_desk.domain.periods import Period, newest
from se_desk.exchange.notes_out.note_out import NoteOut
from se_desk.exchange.notes_out.salesforce_tasks import FORMAT
from se_desk.services.sample.days import SampleDays
from se_desk.services.sample.script import Source
from se_desk.storage import calls as call_rows
from se_desk.storage import exports as export_rows
from se_desk.storage import imports as import_rows
from se_desk.storage import notes as note_rows

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.storage.store import Connection

_NO_GOS = {
    "fit": NoGo.TECHNICAL_FIT,
    "budget": NoGo.NO_BUDGET,
    "sponsor": NoGo.NO_SPONSOR,
    "far": NoGo.TOO_FAR_OFF,
}
_ENDS = {"won": Outcome.WON, "lost": Outcome.LOST, "none": Outcome.NO_DECISION}
# Minutes from the end of a call to its note, taken in turn; None where none was written.
_TOOK = (
    *(25, 200, 75, 300, 55, 620, 480, 130, 260, 845, 660, 95, 370, 1020, 170, 35, 570, 110, 240, 700),
    *(1250, 60, 410, 760, 1720, 150, 50, 330, 980, 790, 65, 1380, 505, 270, 90, 2050, 140, 450, 920, None),
)
_UNLOGGED_BEFORE = 35 * DAY  # so that no note of the past is missing on Today
_CRM_SKIPS = 6  # of this quarter one note of so many did not leave for the CRM
_WITH_CALLS, _WITH_ALL_CALLS = 4, 2  # quarters; before them there are demos alone, then only deals
_FIRST_CRM_ID = 12_411


@dataclass
class _Past:
    """What is to be written, gathered before anything is."""

    zone: ZoneInfo
    now: datetime
    words: dict[str, dict[str, list[str]]]
    reasons: dict[str, list[str]]
    currency: str
    quarter_on: date
    deals: list[Deal] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    exports: list[NoteExport] = field(default_factory=list)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A time on the wall of the desk."""
        return local_moment(day, hour, minute, self.zone)


def write_past(desk: Desk, source: Source, now: datetime) -> None:
    """Six fiscal quarters of resources/sample/past.toml, up to the day before ``now``."""
    profile = desk.profile.get()
    today = SampleDays(now, desk.zone).today
    periods = newest(today, profile.fiscal_month, len(source["quarters"]))
    lists = (source["notes"], source["reasons"])
    past = _Past(desk.zone, now, *lists, profile.currency, periods[0].first)
    for place, (period, quarter) in enumerate(zip(periods, source["quarters"], strict=True)):
        for (account, title, value, how, span), ended in zip(
            quarter["deals"], _ends(period, today, len(quarter["deals"])), strict=True
        ):
            deal = _deal(past, account, title, value, how, ended, span)
            past.deals.append(deal)
            if place < _WITH_CALLS:
                _gather_calls(past, deal, only_demo=place >= _WITH_ALL_CALLS)
    with desk.writing() as work:
        _write(work.conn, past)
        work.announce(Noun.EVERYTHING, "")


def begins_at(source: Source, now: datetime) -> datetime:
    """A moment before all of it."""
    longest = max(deal[4] for quarter in source["quarters"] for deal in quarter["deals"])
    days: int = len(source["quarters"]) * 92 + longest + 14
    return now - days * DAY


def _ends(period: Period, today: date, number: int) -> list[date]:
    """So many working days, spread over what has passed of a period."""
    last = min(period.last, today - DAY)
    step = (last - period.first - 4 * DAY) / max(number - 1, 1)
    return [_working_day(period.first + timedelta(days=3) + place * step) for place in range(number)]


def _working_day(day: date) -> date:
    """A Saturday or Sunday becomes the Friday before it."""
    return day - max(0, day.weekday() - 4) * DAY


def _deal(past: _Past, account: str, title: str, value: int, how: str, ended: date, span: int) -> Deal:
    reasons = past.reasons[how]
    discovery = _working_day(ended - span * DAY)
    came = _working_day(discovery - (3 + span % 6) * DAY)
    shown = how in ("won", "lost", "none", "fit")
    tried = shown and how != "fit" and span >= 40
    signed = how == "won" or (how in ("lost", "none") and span >= 60)
    return Deal(
        id=new_id(past.at(came, 9, span % 50)),
        title=title,
        account=account,
        crm_id=f"006Qx00000{_FIRST_CRM_ID + 7 * len(past.deals)}",
        value_minor=value * 1000 * 100,
        value_currency=past.currency,
        stage=Stage.CLOSED,
        came_on=came,
        discovery_on=discovery,
        demo_on=_part(discovery, span, 35) if shown else None,
        poc_on=_part(discovery, span, 55) if tried else None,
        poc_until_on=_part(discovery, span, 75) if tried else None,
        sign_off_on=_part(discovery, span, 86) if signed else None,
        outcome=_ENDS.get(how, Outcome.DISQUALIFIED),
        outcome_on=ended,
        outcome_reason=reasons[len(past.deals) % len(reasons)],
        no_go=_NO_GOS.get(how),
        changed_at=past.at(ended, 15, 40),
    )


def _part(day: date, span: int, percent: int) -> date:
    return _working_day(day + span * percent // 100 * DAY)


def _between(first: date, last: date) -> date:
    return _working_day(first + (last - first) // 2)


def _gather_calls(past: _Past, deal: Deal, *, only_demo: bool) -> None:
    """A talk at discovery, its signals, a demo or two and the trial; with the forecast of a signed deal."""
    discovery, demo, poc = deal.discovery_on, deal.demo_on, deal.poc_on
    planned = [(discovery, CallKind.DISCOVERY, "Discovery", 45)]
    if discovery and demo:
        planned.append((_between(discovery, demo), CallKind.TECHNICAL, "Signals", 30))
        planned.append((demo, CallKind.DEMO, "Demo", 60))
    if demo and poc:
        planned.append((_between(demo, poc), CallKind.DEMO, "Demo for the crew", 45))
        planned.append((deal.poc_until_on, CallKind.POC, "Trial review", 30))
    for number, (day, kind, word, minutes) in enumerate(planned):
        if day is not None and (kind is CallKind.DEMO or not only_demo):
            _gather_call(past, deal, day, kind, f"{word}, {deal.title}", minutes, number)
    if deal.outcome_on and deal.sign_off_on:
        seen_at = past.at(deal.sign_off_on, 11, 30)
        past.forecasts.append(
            Forecast(
                id=new_id(seen_at),
                deal_id=deal.id,
                category=ForecastCategory.COMMIT,
                close_on=deal.outcome_on,
                source="CRM",
                recorded_at=seen_at,
            )
        )


def _gather_call(
    past: _Past, deal: Deal, day: date, kind: CallKind, title: str, minutes: int, number: int
) -> None:
    turn = len(past.calls)
    starts_at = past.at(day, 9 + (turn * 3 + number) % 7, turn % 4 * 15)
    call = Call(
        id=new_id(max(starts_at - 4 * DAY, past.at(deal.came_on, 10))),
        deal_id=deal.id,
        title=title,
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + minutes * MINUTE,
        agenda_confirmed=True,
    )
    past.calls.append(call)
    took = _TOOK[turn % len(_TOOK)]
    if took is None and call.ends_at > past.now - _UNLOGGED_BEFORE:
        took = 90
    if took is not None and call.ends_at + took * MINUTE < past.now:
        _gather_note(past, deal, call, call.ends_at + took * MINUTE, turn)


def _gather_note(past: _Past, deal: Deal, call: Call, written_at: datetime, turn: int) -> None:
    kind = {CallKind.DISCOVERY: NoteKind.DISCOVERY, CallKind.DEMO: NoteKind.DEMO}.get(call.kind, NoteKind.POC)
    words = past.words["technical" if kind is NoteKind.POC else kind.value]
    head, seen, following = (words[part][turn % len(words[part])] for part in ("heads", "seen", "open"))
    note = Note(
        id=new_id(written_at),
        deal_id=call.deal_id,
        call_id=call.id,
        kind=kind,
        title=f"{head}: {call.title.partition(', ')[2]}",
        body=f"{seen}\n\n{following}\n",
        written_at=written_at,
        changed_at=written_at,
    )
    past.notes.append(note)
    exported_at = written_at + (15 + turn % 5 * 30) * MINUTE
    skipped = turn % _CRM_SKIPS == _CRM_SKIPS - 1 and written_at.date() >= past.quarter_on
    if not skipped and exported_at < past.now:
        past.exports.append(
            NoteExport(
                id=new_id(exported_at),
                note_id=note.id,
                format=FORMAT.key,
                revision=note.revision,
                digest=FORMAT.digest(NoteOut(note=note, deal=deal, call=call)),
                exported_at=exported_at,
            )
        )


def _write(conn: Connection, past: _Past) -> None:
    import_rows.insert_deals(conn, past.deals)
    import_rows.insert_forecasts(conn, past.forecasts)
    for call in past.calls:
        call_rows.insert(conn, call)
    for note in past.notes:
        note_rows.insert(conn, note)
    for export in past.exports:
        export_rows.insert(conn, export)
