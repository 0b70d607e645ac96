"""The head of a debrief: which call, how much of the 24 hours is left, and the way to save."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from se_desk.domain.note_clock import ClockState
from se_desk.services.call_views import CallView
from se_desk.ui.calls.times import when_words
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import ClockRing
from se_desk.ui.kit.theme import follow, theme

_TOKENS = {ClockState.OVER: "clock-over", ClockState.SOON: "clock-soon", ClockState.DONE: "clock-done"}


class DebriefHead(QWidget):
    """68 px; a call of no deal has no clock."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PlainLabel("Debrief", "title", elide=True)
        self.second = PlainLabel("", "body", "text-3", elide=True)
        self.ring = ClockRing()
        self.left = PlainLabel("", "small", "text-2", weight=500, tabular=True)
        self.save = Button("Save debrief", "check", kind="primary", keys="Ctrl+Enter")
        row = hbox(margins=(24, 0, 24, 0), gap=12)
        row.addLayout(vbox(None, self.title, self.second, None), 1)
        row.addLayout(hbox(self.ring, self.left, gap=8))
        row.addWidget(self.save)
        self.setLayout(row)
        follow(self, lambda living: living.setFixedHeight(theme().px(68)))

    def show_call(self, view: CallView, now: datetime) -> None:
        """Show the call and its clock as they stand at ``now``."""
        self.title.set_text(f"Debrief: {view.call.title}")
        parts = [view.deal.account if view.deal else "No deal yet", when_words(view.call, now)]
        if view.partner:
            parts.append(f"with {view.partner.name}")
        self.second.set_text(" · ".join(parts))
        clock = view.clock
        for widget in (self.ring, self.left):
            widget.setVisible(clock is not None)
        if clock is not None:
            self.ring.set(clock.state.value, clock.fraction, clock.say())
            self.left.set_text(clock.say())
            self.left.set_token(_TOKENS.get(clock.state, "text-2"))
