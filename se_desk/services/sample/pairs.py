"""What stands between the SE and an AE in the sample: scrubs, disagreements, ticks, requests, not ready."""

from __future__ import annotations

from datetime import date
from functools import partial

from se_desk.domain.disagreements import Ending
from se_desk.domain.not_ready import Ended
from se_desk.domain.requests import Reply, Wanted
from se_desk.domain.scrubs import Decision
from se_desk.services.sample.script import Script, Source


def write_pair(script: Script, source: Source) -> None:
    """All that a partner of resources/sample/desk.toml has besides charters and ratings."""
    key = source["key"]
    for scrub in source.get("scrubs", ()):
        begun = script.days.moment(scrub["when"])
        script.at(begun, partial(_begin_scrub, script, key))
        ended = script.days.moment(scrub["until"])
        next_on = script.days.day(scrub["next"]) if "next" in scrub else None
        script.at(ended, partial(_finish_scrub, script, key, scrub, next_on))
    for talk in source.get("disagreements", ()):
        _write_talk(script, key, talk)
    for tick in source.get("ticks", ()):
        script.at(script.days.moment(tick["when"]), partial(_tick, script, tick))


def write_request(script: Script, key: str, item: Source) -> None:
    """Something the deal's AE asked for, and the answer."""
    script.at(script.days.moment(item["when"]), partial(_ask_for, script, key, item))
    if "reply" in item:
        script.at(script.days.moment(item["answered"]), partial(_reply, script, key, item))
    if "met" in item:
        script.at(script.days.moment(item["met"]), partial(_meet, script, key, item))


def write_not_ready(script: Script, key: str, item: Source) -> None:
    """A deal was called not ready; what the AE said, and how it ended."""
    script.at(script.days.moment(item["when"]), partial(_mark, script, key, item["missing"]))
    if "answer" in item:
        committed = script.days.day(item["committed"])
        script.at(script.days.moment(item["answered"]), partial(_commit, script, key, item, committed))
    if "ended" in item:
        script.at(script.days.moment(item["ended_when"]), partial(_end, script, key, item))


def _begin_scrub(script: Script, key: str) -> None:
    script.desk.scrubs.begin(script.ids["partner", key])


def _finish_scrub(script: Script, key: str, source: Source, next_on: date | None) -> None:
    scrubs, partner_id = script.desk.scrubs, script.ids["partner", key]
    scrub = scrubs.begin(partner_id)  # the one that was begun
    for one in source["decisions"]:
        scrubs.decide(
            scrub.id,
            script.ids["deal", one["deal"]],
            Decision(one["decision"]),
            one.get("words", ""),
            owner=script.desk.partners.get(partner_id).name if one.get("owner") == "ae" else "",
            by_on=script.days.day(one["by"]) if "by" in one else None,
        )
    scrubs.finish(scrub.id, next_on)


def _write_talk(script: Script, key: str, source: Source) -> None:
    script.at(script.days.moment(source["when"]), partial(_bring_up, script, key, source))
    for attempt in source.get("attempts", ()):
        script.at(script.days.moment(attempt["when"]), partial(_attempt, script, key, source, attempt))
    if "escalated" in source:
        script.at(script.days.moment(source["escalated"]), partial(_escalate, script, key, source))
    if "ended" in source:
        script.at(script.days.moment(source["ended"]["when"]), partial(_end_talk, script, key, source))


def _bring_up(script: Script, key: str, source: Source) -> None:
    made = script.desk.disagreements.bring_up(
        script.ids["partner", key], source["about"], deal_id=script.ids["deal", source["deal"]]
    )
    script.ids["talk", source["about"]] = made.id


def _attempt(script: Script, _key: str, source: Source, attempt: Source) -> None:
    script.desk.disagreements.attempt(
        script.ids["talk", source["about"]], attempt["brought"], settled=attempt.get("settled", False)
    )


def _escalate(script: Script, _key: str, source: Source) -> None:
    script.desk.disagreements.escalate(script.ids["talk", source["about"]])


def _end_talk(script: Script, _key: str, source: Source) -> None:
    ended = source["ended"]
    script.desk.disagreements.end(
        script.ids["talk", source["about"]], Ending(ended["ending"]), ended["outcome"]
    )


def _tick(script: Script, source: Source) -> None:
    for key in source["logged"]:
        script.desk.measures.tick_ae(script.ids["call", key], True)
    for key in source.get("late", ()):
        script.desk.measures.tick_ae(script.ids["call", key], False)


def _ask_for(script: Script, key: str, item: Source) -> None:
    made = script.desk.requests.hear(script.ids["deal", key], item["words"], Wanted(item["wanted"]))
    script.ids["request", item["words"]] = made.id


def _reply(script: Script, _key: str, item: Source) -> None:
    script.desk.requests.answer(
        script.ids["request", item["words"]],
        Reply(item["reply"]),
        item.get("reason", ""),
        item.get("would_change", ""),
    )


def _meet(script: Script, _key: str, item: Source) -> None:
    script.desk.requests.meet_condition(script.ids["request", item["words"]])


def _mark(script: Script, key: str, missing: str) -> None:
    script.ids["not ready", key] = script.desk.not_ready.flag(script.ids["deal", key], missing).id


def _commit(script: Script, key: str, item: Source, committed: date) -> None:
    script.desk.not_ready.answer(script.ids["not ready", key], item["answer"], committed)


def _end(script: Script, key: str, item: Source) -> None:
    script.desk.not_ready.end(script.ids["not ready", key], Ended(item["ended"]), item.get("note", ""))
