"""The sample's flags: raised, told, answered, corrected and closed, each at its own moment."""

from __future__ import annotations

from functools import partial

from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
from se_desk.services.sample.script import Script, Source


def write_flag(script: Script, key: str, flag: Source) -> None:
    """A flag and its entries; with ``proposal``, the desk's own proposal of that rule is taken up."""
    days = script.days
    script.at(days.moment(flag["raised"]), partial(_raise, script, key, flag))
    if "told" in flag:
        script.at(days.moment(flag["told"]["when"]), partial(_tell, script, key, flag))
    for correction in flag.get("corrections", ()):
        script.at(days.moment(correction["when"]), partial(_correct, script, flag, correction))
    if "response" in flag:
        script.at(days.moment(flag["response"]["when"]), partial(_respond, script, flag))
    for note in flag.get("notes", ()):
        script.at(days.moment(note["when"]), partial(_remark, script, flag, note["text"]))
    for outcome in (*_last(flag), *flag.get("outcomes", ())):
        script.at(days.moment(outcome["when"]), partial(_close, script, flag, outcome))


def write_dismissal(script: Script, key: str, item: Source) -> None:
    """A proposal that was not raised, and why."""

    def dismiss() -> None:
        script.desk.risks.dismiss(_proposal(script, key, item["rule"]), item["reason"])

    script.at(script.days.moment(item["when"]), dismiss)


def _last(flag: Source) -> tuple[Source, ...]:
    return (flag["outcome"],) if "outcome" in flag else ()


def _raise(script: Script, key: str, flag: Source) -> None:
    source = _from_proposal(script, key, flag["proposal"]) if "proposal" in flag else flag
    raised = script.desk.risks.flag(
        script.ids["deal", key],
        Severity(source["severity"]),
        Category(source["category"]),
        source["statement"],
        source["evidence"],
        occurred_on=script.days.day(flag["occurred"]) if "occurred" in flag else None,
    )
    script.ids["flag", flag["key"]] = raised.id


def _from_proposal(script: Script, key: str, rule: str) -> Source:
    found = _proposal(script, key, rule)
    return {
        "severity": found.severity,
        "category": found.category,
        "statement": found.statement,
        "evidence": found.evidence,
    }


def _proposal(script: Script, key: str, rule: str) -> Proposal:
    proposed = script.desk.risks.proposals(script.ids["deal", key])
    return next(proposal for proposal in proposed if proposal.rule == rule)


def _tell(script: Script, key: str, flag: Source) -> None:
    """The message carries the receipt of the newest entry (RISK-RECORD, What is honest to claim)."""
    told = flag["told"]
    receipt = script.desk.risks.receipt(script.ids["deal", key])
    message = f"{told['message']}\n\nReceipt: {receipt}" if "message" in told else ""
    script.desk.risks.tell(
        script.ids["flag", flag["key"]],
        told["to"],
        Channel(told["channel"]),
        reference=told.get("reference", ""),
        message=message,
    )


def _correct(script: Script, flag: Source, correction: Source) -> None:
    raised = script.desk.risks.get(script.ids["flag", flag["key"]])
    script.desk.risks.correct(raised.id, raised.seq, {correction["field"]: correction["text"]})


def _respond(script: Script, flag: Source) -> None:
    response = flag["response"]
    script.desk.risks.respond(
        script.ids["flag", flag["key"]],
        response["from"],
        response["text"],
        reference=response.get("reference", ""),
    )


def _remark(script: Script, flag: Source, text: str) -> None:
    script.desk.risks.remark(script.ids["flag", flag["key"]], text)


def _close(script: Script, flag: Source, outcome: Source) -> None:
    word = OutcomeWord(outcome["outcome"])
    script.desk.risks.close(script.ids["flag", flag["key"]], word, outcome["note"])
