"""What the desk proposes to say when a flag is told: data, a question and the receipt, no blame."""

from __future__ import annotations

import re

from se_desk.domain.evidence import listed, read
from se_desk.domain.moments import utc_text
from se_desk.domain.receipts import BadReceipt, read_receipt
from se_desk.domain.risks import Category, RiskFlag

OPENING = "I want to flag that"

_QUESTIONS = {
    Category.TIMELINE: "Which date should we both plan for, and what has to happen before it",
    Category.TECHNICAL_FIT: "How should we describe this to the customer until it is settled",
    Category.QUALIFICATION: "What do you know that I do not, and which point do we close first",
    Category.SECURITY: "Who on their side decides on this, and when can we speak with them",
    Category.POC_SCOPE: "Which results have to be in the proof of concept, and which can wait",
    Category.PRODUCT_GAP: "How much does this weigh for them, and who tells them where we stand",
    Category.PEOPLE: "Who else should know the people involved, and how do we reach them",
    Category.DECISION_PROCESS: "How do you see the steps to their decision, and who takes each one",
    Category.COMPETITION: "What have you heard from their side, and where do we want to be compared",
    Category.COMMERCIAL: "How would you like to take this up, and what do you need from me",
    Category.DATA: "Where can we get the data, and by when do we need it",
}
_ANY_QUESTION = "How do you see it, and what should we do next"
_BEGINNINGS = re.compile(
    r"(an?|the|th(is|at|ese|ose|ere)|its?|we|our|their|they|no|not|nobody|nothing|some|most|all|both|two|three)\b",
    re.IGNORECASE,
)
_BLAME = (
    r"(?:your|his|her|their|the ae'?s) fault",
    r"fault of",
    r"(?:to )?blam(?:e|es|ed|ing)",
    r"you (?:should|could|must) have",
    r"(?:i|we) told you(?: so)?",
    r"you (?:always|never)",
    r"(?:he|she|they) (?:always|never)",
    r"fail(?:ed|s|ing)? to",
    r"refus(?:ed|es|ing) to",
    r"(?:you|he|she|they) (?:forgot|ignored|ignores?)",
    r"(?:careless|negligent|incompetent|lazy|stupid|dishonest|clueless|reckless)(?:ly|ness)?",
    r"as usual",
    r"once again",
    r"happy ears",
    r"l(?:ied|ying)",
    r"obviously",
)
_LOOKS_LIKE_RECEIPT = re.compile(r"SED1-[0-9]{4,16}(?:-[0-9A-Z]{4}){7}", re.IGNORECASE)
_BLAMING = re.compile(rf"(?<!\w)(?:{'|'.join(_BLAME)})(?!\w)", re.IGNORECASE)


def draft_message(flag: RiskFlag, deal_title: str, ae_name: str, receipt: str) -> str:
    """The message to the AE: "I want to flag that …", the data, the question, the receipt line.

    ``receipt`` is that of the chain's newest entry, so that the message pins all that is recorded so
    far. Plain text with blank lines between paragraphs; the SE changes it as they like.
    """
    return with_receipt(
        message_words(flag.statement, flag.evidence, flag.category, deal_title, ae_name), receipt
    )


def message_words(
    statement: str, evidence: str, category: Category | None, deal_title: str, ae_name: str
) -> str:
    """The same message before there is an entry, and so without a receipt."""
    question = _QUESTIONS.get(category, _ANY_QUESTION) if category else _ANY_QUESTION
    address = f", {ae_name.strip()}?" if ae_name.strip() else "?"
    parts = [
        f"{OPENING} {_inside(statement)}",
        _resting("What this rests on", evidence),
        f"Deal: {deal_title.strip()}" if deal_title.strip() else "",
        question + address,
    ]
    return "\n\n".join(part for part in parts if part)


def crm_note(flag: RiskFlag, receipt: str) -> str:
    """What stands in the CRM about a flag: no address and no question, only what was seen, with the receipt.

    ``receipt`` is that of the chain's newest entry, as in every message that leaves.
    """
    kind = ", ".join(word.label for word in (flag.severity, flag.category) if word is not None)
    raised = f"Raised {utc_text(flag.raised_at)}"
    parts = [
        f"Risk flag ({kind}): {flag.statement.strip()}" if kind else f"Risk flag: {flag.statement.strip()}",
        _resting("Rests on", flag.evidence),
        raised,
    ]
    return with_receipt("\n\n".join(part for part in parts if part), receipt)


def _resting(what: str, evidence: str) -> str:
    """The items of evidence behind a colon: one beside it, several below."""
    items, gap = listed(evidence), "\n" if len(read(evidence)) > 1 else " "
    return f"{what}:{gap}{items}" if items else ""


def with_receipt(message: str, receipt: str) -> str:
    """A message with the receipt of the chain's newest entry as its last paragraph."""
    line = (
        f"Receipt: {receipt}\nThe code stands for the entry in my log, so that both of us can go back to it."
    )
    return f"{message.rstrip()}\n\n{line}" if message.strip() else line


def receipts_in(message: str) -> tuple[str, ...]:
    """The receipts a message carries, as they stand in it; a mistyped one is none."""
    found = (match.group() for match in _LOOKS_LIKE_RECEIPT.finditer(message))
    return tuple(text for text in found if _is_receipt(text))


def carries(message: str, receipt: str) -> bool:
    """Whether a message has this receipt, however its letters are written."""
    return read_receipt(receipt) in map(read_receipt, receipts_in(message))


def _is_receipt(text: str) -> bool:
    try:
        read_receipt(text)
    except BadReceipt:
        return False
    return True


def blames(text: str) -> tuple[str, ...]:
    """Turns of phrase that judge a person, as they stand in the text, in order. A hint, no rule."""
    return tuple(match.group() for match in _BLAMING.finditer(text.replace("’", "'")))


def _inside(statement: str) -> str:
    """The statement as the rest of a sentence.

    Only words that are surely no names lose their capital; behind a word that may be one, a colon
    keeps both the sentence and the name.
    """
    text = statement.strip()
    if _BEGINNINGS.match(text) and not text[1:2].isupper():
        text = text[0].lower() + text[1:]
    elif text[:1].isupper() and text[1:2].islower():
        text = f"one point needs our attention: {text}"
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
