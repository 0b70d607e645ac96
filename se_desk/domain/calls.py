"""Calls: meetings with the customer, and the warning of an ambush (PRODUCT, part 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class CallKind(StrEnum):
    """What a call is for."""

    INTRO = "intro"
    DISCOVERY = "discovery"
    DEMO = "demo"
    TECHNICAL = "technical"
    POC = "poc"
    SECURITY = "security"
    READOUT = "readout"
    PROCUREMENT = "procurement"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The word a person reads."""
        return "POC" if self is CallKind.POC else self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A meeting. ``uid`` and ``recurrence_id`` are the calendar's key where it came from one."""

    id: str
    deal_id: str | None = None
    title: str
    kind: CallKind = CallKind.OTHER
    starts_at: datetime
    ends_at: datetime
    agenda_confirmed: bool = False
    agenda: str = ""
    context: str = ""
    context_received_at: datetime | None = None
    uid: str = ""
    recurrence_id: str = ""
    cancelled: bool = False

    @property
    def minutes(self) -> int:
        """How long it is planned to be."""
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody in the call, with a title that is confirmed or not."""

    id: str
    call_id: str
    name: str
    email: str = ""
    title: str = ""
    title_confirmed: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Jot:
    """A line typed during a call, with its time; ``to_flag`` until it became the flag ``flag_seq``."""

    id: str
    call_id: str
    text: str
    jotted_at: datetime
    to_flag: bool = False
    flag_seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """What stands in a call card's line and was not entered yet."""

    call_id: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAnswer:
    """To which deal the entries with one ``uid`` belong, as the SE said; None for no deal."""

    uid: str
    deal_id: str | None = None
    answered_at: datetime


def ambush(call: Call, attendees: tuple[Attendee, ...]) -> str:
    """Why a call may turn out another than planned, in words; empty where nothing speaks for it."""
    open_titles = [a.name for a in attendees if not a.ours and not a.title_confirmed]
    reasons = []
    if not call.agenda_confirmed:
        reasons.append("the agenda is not confirmed")
    if open_titles:
        who = ", ".join(open_titles[:3]) + (
            f" and {len(open_titles) - 3} more" if len(open_titles) > 3 else ""
        )
        reasons.append(f"titles are not confirmed for {who}")
    if not reasons:
        return ""
    text = " and ".join(reasons)
    return text[0].upper() + text[1:]


def context_lead(call: Call) -> timedelta | None:
    """How long before the start the AE's context came; negative where it came after; None if it did not."""
    if call.context_received_at is None:
        return None
    return call.starts_at - call.context_received_at
