"""What comes before any window: Qt's application, and whether there is a screen for one."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from se_desk import __version__


def screen_missing(platform: str, environment: dict[str, str]) -> bool:
    """Whether Qt would end the program for want of a display: Linux without X11 and Wayland."""
    if platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return False
    return not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def no_screen() -> bool:
    """The same of this process."""
    return screen_missing(sys.platform, dict(os.environ))


def application() -> QApplication:
    """Qt's application, once a process."""
    found = QCoreApplication.instance()
    if isinstance(found, QApplication):
        return found
    QCoreApplication.setApplicationName("SE Desk")
    QCoreApplication.setApplicationVersion(__version__)
    made = QApplication([sys.argv[0]])
    made.setDesktopFileName("se-desk")
    return made
