"""Minutes and times of a call, as words."""

from __future__ import annotations

from datetime import datetime

from se_desk.domain.calls import Call
from se_desk.domain.errors import BadInput
from se_desk.domain.moments import MINUTE, say_ago, say_near_day, say_span, say_time

_BEFORE_END = 5


def ask_minute(call: Call) -> int:
    """The minute at which the pair asks for the next step: 55 of 60, five before the end of any other."""
    return max(call.minutes - _BEFORE_END, call.minutes // 2)


def minute_words(call: Call) -> str:
    """``minute 55``."""
    return f"minute {ask_minute(call)}"


def when_words(call: Call, now: datetime) -> str:
    """``today 11:00, in 42 min``, ``on now, 12 min left``, ``yesterday 11:00, over for 19 h``."""
    day = f"{say_near_day(call.starts_at.date(), now.date())} {say_time(call.starts_at)}"
    if call.cancelled:
        return f"{day}, cancelled"
    if now < call.starts_at:
        return f"{day}, in {say_span(-(-(call.starts_at - now) // MINUTE) * MINUTE)}"
    if now < call.ends_at:
        return f"on now, {-(-(call.ends_at - now) // MINUTE)} min left"
    return f"{day}, over for {say_ago(now - call.ends_at)}"


def read_time(text: str) -> tuple[int, int]:
    """Hour and minute of ``14:30``, ``1430``, ``9.15`` or ``9``; BadInput for anything else."""
    words = text.strip().replace(".", ":")
    hours, colon, minutes = words.partition(":")
    if not colon and len(words) in (3, 4):
        hours, minutes = words[:-2], words[-2:]
    if hours.isdecimal() and (minutes or "0").isdecimal():
        hour, minute = int(hours), int(minutes or "0")
        if hour < 24 and minute < 60:
            return hour, minute
    raise BadInput(f"“{text.strip()}” is not a time.", do="Write it like 14:30.")
