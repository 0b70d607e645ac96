"""The half hour's timer: it runs down, turns amber in the last minute, and counts up after that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame

from se_desk.domain.moments import MINUTE
from se_desk.domain.scrubs import LENGTH, Scrub
from se_desk.ui.kit.bars import TimerRing
from se_desk.ui.kit.buttons import IconButton, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.painting import text_width
from se_desk.ui.kit.theme import follow, theme

_AMBER = "sev-medium"


class ScrubTimer(QFrame):
    """Repaints once a second while it runs and can be seen."""

    runAsked = Signal(bool)  # True to go on, False to pause

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._scrub: Scrub | None = None
        self.setProperty("surface", "card")
        self.setAccessibleName("Scrub timer")
        self.ring = TimerRing()
        self.left = PlainLabel("30:00", "display", tabular=True)
        self.left.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.base = PlainLabel("of 30 min", "small", "text-3")
        self.run = IconButton("pause", "Pause the timer", size=32)
        self.setLayout(
            hbox(self.ring, 12, self.left, 10, self.base, 8, self.run, margins=(16, 0, 8, 0), gap=0)
        )
        follow(self, lambda living: living._size())
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self.paint_time)
        self.run.clicked.connect(lambda: self.runAsked.emit(not self.running))

    def _size(self) -> None:
        """As wide as the widest time, so that nothing moves while it runs."""
        self.setFixedHeight(theme().px(48))
        self.left.setFixedWidth(round(text_width("00:00", font("display", tabular=True))) + 4)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._scrub is not None and self._scrub.timer_started_at is not None

    def show_scrub(self, scrub: Scrub) -> None:
        """Show the timer of ``scrub``."""
        self._scrub = scrub
        name = "Pause the timer" if self.running else "Go on with the timer"
        self.run.set_icon("pause" if self.running else "play")
        self.run.setAccessibleName(name)
        tip(self.run, name)
        self._follow_clock()
        self.paint_time()

    def _follow_clock(self) -> None:
        if self.running and self.isVisible():
            self._ticks.start()
        else:
            self._ticks.stop()

    def paint_time(self) -> None:
        """Show the time as it stands now."""
        if self._scrub is None:
            return
        left = self._scrub.left(self._now())
        over = left < timedelta()
        amber = left <= MINUTE and (self.running or over)
        self.left.set_text(clock_text(left))
        self.left.set_token(_AMBER if amber else "text")
        self.base.set_text("over 30 min" if over else "of 30 min")
        self.ring.set(1.0 if over else max(left / LENGTH, 0.0), _AMBER if amber else "accent")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_clock()
        self.paint_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()


def clock_text(left: timedelta) -> str:
    """``29:59``; what is left is rounded up, what is over rounded down, so that neither is flattered."""
    seconds = int(-left.total_seconds()) if left < timedelta() else -int(-left.total_seconds() // 1)
    return f"{seconds // 60:02}:{seconds % 60:02}"
