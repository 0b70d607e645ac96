"""The door for files: what is read, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile, DeskError
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.imports import read_file

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//calendar//EN
BEGIN:VEVENT
UID:1@somebody
DTSTAMP:20260301T000000Z
DTSTART:20260305T090000Z
DTEND:20260305T100000Z
SUMMARY:Line walk
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "calls.ics"
    path.write_bytes(CALENDAR.encode())
    plan = desk.imports.plan_calls(path)
    assert plan.say().startswith("1 new, 0 changed, 0 as they are")
    assert desk.calls.between(desk.now(), desk.now().replace(month=12)) == ()
    desk.imports.take_calls(plan)
    again = desk.imports.plan_calls(path)
    assert again.say().startswith("0 new, 0 changed, 1 as they are")
    desk.imports.take_calls(again)
    assert len(desk.calls.between(desk.now(), desk.now().replace(month=12))) == 1


def test_a_call_that_ended_early_keeps_its_end(desk: Desk, clock: MovableClock, tmp_path: Path) -> None:
    path = tmp_path / "calls.ics"
    path.write_bytes(CALENDAR.encode())
    (call,) = desk.imports.take_calls(desk.imports.plan_calls(path)).new
    clock.at = call.starts_at + timedelta(minutes=20)
    ended = desk.calls.end(call.id)
    clock.move(timedelta(hours=2))
    desk.imports.take_calls(desk.imports.plan_calls(path))
    assert desk.calls.get(call.id).ends_at == ended.ends_at


def test_a_profile_can_be_named(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text('"Record ID","Deal Name","Deal Stage"\n"1","Gate","Demo"\n')
    assert desk.imports.plan_deals(path, profile="hubspot").changes[0].title == "Gate"
    with pytest.raises(DeskError):
        desk.imports.plan_deals(path, profile="no such crm")


def test_files_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(BadFile):
        read_file(path, 4)
    for wrong in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(BadFile):
            read_file(wrong)
