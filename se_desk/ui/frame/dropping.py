"""A calendar file dropped on the window leads to what would come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from se_desk.ui.kit.wishes import ImportCalls

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from se_desk.ui.kit.wishes import Wish

CALENDARS = (".ics", ".ical")


class Dropping(QObject):
    """Takes what no page under the pointer takes; only while a desk is open."""

    def __init__(self, window: QWidget, is_open: Callable[[], bool], wish: Callable[[Wish], object]) -> None:
        super().__init__(window)
        self._is_open, self._wish = is_open, wish
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return False
        path = calendar_in(event.mimeData())
        if not path or not self._is_open():
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._wish(ImportCalls(path))
        return True


def calendar_in(mime: QMimeData) -> str:
    """The one calendar file that is dragged; empty for anything else."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return ""
    path = urls[0].toLocalFile()
    return path if Path(path).suffix.casefold() in CALENDARS else ""
