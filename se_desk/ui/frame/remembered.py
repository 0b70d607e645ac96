"""What the window needs before a desk is open: its place and its looks. Nothing of the desk's data."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.theme import Mode, theme

FILE_NAME = "window.ini"
_MODES = ("light", "dark", "system")
_YES = (True, "true")  # as set just now, and as read from the file


class Remembered:
    """A small file beside the desk. One that cannot be read or written is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._kept = QSettings(str(self._file), QSettings.Format.IniFormat)
        self._there = folder

    @property
    def mode(self) -> Mode:
        """The theme of the last time."""
        mode = str(self._kept.value("theme", "system"))
        return cast(Mode, mode) if mode in _MODES else "system"

    def dress(self) -> None:
        """Text size, motion and borders of the last time."""
        theme().set_scale(_percent(self._kept.value("text-size")) / 100)
        theme().reduce_motion = self._kept.value("reduce-motion") in _YES
        theme().set_contrast(self._kept.value("strong-borders") in _YES)

    def keep_looks(self) -> None:
        """Keep the looks of now, where the desk's folder exists."""
        if self._there.is_dir():
            self._kept.setValue("theme", theme().mode)
            self._kept.setValue("text-size", round(theme().scale * 100))
            self._kept.setValue("reduce-motion", theme().reduce_motion)
            self._kept.setValue("strong-borders", theme().contrast)
            self._kept.sync()
            with suppress(OSError):
                self._file.chmod(0o600)

    def keep(self, window: QWidget) -> None:
        """Keep the window's place and the looks of now, where the desk's folder exists."""
        if self._there.is_dir():
            self._kept.setValue("place", window.saveGeometry())
            self.keep_looks()

    def place(self, window: QWidget) -> None:
        """Put the window where it was."""
        place = self._kept.value("place")
        if isinstance(place, QByteArray):
            window.restoreGeometry(place)


def _percent(kept: object) -> int:
    """The text size; 100 for one that is no number."""
    try:
        return int(str(kept))
    except ValueError:
        return 100
