"""The closed list: kinds of entries in a risk chain, their fields, and what each field may hold.

A field has the same meaning in every kind that has it, so its rules hang on its name alone. The value
rules here are those that a reader checks; ``settled`` adds those of a writer (NFC, line ends).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from se_desk.domain.canonical import MAX_WHOLE
from se_desk.domain.errors import BadInput

FLAG = "risk.flag"
SENT = "risk.sent"
ACK = "risk.ack"
NOTE = "risk.note"
CORRECT = "risk.correct"
OUTCOME = "risk.outcome"
ANCHOR = "anchor"

MAX_CHARACTERS = 1_000_000  # of one value; a writer's limit, far below what a record file may weigh


class Fields(NamedTuple):
    """Names that an entry of a kind must have, and names that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, in the order in which a page shows them."""
        return self.required + self.optional


KINDS: Mapping[str, Fields] = MappingProxyType(
    {
        FLAG: Fields(("severity", "category", "statement"), ("evidence", "occurred")),
        SENT: Fields(("to", "channel"), ("reference", "message")),
        ACK: Fields(("from", "response"), ("reference", "occurred")),
        NOTE: Fields(("note",)),
        CORRECT: Fields(("corrects",)),  # and one or more fields of the corrected entry's kind
        OUTCOME: Fields(("outcome",), ("note",)),
        ANCHOR: Fields(("anchor",), ("token", "note")),
    }
)
CORRECTABLE = (FLAG, SENT, ACK, NOTE, OUTCOME)
CORRECTION_FIELDS = tuple(dict.fromkeys(name for kind in CORRECTABLE for name in KINDS[kind].all))

TOKENS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "severity": ("low", "medium", "high", "critical"),
        "category": (
            "timeline",
            "technical_fit",
            "qualification",
            "security",
            "poc_scope",
            "product_gap",
            "people",
            "decision_process",
            "competition",
            "commercial",
            "data",
            "other",
        ),
        "channel": ("email", "direct_message", "call", "meeting", "crm_note", "other"),
        "outcome": ("solved", "agreed", "accepted", "materialised", "withdrawn", "reopened"),
        "anchor": ("rfc3161", "restored"),
    }
)
_UNKEPT = re.compile("[\0\r\ud800-\udfff]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"[1-9][0-9]{0,15}")


def names_fault(kind: str, names: Iterable[str], corrected_kind: str | None = None) -> str | None:
    """One sentence on what is wrong with the set of field names, or None.

    Of a correction, ``corrected_kind`` narrows the allowed names to those of the corrected entry.
    """
    if kind not in KINDS:
        return f"{kind!r:.40} is no kind of entry."
    present = set(names)
    allowed = set(KINDS[kind].all)
    if kind == CORRECT:
        if corrected_kind is not None and corrected_kind not in CORRECTABLE:
            return f"An entry of kind {corrected_kind} cannot be corrected."
        allowed.update(KINDS[corrected_kind].all if corrected_kind else CORRECTION_FIELDS)
    if unknown := sorted(present - allowed):
        return f"An entry of kind {kind} has no field {unknown[0]!r:.40} here."
    if missing := [name for name in KINDS[kind].required if name not in present]:
        return f"An entry of kind {kind} needs the field {missing[0]}."
    if kind == CORRECT and len(present) < 2:
        return "A correction needs at least one corrected field."
    return None


def value_fault(name: str, value: object) -> str | None:
    """One sentence on what is wrong with a value as it stands, or None.

    Whether it is NFC is left to the writer: newer Unicode tables would refuse older, honest texts.
    """
    if not isinstance(value, str):
        return f"The field {name} must be text."
    return _text_fault(name, value) or _meaning_fault(name, value)


def keepable(text: str) -> str:
    """The text without the characters that no value may hold."""
    return _UNKEPT.sub("", text)


def _text_fault(name: str, value: str) -> str | None:
    if not value:
        return f"The field {name} is empty."
    if _UNKEPT.search(value):
        return f"The field {name} holds a character that the log cannot keep."
    return None


def _meaning_fault(name: str, value: str) -> str | None:
    if name in TOKENS and value not in TOKENS[name]:
        return f"{value!r:.40} is no {name}; it is one of {', '.join(TOKENS[name])}."
    if name == "occurred" and not is_day(value):
        return f"{value!r:.40} is no day; a day is written YYYY-MM-DD."
    if name == "corrects" and not (_DECIMAL.fullmatch(value) and int(value) <= MAX_WHOLE):
        return f"{value!r:.40} is not the number of an entry."
    return None


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar in ASCII digits, YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def settled(name: str, value: str) -> str:
    """A typed value as it is kept: LF line ends, NFC. Raises BadInput for what cannot be kept."""
    if not isinstance(value, str):
        raise BadInput(f"The field {name} must be text.")
    if len(value) > MAX_CHARACTERS:
        raise BadInput(f"The field {name} is longer than {MAX_CHARACTERS:,} characters.", do="Shorten it.")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise BadInput(f"The field {name} is empty.", do="Write something, or leave an optional field out.")
    if fault := value_fault(name, text):
        raise BadInput(fault)
    return text
