"""What a saved debrief leaves to pass on: the note to the CRM, and a digest to an AE who was not there."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.moments import say_near_moment
from se_desk.domain.note_clock import say_export
from se_desk.domain.partners import Partner
from se_desk.services.call_views import CallView
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.marks import Avatar, ClockRing, initials_of

COPY_KEYS = "Ctrl+Shift+E"


class PassOnCard(Card):
    """One row for the CRM, one for the digest; away where there is neither."""

    copyAsked = Signal()
    digestAsked = Signal()

    def __init__(self) -> None:
        super().__init__("Pass it on", flush=True)
        self.copy = Button("Copy for the CRM", "clipboard", small=True, keys=COPY_KEYS)
        self.digest = Button("Write the digest", "send", small=True)
        self._shown: tuple[object, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_call(
        self, view: CallView, absent: Partner | None, digest_at: datetime | None, *, shareable: bool
    ) -> None:
        """Show what can be passed on; ``absent`` is the AE who was not in the call."""
        clock = view.crm if shareable else None
        self.setVisible(clock is not None or absent is not None)
        day = view.call.ends_at.date()
        wanted = (clock, absent, digest_at, day)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.clear()
        if clock is not None:
            self.copy = Button("Copy for the CRM", "clipboard", small=True, keys=COPY_KEYS)
            self.copy.clicked.connect(self.copyAsked)
            ring = ClockRing(clock.state.value, clock.fraction, say_export(clock))
            self.add(ListRow("The note for the CRM", say_export(clock), ring, (self.copy,)))
        if absent is not None:
            self.add(self._digest_row(absent, digest_at))

    def _digest_row(self, absent: Partner, digest_at: datetime | None) -> ListRow:
        self.digest = Button(f"Digest for {absent.first_name}", "send", small=True)
        self.digest.clicked.connect(self.digestAsked)
        taken = f"Taken along {say_near_moment(digest_at, digest_at.date())}" if digest_at else ""
        face = (
            Avatar(initials_of(absent.name), absent.name)
            if not digest_at
            else IconMark("check", "clock-done")
        )
        second = taken or "What you learned, and what it changes"
        return ListRow(f"{absent.first_name} was not in this call", second, face, (self.digest,))
