"""Notices that nobody has touched the keyboard or the pointer for a while.

Time is the clock's, not a timer's, so that a night in sleep counts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

from se_desk.ui.frame.over_windows import OverWindows

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


class Idle(OverWindows):
    """How long the windows of this program have been left alone."""

    def __init__(self, parent: QObject | None = None, now: Callable[[], datetime] = _now) -> None:
        self._now = now
        self._touched_at = now()
        super().__init__(parent)

    def watch(self, window: QWindow | None) -> None:
        """A window that comes to the front was brought there by somebody."""
        super().watch(window)
        if window is not None:
            self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._now()

    @property
    def span(self) -> timedelta:
        """Since when nobody was."""
        return self._now() - self._touched_at

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
