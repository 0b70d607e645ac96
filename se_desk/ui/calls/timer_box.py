"""The huddle's fifteen minutes: they run down, turn amber in the last one, and count up after that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame

from se_desk.domain.huddles import LENGTH, Huddle
from se_desk.domain.moments import MINUTE
from se_desk.ui.calls.times import count_up, countdown
from se_desk.ui.kit.bars import TimerRing
from se_desk.ui.kit.buttons import IconButton, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.painting import text_width
from se_desk.ui.kit.theme import follow, theme

_AMBER = "sev-medium"


class TimerBox(QFrame):
    """Shows a huddle's timer and repaints once a second while it runs and can be seen."""

    startAsked = Signal()
    pauseAsked = Signal()
    resetAsked = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._huddle: Huddle | None = None
        self.setProperty("surface", "card")
        self.setAccessibleName("Huddle timer")
        self.ring = TimerRing()
        self.left = PlainLabel("15:00", "display", tabular=True)
        self.left.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.base = PlainLabel("of 15 min", "small", "text-3")
        self.run = IconButton("play", "Start the timer", size=32)
        self.reset = IconButton("rotate-ccw", "Set the timer back to 15 minutes", size=32)
        self.setLayout(
            hbox(self.ring, 12, self.left, 10, self.base, 8, self.run, self.reset,
                 margins=(16, 0, 8, 0), gap=0)
        )  # fmt: skip
        follow(self, lambda living: living._size())
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self.paint_time)
        self.run.clicked.connect(lambda: (self.pauseAsked if self.running else self.startAsked).emit())
        self.reset.clicked.connect(self.resetAsked)

    def _size(self) -> None:
        """As wide as the widest time, so that nothing moves while it runs."""
        self.setFixedHeight(theme().px(48))
        self.left.setFixedWidth(round(text_width("00:00", font("display", tabular=True))) + 4)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the base away where the head has little room."""
        self.base.setVisible(not narrow)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._huddle is not None and self._huddle.timer_started_at is not None

    def show_huddle(self, huddle: Huddle) -> None:
        """Show the timer of ``huddle``."""
        self._huddle = huddle
        held = huddle.held_at is not None
        name = "Pause the timer" if self.running else "Start the timer"
        self.run.set_icon("pause" if self.running else "play")
        self.run.setAccessibleName(name)
        tip(self.run, name)
        self.run.setEnabled(not held)
        self.reset.setEnabled(not held)
        self._follow_clock()
        self.paint_time()

    def _follow_clock(self) -> None:
        if self.running and self.isVisible():
            self._ticks.start()
        else:
            self._ticks.stop()

    def paint_time(self) -> None:
        """Show the time as it stands now."""
        if self._huddle is None:
            return
        left = self._huddle.left(self._now())
        over = left < timedelta()
        amber = left <= MINUTE and (self.running or over)
        self.left.set_text(count_up(-left) if over else countdown(left))
        self.left.set_token(_AMBER if amber else "text")
        self.base.set_text("over 15 min" if over else "of 15 min")
        self.base.set_token(_AMBER if over else "text-3")
        self.ring.set(max(left / LENGTH, 0.0) if not over else 1.0, _AMBER if amber else "accent")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_clock()
        self.paint_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()
