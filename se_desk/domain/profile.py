"""Whose desk it is, and the few settings that rules need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The SE and their desk. There is one, with id ``desk``.

    ``fiscal_month`` is the month in which the fiscal year begins; ``theme`` is light, dark or system.
    ``backup_folder`` gets a copy of every backup, "" for none; automatic backups of a folder are thinned to
    ``backup_limit_mb`` (millions of bytes).
    ``stamp_url`` is the address of the time stamp authority, "" for none; ``stamp_certificates`` are its own
    (PEM), "" where stamps are not held to any; ``stamp_daily`` asks it once a day for what is new.
    The calendar files of ``calendar_folder`` are taken in when they change, "" for none. ``remind`` is off,
    quiet (a notification names nobody) or named.
    ``own_words`` are those the SE has told the spelling to take, a line each.
    ``signing_seed`` (64 hex digits) makes the signatures of risk records; ``public_key`` goes with it.
    """

    id: str = "desk"
    name: str
    email: str = ""
    zone: str = "UTC"
    currency: str = "USD"
    fiscal_month: int = 1
    theme: str = "system"
    lock_minutes: int = 15
    backup_folder: str = ""
    backup_limit_mb: int = 1_000
    own_words: str = ""
    calendar_folder: str = ""
    remind: str = "off"
    stamp_url: str = ""
    stamp_certificates: str = ""
    stamp_daily: bool = False
    signing_seed: str = ""
    public_key: str = ""
    made_at: datetime

    @property
    def tz(self) -> ZoneInfo:
        """The desk's zone."""
        return ZoneInfo(self.zone)

    @property
    def first_name(self) -> str:
        """What the AE calls the SE."""
        return self.name.split()[0] if self.name.split() else self.name
