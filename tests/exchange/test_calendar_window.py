"""What lies outside of a window is passed over, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from se_desk.exchange import calls_in
from se_desk.exchange.calendar_window import passed_over
from se_desk.exchange.calls_in import read_calls

SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


def entry(*lines: str, uid: str = "a") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


@pytest.mark.parametrize(
    ("lines", "outside"),
    [
        (("DTSTART:20200301T100000Z",), True),
        (("DTSTART:20200301T100000Z", "DTEND:20200301T110000Z"), True),
        (("DTSTART;VALUE=DATE:20200301", "DTEND;VALUE=DATE:20200302"), True),
        (('DTSTART;TZID="Berlin, Yard":20280301T100000',), True),
        (("DTSTART:20260301T100000Z",), False),
        (("DTSTART:20251230T100000Z",), False),  # near: some zone may have it inside
        (("DTSTART:20270102T100000Z",), False),
        (("DTSTART:20200301T100000Z", "DTEND:20270301T110000Z"), False),  # reaches in
        (("DTSTART:20200301T100000Z", "RRULE:FREQ=WEEKLY"), False),
        (("DTSTART:20200301T100000Z", "RDATE:20260301T100000Z"), False),
        (("DTSTART:20200301T100000Z", "RECURRENCE-ID:20260301T100000Z"), False),
        (("DTSTART:20200301T100000Z", "DURATION:P9999D"), False),
        (("DTSTART:20200230T100000Z",), False),  # no such day: it is to be named
        (("DTSTART:never",), False),
        (("DTSTART:20200301T100000Z", "DTEND:never"), False),
        (("DTSTART:20200301T100000Z", "DTSTART:20260301T100000Z"), False),
        (("DTSTART:20280302T100000Z", "DTEND:20280301T110000Z"), False),  # its end does not fit
        ((), False),
    ],
)
def test_only_what_is_plain_and_far_is_passed_over(lines: tuple[str, ...], outside: bool) -> None:
    assert passed_over([entry(*lines)], SINCE, UNTIL) == ({0: "a"} if outside else {})


def test_versions_of_one_entry_and_those_without_a_name_are_read() -> None:
    old, new = entry("DTSTART:20200301T100000Z"), entry("DTSTART:20260301T100000Z")
    assert passed_over([old, new], SINCE, UNTIL) == {}
    assert passed_over([entry("DTSTART:20200301T100000Z", uid="")], SINCE, UNTIL) == {}
    folded = entry("DTSTART:20200301T10\r\n 0000Z", uid="long\r\n -name")
    assert passed_over([new, folded], SINCE, UNTIL) == {1: "long-name"}


@given(
    st.lists(
        st.tuples(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 3), st.integers(0, 5)),
        max_size=20,
    )
)
def test_the_quick_way_finds_what_the_careful_one_finds(drawn: list[tuple[date, int, int]]) -> None:
    blocks = []
    for number, (day, length, uid) in enumerate(drawn):
        end = day + timedelta(days=length)
        dates = (f"DTSTART:{day:%Y%m%d}T090000Z", f"DTEND:{end:%Y%m%d}T093000Z")
        blocks.append(entry(*dates, f"SUMMARY:{number}", uid=f"u{uid}" if uid else f"own{number}"))
    data = "\r\n".join(["BEGIN:VCALENDAR", *blocks, "END:VCALENDAR", ""]).encode()
    window = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    quick = read_calls(data, *window)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(calls_in, "passed_over", lambda *_args: {})
        careful = read_calls(data, *window)
    assert (quick.rows, quick.problems, quick.whole) == (careful.rows, careful.problems, careful.whole)
