"""A year of a weekly meeting in four zones, over both changes of the clock: three moved, two cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from se_desk.exchange.calls_in import CallsFile, read_calls

WEEKS = 52
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 5, tzinfo=UTC)
# zone, as Windows calls it, weeks in which the wall clock is another distance from UTC than in the first
ZONES = (
    ("Europe/Berlin", "W. Europe Standard Time", 30),
    ("America/New_York", "Eastern Standard Time", 34),
    ("Australia/Sydney", "AUS Eastern Standard Time", 26),
    ("Asia/Kolkata", "India Standard Time", 0),
)
# week -> (days, hours, minutes) by which the instance is moved; beside both changes of every zone's clock
MOVED = {12: (1, 4, 30), 26: (-1, 2, 0), 43: (2, 0, 15)}
CANCELLED = (17, 44)


def wall(zone: str, week: int) -> datetime:
    """Half past nine on the wall, every Wednesday."""
    return datetime(2026, 1, 7, 9, 30, tzinfo=ZoneInfo(zone)) + timedelta(days=7 * week)


def entry(named: str, at: datetime, *more: str) -> str:
    ends_at = at + timedelta(minutes=50)
    return "\r\n".join((
        "BEGIN:VEVENT", "UID:year@quay", "SUMMARY:Weekly", f"DTSTART;TZID={named}:{at:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={named}:{ends_at:%Y%m%dT%H%M%S}", *more, "END:VEVENT",
    ))  # fmt: skip


def calendar(zone: str, named: str, *, struck: bool) -> bytes:
    """The whole year; a cancelled instance is struck from the series, or an entry of its own."""
    off = [f"{wall(zone, week):%Y%m%dT%H%M%S}" for week in CANCELLED]
    rule = [f"RRULE:FREQ=WEEKLY;COUNT={WEEKS};BYDAY=WE"]
    rule += [f"EXDATE;TZID={named}:{','.join(off)}"] if struck else []
    blocks = [entry(named, wall(zone, 0), *rule)]
    for week, (days, hours, minutes) in MOVED.items():
        was = wall(zone, week)
        at = was + timedelta(days=days, hours=hours, minutes=minutes)
        blocks.append(entry(named, at, f"RECURRENCE-ID;TZID={named}:{was:%Y%m%dT%H%M%S}", "SEQUENCE:1"))
    for week in () if struck else CANCELLED:
        was = wall(zone, week)
        blocks.append(
            entry(named, was, f"RECURRENCE-ID;TZID={named}:{was:%Y%m%dT%H%M%S}", "STATUS:CANCELLED")
        )
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR", "")).encode()


def expected(zone: str) -> list[datetime]:
    moved = {w: timedelta(days=d, hours=h, minutes=m) for w, (d, h, m) in MOVED.items()}
    kept = (week for week in range(WEEKS) if week not in CANCELLED)
    # The sum is on the wall of the zone: an hour later on the wall, whatever the clocks did that night.
    return sorted((wall(zone, week) + moved.get(week, timedelta())).astimezone(UTC) for week in kept)


def held(found: CallsFile) -> list[datetime]:
    return [row.starts_at.astimezone(UTC) for row in found.rows if not row.cancelled]


@pytest.mark.parametrize("struck", [True, False], ids=["struck", "cancelled"])
@pytest.mark.parametrize("windows", [False, True], ids=["database", "windows"])
@pytest.mark.parametrize(("zone", "windows_name", "other_weeks"), ZONES, ids=[z[0] for z in ZONES])
def test_a_year_is_right(zone: str, windows_name: str, other_weeks: int, windows: bool, struck: bool) -> None:
    data = calendar(zone, windows_name if windows else zone, struck=struck)
    for desk_zone in ("Europe/Berlin", "America/New_York", "Asia/Kolkata"):
        found = read_calls(data, SINCE, UNTIL, ZoneInfo(desk_zone))
        assert found.problems == ()
        assert held(found) == expected(zone)
        assert len({row.recurrence_id for row in found.rows}) == len(found.rows)
        assert {row.starts_at.utcoffset() for row in found.rows} == {
            row.starts_at.astimezone(ZoneInfo(desk_zone)).utcoffset() for row in found.rows
        }
    first = wall(zone, 0).utcoffset()
    assert sum(wall(zone, week).utcoffset() != first for week in range(WEEKS)) == other_weeks


def test_a_year_in_the_wrong_zone_is_noticed() -> None:
    found = read_calls(calendar("Europe/Berlin", "Europe/London", struck=True), SINCE, UNTIL, ZoneInfo("UTC"))
    assert held(found) != expected("Europe/Berlin")
