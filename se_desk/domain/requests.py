"""Requests from the AE: a demo, a call, a POC, and the answer they got (PRODUCT, part 1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median


class Wanted(StrEnum):
    """What was asked for."""

    DEMO = "demo"
    CALL = "call"
    POC = "poc"
    DOCUMENT = "document"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return "POC" if self is Wanted.POC else self.value.capitalize()


class Reply(StrEnum):
    """What the SE answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CONDITION = "condition"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """The words a person reads."""
        return {"open": "No answer yet", "condition": "Accepted on a condition"}.get(
            self.value, self.value.capitalize()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request on a deal. ``reason`` is the condition, or why it was declined;
    ``would_change`` what would change a declined one. ``answered_on`` is None while it is open.
    """

    id: str
    deal_id: str
    partner_id: str
    wanted: Wanted = Wanted.CALL
    words: str
    asked_on: date
    needed_on: date | None = None
    reply: Reply = Reply.OPEN
    reason: str = ""
    would_change: str = ""
    answered_on: date | None = None
    met_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Without an answer."""
        return self.reply is Reply.OPEN

    @property
    def awaits_condition(self) -> bool:
        """Accepted on a condition that is not met yet."""
        return self.reply is Reply.CONDITION and self.met_on is None


@dataclass(frozen=True, slots=True)
class Pattern:
    """How the requests of one AE were answered, in numbers."""

    asked: int = 0
    accepted: int = 0
    on_condition: int = 0
    declined: int = 0
    open: int = 0
    conditions_met: int = 0
    median_days: float | None = None

    @property
    def answered(self) -> int:
        """Those with an answer."""
        return self.asked - self.open

    def lines(self) -> tuple[str, ...]:
        """``9 asked``, ``5 of 8 accepted``: each number with its base, no judgement."""
        if not self.asked:
            return ()
        of = f"of {self.answered}"
        said = [f"{self.asked} asked"]
        if self.answered:
            said += [f"{self.accepted} {of} accepted", f"{self.on_condition} {of} on a condition"]
            said.append(f"{self.declined} {of} declined")
        if self.on_condition:
            said.append(f"{self.conditions_met} of {self.on_condition} conditions met")
        if self.open:
            said.append(f"{self.open} without an answer")
        if self.median_days is not None:
            days = f"{self.median_days:g}"
            said.append(f"median {days} {'day' if days == '1' else 'days'} to the answer")
        return tuple(said)


def pattern_of(requests: Iterable[Request]) -> Pattern:
    """The numbers of some requests; a median from one answer on."""
    found = tuple(requests)
    replies = [one.reply for one in found]
    took = [(one.answered_on - one.asked_on).days for one in found if one.answered_on is not None]
    return Pattern(
        asked=len(found),
        accepted=replies.count(Reply.ACCEPTED),
        on_condition=replies.count(Reply.CONDITION),
        declined=replies.count(Reply.DECLINED),
        open=replies.count(Reply.OPEN),
        conditions_met=sum(one.reply is Reply.CONDITION and one.met_on is not None for one in found),
        median_days=median(took) if took else None,
    )
