"""The sample's partners: charters through their versions, and how aligned each pair was over time."""

from __future__ import annotations

from functools import partial

from se_desk.domain.charters import Charter, Clause
from se_desk.services.sample.script import Script, Source
from se_desk.services.templates import ClauseTemplate, charter_templates, clause_from, further_clauses

_HOUR = " 17:30"


def write_partner(script: Script, source: Source) -> None:
    """A partner of resources/sample/desk.toml with all charters and ratings."""
    days, key = script.days, source["key"]
    script.at(days.moment(source["met"]), partial(_meet, script, source))
    if "job" in source:
        script.at(days.moment(source["job"]["when"]), partial(_hear_job, script, key, source["job"]))
    for charter in source["charters"]:
        script.at(days.moment(charter["made"]), partial(_draft, script, key, charter))
        if "proposed" in charter:
            script.at(days.moment(charter["proposed"] + _HOUR), partial(_propose, script, key))
        if "agreed" in charter:
            script.at(days.moment(charter["agreed"] + _HOUR), partial(_agree, script, key, charter["how"]))
    for rating in source["alignments"]:
        script.at(days.moment(rating["when"]), partial(_rate, script, key, rating))


def _meet(script: Script, source: Source) -> None:
    met = script.desk.partners.meet(
        source["name"], email=source["email"], segment=source["segment"], about=source["about"]
    )
    script.ids["partner", source["key"]] = met.id


def _hear_job(script: Script, key: str, job: Source) -> None:
    script.desk.partners.change(
        script.ids["partner", key],
        carries=job["carries"],
        pressure=job["pressure"],
        told_on=script.desk.today_on(),
    )


def _draft(script: Script, key: str, source: Source) -> None:
    charters, partner_id = script.desk.charters, script.ids["partner", key]
    draft = charters.draft(partner_id, source["template"]) if "template" in source else None
    charter = draft or charters.revise(partner_id)
    for change in source.get("changes", ()):
        _change(script, charter, change)


def _change(script: Script, charter: Charter, change: Source) -> None:
    if "add" in change:
        _add(script, charter, change)
        return
    clauses = script.desk.charters.clauses(charter.id)
    clause = next(clause for clause in clauses if clause.topic == change["topic"])
    script.desk.charters.edit_clause(clause.id, text=change["text"])


def _add(script: Script, charter: Charter, change: Source) -> None:
    clause = _named(script, charter, change["add"])
    script.desk.charters.add_clause(
        charter.id,
        clause.topic,
        clause.text,
        kind=clause.kind,
        value=change.get("value", clause.value),
        rule=clause.rule,
        amount=clause.amount,
        target_percent=clause.target_percent,
        owes=clause.owes,
    )


def _named(script: Script, charter: Charter, key: str) -> Clause:
    """A clause of any template, with the names of this pair."""
    known: list[ClauseTemplate] = [c for template in charter_templates() for c in template.clauses]
    chosen = next(clause for clause in (*known, *further_clauses()) if clause.key == key)
    ae = script.desk.partners.get(charter.partner_id).first_name
    return clause_from(chosen, charter.id, "", 0, ae, script.desk.profile.get().first_name)


def _propose(script: Script, key: str) -> None:
    charters = script.desk.charters
    charters.propose(charters.versions(script.ids["partner", key])[-1].id)


def _agree(script: Script, key: str, how: str) -> None:
    charters = script.desk.charters
    charters.agree(charters.versions(script.ids["partner", key])[-1].id, how=how)


def _rate(script: Script, key: str, source: Source) -> None:
    script.desk.partners.rate(script.ids["partner", key], source["score"], source["make_it_ten"])
