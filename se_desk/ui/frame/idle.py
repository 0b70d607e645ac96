"""Notices that nobody has touched the keyboard or the pointer for a while.

Time is the clock's, not a timer's, so that a night in sleep counts. The filter sits on the windows and
not on the application: Qt asks it a few times per keystroke instead of for every event there is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


def _now() -> datetime:
    return datetime.now(UTC)


class Idle(QObject):
    """How long the windows of this program have been left alone."""

    def __init__(self, parent: QObject | None = None, now: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._now = now
        self._touched_at = now()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
            self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._now()

    @property
    def span(self) -> timedelta:
        """Since when nobody was."""
        return self._now() - self._touched_at

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() in _TOUCHES:
            self.touch()
        return False
