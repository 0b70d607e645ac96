"""The clock of a call: how far it is, when to ask, when it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Call
from se_desk.domain.moments import MINUTE, count_up, countdown, say_time
from se_desk.ui.calls.times import ask_minute
from se_desk.ui.kit.bars import ProgressBar
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox

_AMBER = "sev-medium"


class CardClock(QWidget):
    """Minutes gone in large figures, the countdowns beside them, and the bar with its mark."""

    def __init__(self) -> None:
        super().__init__()
        self._call: Call | None = None
        self.gone = PlainLabel("", "display", tabular=True)
        self.base = PlainLabel("", "small", "text-3")
        self.ask_word = PlainLabel("", "small", "text-2")
        self.ask = PlainLabel("", "heading", tabular=True)
        self.bar = ProgressBar()
        self.began = PlainLabel("", "small", "text-3", tabular=True)
        self.ends = PlainLabel("", "small", "text-3", tabular=True)
        first = hbox(
            self.gone, 8, vbox(8, self.base), None, vbox(8, self.ask_word), 6, vbox(4, self.ask), gap=0
        )
        last = hbox(self.began, None, self.ends)
        self.setLayout(vbox(first, 4, self.bar, 4, last, margins=(20, 8, 20, 10)))

    def show_call(self, call: Call) -> None:
        """The call whose time is shown."""
        self._call = call
        self.began.set_text(f"{say_time(call.starts_at)}–{say_time(call.ends_at)}")

    def paint_time(self, now: datetime) -> None:
        """Show the time as it stands."""
        call = self._call
        if call is None:
            return
        length = call.ends_at - call.starts_at
        if now < call.starts_at:
            self._say(countdown(call.starts_at - now), "until it begins", "text")
        elif now < call.ends_at:
            self._say(count_up(now - call.starts_at), f"of {call.minutes} min", "text")
        else:
            self._say(count_up(now - call.ends_at), f"past its {call.minutes} min", _AMBER)
        self._say_ask(call.starts_at + ask_minute(call) * MINUTE - now, now < call.ends_at)
        left = call.ends_at - now
        self.ends.set_text(f"ends in {countdown(left)}" if left > timedelta() else "time is up")
        mark = ask_minute(call) * MINUTE / length
        words = f"{self.gone.text()} {self.base.text()}, {self.ask_word.text()} {self.ask.text()}"
        self.bar.set(max((now - call.starts_at) / length, 0.0), mark, words=words.strip())

    def _say(self, time: str, base: str, token: str) -> None:
        self.gone.set_text(time)
        self.gone.set_token(token)
        self.base.set_text(base)

    def _say_ask(self, until: timedelta, on: bool) -> None:
        ahead = until > timedelta()
        self.ask_word.set_text("Ask in" if ahead else "")
        self.ask.set_text(countdown(until) if ahead else "Ask now" if on else "")
        self.ask.set_token("text" if ahead and until > MINUTE else _AMBER)
