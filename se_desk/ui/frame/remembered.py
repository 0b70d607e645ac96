"""What the window needs before a desk is open: its place and its theme. Nothing of the desk's data."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.theme import Mode, theme

FILE_NAME = "window.ini"
_MODES = ("light", "dark", "system")


class Remembered:
    """A small file beside the desk. One that cannot be read or written is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)
        self._there = folder

    @property
    def mode(self) -> Mode:
        """The theme of the last time."""
        mode = str(self._kept.value("theme", "system"))
        return cast(Mode, mode) if mode in _MODES else "system"

    def keep(self, window: QWidget) -> None:
        """Keep the window's place and the theme of now, where the desk's folder exists."""
        if self._there.is_dir():
            self._kept.setValue("theme", theme().mode)
            self._kept.setValue("place", window.saveGeometry())
            self._kept.sync()

    def place(self, window: QWidget) -> None:
        """Put the window where it was."""
        place = self._kept.value("place")
        if isinstance(place, QByteArray):
            window.restoreGeometry(place)
