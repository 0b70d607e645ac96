"""Where a thing that was found is shown, which icon stands for it, and what is said of it in a few words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from se_desk.domain.moments import say_day
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.search import Found

_ICONS = {
    "deal": "briefcase",
    "note": "file-text",
    "attachment": "paperclip",
    "call": "calendar",
    "person": "user",
    "ask": "message-square-quote",
    "step": "circle-check",
    "insight": "lightbulb",
    "criterion": "list-checks",
    "strategy": "route",
    "paper": "file-text",
    "request": "reply",
    "disagreement": "messages-square",
    "attempt": "messages-square",
    "scrub": "list-checks",
    "partner": "handshake",
    "clause": "scale",
    "flag": "flag",
}
_TABS = {"person": "people", "ask": "asks", "step": "timeline", "criterion": "qualification"}
_PARTNER_TABS = {
    "partner": "charter",
    "clause": "charter",
    "request": "requests",
    "disagreement": "between",
    "attempt": "between",
    "scrub": "scrubs",
}
_WORDS = {
    "step": "next step",
    "clause": "charter",
    "attempt": "disagreement",
    "scrub": "scrub decision",
    "insight": "field insight",
    "criterion": "exit criterion",
    "strategy": "deal strategy",
    "paper": "sheet",
}


def place_of(found: Found, now: datetime) -> Place:
    """The place of a find; a call that is over leads to its debrief, a later one to its huddle."""
    if found.noun in ("deal", "note"):
        return Place(found.noun, found.id)
    if found.noun == "attachment":
        return Place("note", found.note_id) if found.note_id else Place("deal", found.deal_id or "", "notes")
    if found.noun == "call":
        return Place("debrief" if _is_past(found.at, now) else "huddle", found.id)
    if found.noun == "flag":
        return Place("risks", found.id)
    if found.noun == "insight":
        return Place("product", found.id, "insights")
    if found.noun == "strategy":
        return Place("strategy", found.deal_id or "")
    if found.noun == "paper":
        return Place("paper", found.id.rpartition(":")[0])
    if found.noun in _PARTNER_TABS:
        return Place("partner", found.partner_id, _PARTNER_TABS[found.noun])
    return Place("deal", found.deal_id or "", _TABS[found.noun])


def _is_past(at: str, now: datetime) -> bool:
    return bool(at) and datetime.fromisoformat(at) < now


def icon_of(found: Found) -> str:
    """The icon of its noun."""
    return "lock" if found.private else _ICONS[found.noun]


def word_of(found: Found) -> str:
    """What it is, in the words of the product."""
    return _WORDS.get(found.noun, found.noun)


def said_of(found: Found, now: datetime) -> str:
    """What it is and of which day: ``note, Tue 3 Mar``."""
    day = day_of(found.at)
    said = f"private {word_of(found)}" if found.private else word_of(found)
    return f"{said}, {say_day(day, now.date())}" if day else said


def day_of(at: str) -> date | None:
    """The day of a moment or day in ISO 8601, as written; None for none."""
    return date.fromisoformat(at[:10]) if at else None
