"""What was said in or after a call and speaks for a flag, by its words (PRODUCT, parts 4 and 5).

A proposal carries the very words as its evidence and judges nobody: the SE accepts or dismisses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from se_desk.domain.calls import Call, Jot
from se_desk.domain.moments import say_day, say_time
from se_desk.domain.proposals import Proposal

RULE = "said"
MOST = 6

# The first one that is met decides. Category, severity, words.
_SIGNALS: tuple[tuple[str, str, str], ...] = (
    (
        "qualification",
        "high",
        r"(no|without|not (any|enough)|lost|cut|frozen|freez\w+|unfunded) (the |our |their )?budget"
        r"|budget (is |was |has been |got )?(not|cut|frozen|gone|open|missing|unclear)|not funded"
        r"|hiring freeze",
    ),
    (
        "timeline",
        "medium",
        r"delay\w*|postpon\w+|pushed (out|back)|slip(s|ped|ping)?\b|next (quarter|half|year)|on hold"
        r"|not before|no earlier than|later than (we|they|planned)|takes? (\w+ )?(weeks|months)",
    ),
    (
        "security",
        "medium",
        r"security (review|questionnaire|assessment|team)|pen[- ]?test|soc ?2|iso ?27001|data protection"
        r"|data residency|works council",
    ),
    (
        "decision_process",
        "medium",
        r"procurement|purchasing|legal (has|must|needs|review)|steering committee|\bboard\b|committee"
        r"|who (signs|decides|approves)|sign[- ]?off (is|was)?\s?(open|missing|unclear)|approval",
    ),
    (
        "competition",
        "medium",
        r"competitor\w*|other vendor\w*|another vendor|also (looking at|talking to|evaluating)|shortlist\w*"
        r"|incumbent|\brfp\b|\btender\b|build it (themselves|ourselves)",
    ),
    (
        "people",
        "medium",
        r"(champion|sponsor|cto|cio|ciso|cfo|head of \w+|project lead) (has |is |was )?"
        r"(left|leaves|leaving|gone|moved on|on leave)|re-?org\w*|new (cto|cio|ciso|cfo|head of|management)",
    ),
    (
        "product_gap",
        "medium",
        r"(does|do|can)(n[’']t| not) (support|do|handle|integrate|export|import)|not supported"
        r"|missing feature|not on the roadmap|work-?around|no connector",
    ),
    ("poc_scope", "medium", r"(success|exit) criteria|scope (grew|grows|creep|changed)|one more use case"),
    ("commercial", "low", r"too expensive|discount|price (is|was) (too|high)|payment terms"),
    ("data", "low", r"data (is|are|was) (missing|not ready|incomplete|on paper)|no test data|data quality"),
)
_PATTERNS = tuple(
    (category, severity, re.compile(rf"\b(?:{words})", re.IGNORECASE))
    for category, severity, words in _SIGNALS
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True, slots=True)
class Heard:
    """A proposal from what was said; ``jot`` where it was jotted, else it stands in an answer."""

    proposal: Proposal
    jot: Jot | None = None


def said_words(call: Call, jot: Jot) -> str:
    """``Said in “Readout”, Wed 4 Mar, 11:35: “No budget before May”``: the evidence a jot gives."""
    at = jot.jotted_at
    return f"Said in “{call.title}”, {say_day(at.date())}, {say_time(at)}: “{jot.text}”"


def answer_words(call: Call, sentence: str) -> str:
    """The evidence a sentence of a debrief gives."""
    return f"Debrief of “{call.title}”, {say_day(call.starts_at.date())}: “{sentence}”"


def heard_in(call: Call, jots: Iterable[Jot], answers: Iterable[str]) -> tuple[Heard, ...]:
    """What speaks for a flag in a call of a deal, jots first; never one that became or waits to be one."""
    if call.deal_id is None:
        return ()
    return tuple(_first(MOST, (*_of_jots(call, jots), *_of_answers(call, answers))))


def _of_jots(call: Call, jots: Iterable[Jot]) -> Iterator[Heard]:
    for jot in jots:
        if jot.flag_seq is None and not jot.to_flag:
            yield from _proposed(call, jot.text, said_words(call, jot), jot)


def _of_answers(call: Call, answers: Iterable[str]) -> Iterator[Heard]:
    for answer in answers:
        for found in _SENTENCE.finditer(answer):
            sentence = " ".join(found[0].split())
            yield from _proposed(call, sentence, answer_words(call, sentence), None)


def _proposed(call: Call, text: str, evidence: str, jot: Jot | None) -> Iterator[Heard]:
    for category, severity, pattern in _PATTERNS:
        if pattern.search(text):
            proposal = Proposal(call.deal_id or "", RULE, severity, category, text.strip(), evidence)
            yield Heard(proposal, jot)
            return


def _first(most: int, found: Iterable[Heard]) -> Iterator[Heard]:
    """So many of them, the same words once."""
    known: set[str] = set()
    for heard in found:
        words = heard.proposal.statement.casefold()
        if words not in known and len(known) < most:
            known.add(words)
            yield heard
