"""The sample's deals: their histories, people, evidence, steps, asks, notes and flags."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from se_desk.domain.asks import Answer, Weight
from se_desk.domain.deals import ForecastCategory, Outcome, Stage
from se_desk.domain.money import Money
from se_desk.domain.notes import NoteKind
from se_desk.domain.people import Role, Stance
from se_desk.domain.qualification import GateKind, GateState, Letter
from se_desk.services.sample.attached import attach
from se_desk.services.sample.authority import write_stamp
from se_desk.services.sample.calls import write_call
from se_desk.services.sample.days import SampleDays
from se_desk.services.sample.flags import write_dismissal, write_flag
from se_desk.services.sample.loose import passage
from se_desk.services.sample.pairs import write_not_ready, write_request
from se_desk.services.sample.script import Script, Source

_STEPS = ("discovery", "demo", "poc", "poc_until", "sign_off")


def write_deal(script: Script, key: str, source: Source) -> None:
    """A deal of resources/sample/deals with everything that happened on it."""
    everywhere = script.days
    script.days = _days_of(everywhere, source["deal"])
    said = script.days.words(source)
    _write_deal(script, key, said["deal"])
    for name, write in _LISTS.items():
        for item in said.get(name, ()):
            write(script, key, item)
    script.days = everywhere


def _days_of(days: SampleDays, deal: Source) -> SampleDays:
    if "procurement_start" not in deal:
        return days
    weeks = timedelta(weeks=deal["procurement_weeks"])
    return days.with_signature(days.day(deal["procurement_start"]) + weeks)


def _write_deal(script: Script, key: str, deal: Source) -> None:
    days = script.days
    opened_at = script.opened[key] = days.moment(f"{deal['came']} 09:00")
    script.at(opened_at, partial(_open, script, key, deal))
    for step in (step for step in _STEPS if step in deal):
        on = days.day(deal[step])
        at = opened_at if step == "poc_until" else days.moment(f"{deal[step]} 08:00")
        script.at(at, partial(_reach, script, key, step, on))
    if "procurement_start" in deal:
        at = days.moment(f"{deal['procurement_start']} 11:40")
        script.at(at, partial(_set_procurement, script, key, deal, days.day(deal["procurement_start"])))
    if "outcome" in deal:
        at = days.moment(deal["outcome"]["when"])
        script.at(at, partial(_close, script, key, deal["outcome"], at.date()))


def _open(script: Script, key: str, deal: Source) -> None:
    deals = script.desk.deals
    currency = script.desk.profile.get().currency
    opened = deals.open(
        deal["title"],
        deal["account"],
        partner_id=script.ids["partner", deal["partner"]],
        value=Money(deal["value"] * 100, currency),
        crm_id=deal["crm_id"],
    )
    deals.change(
        opened.id,
        competitors=deal.get("competitors", ""),
        compelling_event=deal.get("compelling_event", ""),
    )
    script.ids["deal", key] = opened.id


def _reach(script: Script, key: str, step: str, on: date) -> None:
    script.desk.deals.reach(script.ids["deal", key], step, on)


def _set_procurement(script: Script, key: str, deal: Source, start_on: date) -> None:
    script.desk.deals.set_procurement(
        script.ids["deal", key], start_on, deal["procurement_weeks"], deal["procurement_source"]
    )


def _close(script: Script, key: str, outcome: Source, on: date) -> None:
    word = Outcome(outcome["outcome"])
    script.desk.deals.close(script.ids["deal", key], word, on, outcome["reason"])


def _advance(script: Script, key: str, item: Source) -> None:
    stage = Stage(item["stage"])
    at = script.days.moment(item["when"])
    script.at(at, lambda: script.desk.deals.advance(script.ids["deal", key], stage))


def _forecast(script: Script, key: str, item: Source) -> None:
    category, close_on = ForecastCategory(item["category"]), script.days.day(item["close"])

    def record() -> None:
        script.desk.deals.record_forecast(script.ids["deal", key], category, close_on, item["source"])

    script.at(script.days.moment(item["when"]), record)


def _read(script: Script, key: str, item: Source) -> None:
    close_on = script.days.day(item["close"])

    def record() -> None:
        script.desk.deals.record_read(script.ids["deal", key], close_on, item["why"])

    script.at(script.days.moment(item["when"]), record)


def _person(script: Script, key: str, item: Source) -> None:
    def add() -> None:
        script.desk.people.add(
            script.ids["deal", key],
            item["name"],
            title=item["title"],
            title_confirmed=item["confirmed"],
            role=Role(item["role"]),
            stance=Stance(item["stance"]),
            own_line=item.get("own_line", False),
            email=item.get("email", ""),
        )

    script.at(script.opened[key], add)


def _gate(script: Script, key: str, item: Source) -> None:
    kind, state, evidence = GateKind(item["kind"]), GateState(item["state"]), item.get("evidence", "")

    def set_gate() -> None:
        script.desk.qualification.set_gate(script.ids["deal", key], kind, state, evidence)

    script.at(script.days.moment(item["when"]), set_gate)


def _element(script: Script, key: str, item: Source) -> None:
    letter = Letter(item["letter"])

    def set_element() -> None:
        script.desk.qualification.set_element(script.ids["deal", key], letter, item["evidence"])

    script.at(script.days.moment(item["when"]), set_element)


def _step(script: Script, key: str, item: Source) -> None:
    due_on = script.days.day(item["due"])

    def promise() -> None:
        made = script.desk.steps.promise(
            script.ids["deal", key],
            item["text"],
            owner=item.get("owner", ""),
            due_on=due_on,
            passage=passage(script, key, item),
        )
        script.ids["step", item["text"]] = made.id

    script.at(script.days.moment(item["made"]), promise)
    if "settled" in item:
        at = script.days.moment(item["settled"])
        script.at(at, lambda: script.desk.steps.settle(script.ids["step", item["text"]]))


def _ask(script: Script, key: str, item: Source) -> None:
    answer = Answer(item["answer"])
    promised_on = script.days.day(item["promised"]) if "promised" in item else None

    def hear() -> None:
        heard = script.desk.asks.hear(
            script.ids["deal", key], item["statement"], words=item["words"], weight=Weight(item["weight"])
        )
        script.ids["ask", item["statement"]] = heard.id

    def reply() -> None:
        ask_id = script.ids["ask", item["statement"]]
        script.desk.asks.answer(ask_id, answer, item["answer_note"], promised_on=promised_on)

    script.at(script.days.moment(f"{item['asked']} 15:00"), hear)
    if answer is not Answer.NONE:
        script.at(script.days.moment(f"{item['asked']} 17:45"), reply)


def _answer(script: Script, key: str, item: Source) -> None:
    def answer() -> None:
        script.desk.huddles.answer(script.ids["deal", key], item["question"], item["answer"])

    script.at(script.days.moment(item["when"]), answer)


def _note(script: Script, key: str, item: Source) -> None:
    def write() -> None:
        note = script.desk.notes.start(
            script.ids["deal", key],
            kind=NoteKind(item["kind"]),
            title=item["title"],
            body=item["body"],
            private=item.get("private", False),
        )
        attach(script, note.id, item)

    script.at(script.days.moment(item["when"]), write)


_LISTS = {
    "stages": _advance,
    "forecasts": _forecast,
    "reads": _read,
    "people": _person,
    "gates": _gate,
    "evidence": _element,
    "steps": _step,
    "asks": _ask,
    "answers": _answer,
    "requests": write_request,
    "not_ready": write_not_ready,
    "calls": write_call,
    "notes": _note,
    "flags": write_flag,
    "stamps": write_stamp,
    "dismissals": write_dismissal,
}
