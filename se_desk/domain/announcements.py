"""What a verb announces after its transaction is on the disk: nouns, never widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Noun(StrEnum):
    """What can change."""

    DEAL = "deal"
    NOTE = "note"
    NOTE_TEMPLATE = "note_template"
    ATTACHMENT = "attachment"
    PARTNER = "partner"
    CHARTER = "charter"
    CALL = "call"
    HUDDLE = "huddle"
    FLAG = "flag"
    STEP = "step"
    ASK = "ask"
    INSIGHT = "insight"
    PAPER = "paper"
    PERSON = "person"
    EXPORT = "export"
    PROFILE = "profile"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Change:
    """``id`` of ``noun`` changed; ``author`` is whoever asked for it and may ignore the echo."""

    noun: Noun
    id: str
    deal_id: str | None = None
    author: object | None = None
