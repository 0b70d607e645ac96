"""Where the desk's time comes from."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from se_desk.domain.chain import ClockReading
from se_desk.domain.moments import in_zone

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the desk asks for the time."""

    def now(self) -> datetime:
        """This moment, UTC."""
        ...

    def boot(self) -> str:
        """8 hex digits, the same until the computer restarts."""
        ...

    def mono(self) -> int:
        """Milliseconds since that start, running on in sleep where the system has such a clock."""
        ...


class SystemClock:
    """The computer's own clock."""

    def __init__(self) -> None:
        self._boot = boot_digits()
        self._ticks = _counter()

    def now(self) -> datetime:
        """This moment, UTC."""
        return datetime.now(UTC)

    def boot(self) -> str:
        """From the system's boot id; random per start of the app where there is none."""
        return self._boot

    def mono(self) -> int:
        """Milliseconds since boot."""
        return self._ticks()


class MovableClock:
    """A clock that is set by hand: for the sample desk, which writes a past of its own, and for tests."""

    def __init__(self, at: datetime, boot: str = "5a3d1e00") -> None:
        self.at = at
        self._boot = boot
        self._first = at - timedelta(days=400)

    def now(self) -> datetime:
        """Where it was set."""
        return self.at.astimezone(UTC)

    def boot(self) -> str:
        """Always the same start."""
        return self._boot

    def mono(self) -> int:
        """In step with the moments it is set to."""
        return max(0, int((self.at - self._first) / timedelta(milliseconds=1)))

    def move(self, span: timedelta) -> None:
        """Forward, or back, by ``span``."""
        self.at += span


def boot_digits(source: Path = _BOOT_ID) -> str:
    """The first 8 hex digits of the system's boot id, else random ones."""
    try:
        return source.read_text("ascii").strip().replace("-", "")[:8]
    except (OSError, ValueError):
        return uuid4().hex[:8]


def _counter() -> Callable[[], int]:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return lambda: time.monotonic_ns() // 1_000_000


def reading(clock: Clock, zone: ZoneInfo) -> ClockReading:
    """What the clock says, with the offset of ``zone``, for a new entry of the risk log."""
    return ClockReading(at=in_zone(clock.now(), zone), boot=clock.boot(), mono=clock.mono())


def system_zone() -> ZoneInfo:
    """The zone this computer is set to, by name where the system tells it; else UTC."""
    for name in _zone_names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _zone_names() -> tuple[str, ...]:
    import os

    link = Path("/etc/localtime")
    parts = link.resolve().as_posix().rpartition("/zoneinfo/")[2] if link.exists() else ""
    return tuple(name for name in (os.environ.get("TZ", "").lstrip(":"), parts) if name)
