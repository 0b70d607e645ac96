"""The sample's calls: planned, prepared, held, jotted, debriefed and logged, or still to be."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from se_desk.domain.calls import CallKind
from se_desk.domain.moments import DAY, MINUTE
from se_desk.domain.notes import NoteKind
from se_desk.services.sample.attached import attach
from se_desk.services.sample.script import Script, Source
from se_desk.services.templates import story_beats

_PLANNED_AHEAD = 5 * DAY


def write_call(script: Script, key: str, call: Source) -> None:
    """A call of a deal with its huddle, jots, debrief and note."""
    days = script.days
    starts_at = days.moment(call["when"])
    planned_at = _planned_at(script, key, call, starts_at)
    script.at(planned_at, partial(_plan, script, key, call, starts_at))
    if "context_when" in call:
        script.at(days.moment(call["context_when"]), partial(_receive, script, call))
    if "huddle" in call:
        _write_huddle(script, call, starts_at)
    for jot in call.get("jots", ()):
        at = starts_at + jot["minute"] * MINUTE
        script.at(at, partial(_jot, script, call, jot["text"]))
    if "note" in call:
        script.at(days.moment(call["note"]["when"]), partial(_log, script, key, call))


def _planned_at(script: Script, key: str, call: Source, starts_at: datetime) -> datetime:
    """Five days ahead, before the AE's context came, and not before the deal was there."""
    moments = [starts_at - _PLANNED_AHEAD, script.days.now - DAY]
    if "context_when" in call:
        moments.append(script.days.moment(call["context_when"]) - 30 * MINUTE)
    return max(min(moments), script.opened[key] + 10 * MINUTE)


def _plan(script: Script, key: str, call: Source, starts_at: datetime) -> None:
    calls = script.desk.calls
    planned = calls.plan(
        call["title"],
        starts_at,
        minutes=call["minutes"],
        deal_id=script.ids["deal", key],
        kind=CallKind(call["kind"]),
        agenda=call["agenda"],
        agenda_confirmed=call.get("confirmed", bool(call["agenda"])),
    )
    script.ids["call", call["key"]] = planned.id
    for name in call["present"]:
        calls.attend(planned.id, name)
    for guest in call.get("guests", ()):
        calls.attend(planned.id, guest["name"], guest.get("title", ""))
    for name in call["ours"]:
        calls.attend(planned.id, name, ours=True)


def _receive(script: Script, call: Source) -> None:
    script.desk.calls.receive_context(script.ids["call", call["key"]], call["context"])


def _jot(script: Script, call: Source, text: str) -> None:
    script.desk.calls.jot(script.ids["call", call["key"]], text)


def _write_huddle(script: Script, call: Source, starts_at: datetime) -> None:
    """The timer runs for the minutes used, up to the end of a huddle that was held."""
    huddle = call["huddle"]
    used = timedelta(minutes=huddle["minutes_used"])
    if "held" in huddle:
        held_at = script.days.moment(huddle["held"])
        script.at(held_at, partial(_hold, script, call))
        begun_at = held_at - used
    else:
        begun_at = min(script.days.now, starts_at) - used - 20 * MINUTE
        script.at(begun_at + used, partial(_pause, script, call))
    script.at(begun_at, partial(_prepare, script, call))


def _prepare(script: Script, call: Source) -> None:
    huddles, huddle, call_id = script.desk.huddles, call["huddle"], script.ids["call", call["key"]]
    begun = huddles.begin(call_id)
    huddles.start_timer(call_id)
    huddles.set_objective(call_id, huddle["objective"])
    huddles.set_roles(
        call_id,
        drives=huddle.get("drives"),
        commercial=huddle.get("commercial"),
        technical_notes=huddle.get("technical_notes"),
    )
    if "call_to_action" in huddle:
        huddles.set_call_to_action(call_id, huddle["call_to_action"])
    for tick in begun.ticks:
        if tick.key in huddle["done"]:
            huddles.tick(tick.id)
    _tell_story(script, call)


def _tell_story(script: Script, call: Source) -> None:
    huddles, call_id = script.desk.huddles, script.ids["call", call["key"]]
    beats = call["huddle"].get("beats", ())
    if not beats and story_beats(CallKind(call["kind"]), "", ""):
        huddles.take_story(call_id)
    for beat in beats:
        first, last = beat.get("minutes", (None, None))
        huddles.add_beat(
            call_id,
            beat["topic"],
            from_minute=first,
            to_minute=last,
            line=beat["line"],
            who=beat["who"],
            hand_off=beat.get("hand_off", ""),
        )


def _pause(script: Script, call: Source) -> None:
    script.desk.huddles.pause_timer(script.ids["call", call["key"]])


def _hold(script: Script, call: Source) -> None:
    script.desk.huddles.hold(script.ids["call", call["key"]])


def _log(script: Script, key: str, call: Source) -> None:
    """The note of the call, made by its debrief where there is one."""
    note_id = _debrief(script, call) if "debrief" in call else _write(script, key, call)
    script.ids["note", call["key"]] = note_id
    attach(script, note_id, call["note"])


def _write(script: Script, key: str, call: Source) -> str:
    note = call["note"]
    written = script.desk.notes.start(
        script.ids["deal", key],
        kind=NoteKind(note["kind"]),
        title=note["title"],
        body=note["body"],
        call_id=script.ids["call", call["key"]],
    )
    return written.id


def _debrief(script: Script, call: Source) -> str:
    debrief, note = call["debrief"], call["note"]
    held = script.desk.debriefs.hold(
        script.ids["call", call["key"]],
        debrief["missed"],
        debrief["pain"],
        debrief["next_step"],
        debrief["alignment"],
        note_body=note["body"],
        make_it_ten=debrief.get("make_it_ten", ""),
        note_kind=NoteKind(note["kind"]),
    )
    note_id = held.note_id or ""
    script.desk.notes.retitle(note_id, note["title"])
    return note_id
