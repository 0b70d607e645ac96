"""What has to be done once after many announcements, when the window has come to rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """Calls ``then`` in a turn of the loop to come, once, however often it was started before."""

    def __init__(self, owner: QObject, then: Callable[[], object]) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(0)
        self.timeout.connect(then)
