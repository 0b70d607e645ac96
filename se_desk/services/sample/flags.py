"""The sample's flags: raised, told, answered, corrected and closed, each at its own moment."""

from __future__ import annotations

from functools import partial

from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed
from se_desk.domain.proposals import Proposal
from se_desk.domain.risks import Category, Channel, OutcomeWord, Severity
from se_desk.services.evidence import Given
from se_desk.services.sample.loose import passage
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
        script.at(days.moment(note["when"]), partial(_remark, script, key, flag, note))
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
        _evidence(script, key, source),
        occurred_on=script.days.day(flag["occurred"]) if "occurred" in flag else None,
    )
    script.ids["flag", flag["key"]] = raised.id


def _from_proposal(script: Script, key: str, rule: str) -> Source:
    found = _proposal(script, key, rule)
    return {
        "severity": found.severity,
        "category": found.category,
        "statement": found.statement,
        "evidence": [computed(found.evidence)],
    }


def _evidence(script: Script, key: str, source: Source) -> Given:
    """The text of a flag, or its items: see ``_item``."""
    if "items" in source:
        return [_item(script, key, item) for item in source["items"]]
    given: Given = source.get("evidence", "")
    return given


def _item(script: Script, key: str, item: Source) -> EvidenceItem:
    """One item: its ``words``, words ``taken`` from a note, or what the desk offers that ``holds`` them."""
    kind = EvidenceKind(item["kind"])
    if "holds" in item:
        offers = script.desk.evidence.offers(script.ids["deal", key])
        return next(one.item for one in offers if one.item.kind is kind and item["holds"] in one.item.words)
    source = passage(script, key, item)
    return EvidenceItem(kind, item["words"] if source is None else source.excerpt, source)


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


def _remark(script: Script, key: str, flag: Source, note: Source) -> None:
    given = note["text"] if "text" in note else _evidence(script, key, note)
    script.desk.risks.remark(script.ids["flag", flag["key"]], given)


def _close(script: Script, flag: Source, outcome: Source) -> None:
    word = OutcomeWord(outcome["outcome"])
    script.desk.risks.close(script.ids["flag", flag["key"]], word, outcome["note"])
