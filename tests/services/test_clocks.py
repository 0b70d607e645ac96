"""Where the time comes from."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from se_desk.services import clocks
from se_desk.services.clocks import MovableClock, SystemClock, boot_digits, reading, system_zone


def test_the_system_clock() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta()
    assert len(clock.boot()) == 8
    assert int(clock.boot(), 16) >= 0
    assert clock.mono() <= clock.mono()


def test_boot_digits(tmp_path: Path) -> None:
    source = tmp_path / "boot_id"
    source.write_text("12345678-9abc-def0-1234-56789abcdef0\n")
    assert boot_digits(source) == "12345678"
    first, second = boot_digits(tmp_path / "none"), boot_digits(tmp_path / "none")
    assert first != second


def test_without_a_clock_that_runs_in_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    assert SystemClock().mono() > 0


def test_a_reading_carries_the_offset_of_the_zone() -> None:
    clock = MovableClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    zone = ZoneInfo("Europe/Berlin")
    assert reading(clock, zone).at.isoformat() == "2026-10-25T02:30:00+02:00"
    before = clock.mono()
    clock.move(timedelta(hours=1))
    assert reading(clock, zone).at.isoformat() == "2026-10-25T02:30:00+01:00"
    assert clock.mono() - before == 3_600_000


def test_the_zone_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Asia/Tokyo")
    assert system_zone().key == "Asia/Tokyo"
    monkeypatch.setattr(clocks, "_zone_names", lambda: ("no/where", "Europe/Rome"))
    assert system_zone().key == "Europe/Rome"
    monkeypatch.setattr(clocks, "_zone_names", lambda: ())
    assert system_zone().key == "UTC"
