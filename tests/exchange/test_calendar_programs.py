"""One year of a weekly meeting as eight calendar programs write it: three instances moved, two cancelled.

The files of ``calendars`` were written for this desk after the shapes those programs give their exports
(SOURCES.md). ``SE_DESK_CALENDARS`` names a folder of real ones, which are then read too.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from se_desk.domain.errors import BadFile
from se_desk.exchange.calls_in import CallsFile, read_calls

HERE = Path(__file__).parent / "calendars"
BERLIN = ZoneInfo("Europe/Berlin")
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
MOVED = {
    "2026-03-31": "2026-04-01T14:00:00+02:00",  # the first one in summer time
    "2026-07-07": "2026-07-06T11:00:00+02:00",
    "2026-10-27": "2026-10-29T09:30:00+01:00",  # the first one after it
}
OFF = ("2026-05-05", "2026-11-10")
DECLARED = {
    "outlook-web": (
        "Harbour visit: its time zone 'tzone://Microsoft/Custom' is not known; the desk's own was taken.",
    ),
    "google": ("Birthday of the pilot: its RDATE cannot be read.",),
    "nextcloud": ("No day: it has no start.",),
}  # fmt: skip
# Nothing a program writes may be met with any other sentence than one of these.
KNOWN = (
    "cannot be read", "it has no start", "it has more than one", "its end does not fit its start",
    "is not known; the desk's own was taken", "says nothing of summer time", "the file breaks off inside it",
    "it repeats", "its dates do not fit together", "instances were taken", "a day that may never come",
)  # fmt: skip


def read(path: Path, zone: ZoneInfo = BERLIN) -> CallsFile:
    return read_calls(path.read_bytes(), SINCE, UNTIL, zone)


def weekly(found: CallsFile) -> list[str]:
    rows = (row for row in found.rows if row.title == "Ferry terminal: weekly" and not row.cancelled)
    return [row.starts_at.isoformat() for row in rows]


def expected() -> list[str]:
    """Every Tuesday at 9:30 on the wall in Berlin, counted without any calendar library."""
    days = (datetime(2026, 1, 6, 9, 30, tzinfo=BERLIN) + timedelta(days=7 * n) for n in range(52))
    kept = (at for at in days if f"{at:%Y-%m-%d}" not in OFF)
    return sorted(MOVED.get(f"{at:%Y-%m-%d}", at.isoformat()) for at in kept)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.ics")), ids=lambda path: path.stem)
def test_a_year_of_a_weekly_meeting_by_every_program(path: Path) -> None:
    found = read(path)
    assert found.problems == DECLARED.get(path.stem, ())
    assert sorted(weekly(found)) == expected()
    moved = [row for row in found.rows if row.starts_at.isoformat() in MOVED.values()]
    assert {row.ends_at - row.starts_at for row in moved} == {timedelta(minutes=45)}
    assert any(row.uid in found.whole for row in moved)


def test_there_are_eight_programs_and_the_summer_is_where_it_was() -> None:
    assert len(list(HERE.glob("*.ics"))) == 8
    offsets = [at[-6:] for at in expected()]
    assert (offsets.count("+01:00"), offsets.count("+02:00")) == (21, 29)


def test_what_else_stands_in_them() -> None:
    others = {row.title: row for path in HERE.glob("*.ics") for row in read(path).rows}
    assert others["Away"].all_day
    assert others["Lunch at the quay"].starts_at.isoformat() == "2026-02-03T12:30:00+01:00"
    assert others["Tugs"].ends_at.isoformat() == "2026-02-10T10:30:00+01:00"
    google = next(row for row in read(HERE / "google.ics").rows if row.recurrence_id)
    assert google.attendees == ("Marlene Okoro <m@tidewright.example>", "ana@quayside.example")  # no room


def _real() -> list[Path]:
    named = os.environ.get("SE_DESK_CALENDARS", "")
    return sorted(Path(named).rglob("*.ics")) if named else []


@pytest.mark.skipif(not _real(), reason="SE_DESK_CALENDARS names no folder of calendars")
def test_real_calendars_come_in_with_declared_problems_only() -> None:
    entries = 0
    for path in _real():
        for year in range(1995, 2030):
            window = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 2, 1, tzinfo=UTC)
            try:
                found = read_calls(path.read_bytes(), *window, BERLIN)
            except BadFile:
                break
            entries += len(found.rows)
            strange = [said for said in found.problems if not any(known in said for known in KNOWN)]
            assert not strange, f"{path}: {strange}"
    assert entries
