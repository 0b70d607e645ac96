"""The huddle's fifteen minutes, and the button that sets them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal

from se_desk.domain.huddles import LENGTH, Huddle
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.timer_face import TimerFace


class TimerBox(TimerFace):
    """A huddle's timer; it stands still for good once the huddle was held."""

    resetAsked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        reset = IconButton("rotate-ccw", "Set the timer back to 15 minutes", size=32)
        super().__init__(now, LENGTH, "Huddle timer", "Start the timer", (reset,))
        self.reset = reset
        self.reset.clicked.connect(self.resetAsked)

    def show_huddle(self, huddle: Huddle) -> None:
        """Show the timer of ``huddle``."""
        self.show_timer(huddle)
        held = huddle.held_at is not None
        self.run.setEnabled(not held)
        self.reset.setEnabled(not held)
