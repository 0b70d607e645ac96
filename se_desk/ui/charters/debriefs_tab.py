"""The debriefs of calls with this partner: what each call taught, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from se_desk.domain.huddles import Debrief
from se_desk.domain.moments import say_day, say_time
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.timeline import Entry, Timeline

if TYPE_CHECKING:
    from se_desk.services.debriefs import HeldDebrief
    from se_desk.services.desk import Desk


class DebriefsTab(QWidget):
    """Enter opens a debrief."""

    opened = Signal(str)  # call id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = Timeline("Debriefs")
        self.list.opened.connect(self.opened)
        self.empty = EmptyState(
            "graduation-cap",
            "No debrief yet",
            "After a call, its debrief asks what was missed, what the pain is, and what comes next.",
        )
        nobody = Card(padding=0)
        nobody.add(self.empty)
        self._stack = QStackedWidget()
        for part in (vbox(self.list), vbox(nobody, None)):
            inner = QWidget()
            part.setContentsMargins(24, 16, 24, 24)
            inner.setLayout(part)
            self._stack.addWidget(inner)
        self.setLayout(vbox(self._stack))

    def show_partner(self, partner_id: str) -> int:
        """Read them anew; how many there are."""
        found = self._desk.debriefs.of_partner(partner_id)
        self.list.set_entries([self._entry(one) for one in found])
        self._stack.setCurrentIndex(0 if found else 1)
        return len(found)

    def _entry(self, held: HeldDebrief) -> Entry:
        debrief, call = held.debrief, held.call
        day = say_day(call.starts_at.date(), self._desk.today_on())
        return Entry(
            id=debrief.call_id,
            title=call.title,
            at=say_time(call.starts_at),
            day=day,
            second=held.deal.account if held.deal else "No deal",
            body=learned(debrief),
            icon="graduation-cap",
            node="accent",
            side=f"Alignment {debrief.alignment}" if debrief.alignment is not None else "",
            max_lines=6,
        )


def learned(debrief: Debrief) -> str:
    """The three answers, as far as there are any."""
    parts = (
        ("Missed", debrief.missed),
        ("Pain", debrief.pain),
        ("Next step", debrief.next_step_agreed),
    )
    return "\n".join(f"{word}: {' '.join(text.split())}" for word, text in parts if text.strip())
