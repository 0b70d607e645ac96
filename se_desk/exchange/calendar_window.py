"""Entries that lie outside of a window are told by their text: reading years of the past takes seconds.

Only an entry that does not repeat, stands once in the file and names plain days is passed over; whatever is
unusual about one is left to the careful reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

_REPEATS = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID|DURATION)[;:]", re.IGNORECASE | re.MULTILINE)
_DAY = r"^{}(?:;[^:\r\n]*)?:(\d{{4}})(\d\d)(\d\d)(?:T\d{{6}}Z?)?[ \t]*\r?$"
_START = re.compile(_DAY.format("DTSTART"), re.IGNORECASE | re.MULTILINE)
_END = re.compile(_DAY.format("DTEND"), re.IGNORECASE | re.MULTILINE)
_NAMES = re.compile(r"^(DTSTART|DTEND)[;:]", re.IGNORECASE | re.MULTILINE)
_UID = re.compile(r"^UID(?:;[^:\r\n]*)?:(.*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_FOLD = re.compile(r"\r\n[ \t]")
_AROUND = timedelta(days=3)  # wherever on earth the day is meant


def passed_over(entries: Iterable[str], since: date, until: date) -> dict[int, str]:
    """The places of the entries that surely lie outside, each with its UID."""
    texts = [_FOLD.sub("", entry) for entry in entries]
    uids = [_uid(text) for text in texts]
    times = Counter(uids)
    return {
        place: uid
        for place, (text, uid) in enumerate(zip(texts, uids, strict=True))
        if uid and times[uid] == 1 and _lies_outside(text, since, until)
    }


def _uid(text: str) -> str:
    found = _UID.findall(text)
    return str(found[0]) if len(found) == 1 else ""


def _lies_outside(text: str, since: date, until: date) -> bool:
    if _REPEATS.search(text):
        return False
    start, end = _days(_START, text), _days(_END, text)
    if len(start) != 1 or len(end) > 1 or len(_NAMES.findall(text)) != len(start) + len(end):
        return False
    last = (end or start)[0]
    return start[0] <= last and (start[0] > until + _AROUND or last < since - _AROUND)


def _days(pattern: re.Pattern[str], text: str) -> list[date]:
    try:
        return [date(int(year), int(month), int(day)) for year, month, day in pattern.findall(text)]
    except ValueError:  # no such day: it is named where it is read
        return []
