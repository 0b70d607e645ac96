"""A charter as a Document: parties, version, numbered clauses, and the key its records are signed with.

The public key stands in the charter so that it was handed over before anybody needed it (RISK-RECORD).
"""

from __future__ import annotations

from datetime import date

from se_desk.domain.charters import Charter, CharterStatus, Clause, Owes
from se_desk.domain.clause_fields import value_lines
from se_desk.domain.moments import say_day
from se_desk.exchange.documents import Block, Document, Heading, Paragraph, Quote, Rule, Run, paragraph, words
from se_desk.exchange.names import safe_name
from se_desk.exchange.sanitising import clean_line


def charter_document(
    charter: Charter, clauses: tuple[Clause, ...], ae_name: str, se_name: str, public_key: str
) -> Document:
    """One version of the agreement, whole. ``public_key`` is 64 hex digits; empty leaves its line out."""
    title = clean_line(charter.title)
    blocks: list[Block] = [
        Heading(1, words(title)),
        Paragraph(
            (
                Run(clean_line(ae_name), bold=True),
                Run(", account executive, and "),
                Run(clean_line(se_name), bold=True),
                Run(", sales engineer"),
            )
        ),
        paragraph(status_words(charter)),
    ]
    for number, clause in enumerate(clauses, 1):
        blocks += _clause(number, clause, _first(ae_name), _first(se_name))
    if public_key:
        signed = Run("Records of this desk are signed with ")
        blocks += [Rule(), Paragraph((signed, Run(public_key, code=True)))]
    return Document(tuple(blocks), f"{title}, {clean_line(ae_name)}, v{charter.version}")


def charter_stem(charter: Charter, ae_name: str) -> str:
    """The file's name without its ending: ``Partnership charter, Ada Lund, v3``."""
    return safe_name(f"{clean_line(charter.title)}, {clean_line(ae_name)}, v{charter.version}", limit=100)


def status_words(charter: Charter) -> str:
    """``Version 3. Proposed on Fri 5 Sep 2025, agreed by both on Mon 8 Sep 2025: over lunch.``"""
    head = f"Version {charter.version}. "
    if charter.status is CharterStatus.DRAFT:
        return f"{head}A draft: nobody has agreed to it yet."
    proposed = f"Proposed on {_day(charter.proposed_on)}"
    if charter.status is CharterStatus.PROPOSED:
        return f"{head}{proposed}, not agreed yet."
    how = f" ({clean_line(charter.agreed_how).rstrip('.')})" if charter.agreed_how.strip() else ""
    agreed = f"{head}{proposed}, agreed by both on {_day(charter.agreed_on)}{how}"
    if charter.status is CharterStatus.SUPERSEDED:
        return f"{agreed}, superseded on {_day(charter.superseded_on)}."
    return f"{agreed}."


def terms_of(clause: Clause, ae_name: str, se_name: str) -> str:
    """``Owed by Ada. Measured: huddle held before the call, target 80 %.``"""
    who = {Owes.AE: ae_name, Owes.SE: se_name}.get(clause.owes, f"{ae_name} and {se_name}")
    if clause.rule is None:
        return f"Owed by {who}."
    rule = clause.rule.say(clause.amount)
    target = "" if clause.target_percent is None else f", target {clause.target_percent} %"
    return f"Owed by {who}. Measured: {rule[0].lower()}{rule[1:]}{target}."


def _clause(number: int, clause: Clause, ae_name: str, se_name: str) -> list[Block]:
    blocks: list[Block] = [Heading(2, words(f"{number} {clean_line(clause.topic)}"))]
    terms = Run(terms_of(clause, ae_name, se_name), italic=True)
    text = clause.text.strip()
    fixed = value_lines(clause, ae_name, se_name)
    if fixed:
        blocks += [paragraph(text)] if text else []
        return [*blocks, Quote((paragraph("\n".join(fixed)),)), Paragraph((terms,))]
    return [*blocks, Paragraph((Run(f"{text}\n"), terms) if text else (terms,))]


def _day(day: date | None) -> str:
    return f"{say_day(day)} {day.year}" if day else "a day not kept"


def _first(name: str) -> str:
    return clean_line(name).split(" ")[0]
