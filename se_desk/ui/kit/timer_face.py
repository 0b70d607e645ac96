"""A timer of so many minutes: it runs down, turns amber in the last one, and counts up after that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame

from se_desk.domain.moments import MINUTE, count_up, countdown
from se_desk.ui.kit.bars import TimerRing
from se_desk.ui.kit.buttons import IconButton, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.painting import text_width
from se_desk.ui.kit.theme import follow, theme

_AMBER = "sev-medium"
_WIDEST, _WIDEST_FROM_AN_HOUR = "00:00", "0:00:00"


class Timed(Protocol):
    """What has a timer: a huddle, a scrub."""

    @property
    def timer_started_at(self) -> datetime | None:
        """Since when it runs; None while it stands still."""

    def left(self, now: datetime) -> timedelta:
        """What is left; negative once it is over."""


class TimerFace(QFrame):
    """Repaints once a second while the timer runs and can be seen.

    ``length`` is the whole of it, ``start`` the words of the button that starts it or lets it go on, and
    ``more`` are buttons after that one.
    """

    startAsked = Signal()
    pauseAsked = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        length: timedelta,
        name: str,
        start: str,
        more: Sequence[IconButton] = (),
    ) -> None:
        super().__init__()
        self._now, self._length, self._start = now, length, start
        self._timed: Timed | None = None
        self._minutes = f"{length // MINUTE} min"
        self.setProperty("surface", "card")
        self.setAccessibleName(name)
        self.ring = TimerRing()
        self.left = PlainLabel(countdown(length), "display", tabular=True)
        self.left.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.base = PlainLabel(f"of {self._minutes}", "small", "text-3")
        self.run = IconButton("play", start, size=32)
        self.setLayout(
            hbox(self.ring, 12, self.left, 10, self.base, 8, self.run, *more, margins=(16, 0, 8, 0), gap=0)
        )
        follow(self, lambda living: living._size())
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self.paint_time)
        self.run.clicked.connect(lambda: (self.pauseAsked if self.running else self.startAsked).emit())

    def _size(self) -> None:
        """As wide as the widest time, so that nothing moves from second to second."""
        self.setFixedHeight(theme().px(48))
        widest = _WIDEST if len(self.left.text()) <= len(_WIDEST) else _WIDEST_FROM_AN_HOUR
        self.left.setFixedWidth(round(text_width(widest, font("display", tabular=True))) + 4)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the base away where the head has little room."""
        self.base.setVisible(not narrow)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._timed is not None and self._timed.timer_started_at is not None

    def show_timer(self, timed: Timed) -> None:
        """Show how it stands with the timer of ``timed``."""
        self._timed = timed
        name = "Pause the timer" if self.running else self._start
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
        if self._timed is None:
            return
        left = self._timed.left(self._now())
        over = left < timedelta()
        amber = left <= MINUTE and (self.running or over)
        self.left.set_text(count_up(-left) if over else countdown(left))
        self.left.set_token(_AMBER if amber else "text")
        self._size()
        self.base.set_text(f"{'over' if over else 'of'} {self._minutes}")
        self.base.set_token(_AMBER if over else "text-3")
        self.ring.set(1.0 if over else left / self._length, _AMBER if amber else "accent")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_clock()
        self.paint_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()
