"""What the window needs before a desk is open: its place and its looks. Nothing of the desk's data."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.theme import Mode, theme

FILE_NAME = "window.ini"
FRAME_ROOM = (16, 48)  # px for a frame whose size is known only after it is there
SETTLED_MS = 700  # by then the window manager has put the window in its place
_MODES = ("light", "dark", "system")
_YES = (True, "true")  # as set just now, and as read from the file


class Remembered:
    """A small file beside the desk. One that cannot be read or written is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._kept = QSettings(str(self._file), QSettings.Format.IniFormat)
        self._there = folder
        self._landed: tuple[object, ...] = ()

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
            if self._landed != _stand(window):
                self._kept.setValue("place", window.saveGeometry())
            self.keep_looks()

    def place(self, window: QWidget) -> None:
        """Put the window where it was, or, the first time, on the screen as a whole."""
        place = self._kept.value("place")
        if isinstance(place, QByteArray) and window.restoreGeometry(place):
            QTimer.singleShot(SETTLED_MS, window, lambda: self._land(window))
        else:
            fit(window)

    def _land(self, window: QWidget) -> None:
        """Some window managers put a window a frame's width off: what nobody moved is not kept anew."""
        self._landed = _stand(window)


def fit(window: QWidget) -> None:
    """As large as it wants to be, no larger than the screen with the frame around it, in the middle."""
    screen = window.screen()
    if screen is None:
        return
    free = screen.availableGeometry()
    size = window.size().boundedTo(free.size() - QSize(*FRAME_ROOM)).expandedTo(window.minimumSize())
    window.resize(size)
    left = free.left() + max((free.width() - size.width()) // 2, 0)
    top = free.top() + max((free.height() - size.height() - FRAME_ROOM[1]) // 2, 0)
    window.move(left, top)


def _stand(window: QWidget) -> tuple[object, ...]:
    return window.geometry().getRect(), window.windowState()


def _percent(kept: object) -> int:
    """The text size; 100 for one that is no number."""
    try:
        return int(str(kept))
    except ValueError:
        return 100
