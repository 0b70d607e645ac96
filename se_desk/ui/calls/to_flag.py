"""Which jots wait to become flags: marked during a call, offered after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

SETTINGS, MARKED = "window.ini", "jots_to_flag"


def settings_of(desk: Desk) -> QSettings:
    """Where a desk's windows keep what is no part of the record; never a customer's words."""
    return QSettings(str(Path(desk.store.path).with_name(SETTINGS)), QSettings.Format.IniFormat)


def marked(desk: Desk) -> frozenset[str]:
    """The ids of the jots that wait."""
    return frozenset(str(settings_of(desk).value(MARKED, "")).split())


def mark(desk: Desk, jot_id: str) -> None:
    """The jot waits from now on, also over a restart."""
    _keep(desk, marked(desk) | {jot_id})


def unmark(desk: Desk, jot_id: str) -> None:
    """The jot became a flag."""
    _keep(desk, marked(desk) - {jot_id})


def _keep(desk: Desk, ids: frozenset[str]) -> None:
    settings = settings_of(desk)
    settings.setValue(MARKED, " ".join(sorted(ids)))
    settings.sync()
