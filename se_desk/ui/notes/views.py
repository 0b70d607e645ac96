"""Which view of the editor was chosen last: a small setting beside the desk, nothing of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILE_NAME, KEY, USUAL = "window.ini", "note-view", "split"


def _settings(desk: Desk) -> QSettings:
    return QSettings(str(desk.store.path.parent / FILE_NAME), QSettings.Format.IniFormat)


def kept_view(desk: Desk) -> str:
    """write, split or read."""
    view = str(_settings(desk).value(KEY, USUAL))
    return view if view in ("write", "split", "read") else USUAL


def keep_view(desk: Desk, view: str) -> None:
    """Remember it; where that cannot be written the usual view comes next time."""
    settings = _settings(desk)
    settings.setValue(KEY, view)
    settings.sync()
