"""The columns of a debrief: the answers beside the note they make; below each other where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.domain.call_signals import Heard
from se_desk.domain.errors import NotFound
from se_desk.domain.huddles import Debrief
from se_desk.services.call_views import CallView
from se_desk.ui.calls.debrief_form import DebriefForm
from se_desk.ui.calls.follow_ups import JotCard, ProposalCard
from se_desk.ui.calls.held_debrief import HeldDebrief
from se_desk.ui.calls.newcomers import NewcomerCard, unknown
from se_desk.ui.calls.note_draft import NoteDraft
from se_desk.ui.calls.pass_on import PassOnCard
from se_desk.ui.kit.layout import Scroller, vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDE = 960


class DebriefBody(Scroller):
    """Everything below the head of a debrief; scrolls as one."""

    def __init__(self, change: Callable[[str, str], object]) -> None:
        inside = QWidget()
        super().__init__(inside, padding=0)
        self.form, self.note = DebriefForm(), NoteDraft()
        self.jots, self.proposals = JotCard(), ProposalCard()
        self.heard, self.pass_on = ProposalCard("What was said speaks for a flag"), PassOnCard()
        self.held, self.newcomers = HeldDebrief(change), NewcomerCard()
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(vbox(self.form, self.pass_on, self.held, None, gap=16))
        self._column = vbox(self.heard, self.proposals, self.note, self.jots, self.newcomers, gap=16)
        self._column.addStretch(0)
        right = self._column
        self._right.setLayout(right)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._all = vbox(margins=(24, 0, 24, 24))
        self._all.addLayout(self._grid, 1)
        inside.setLayout(self._all)
        self._wide: bool | None = None
        self.found: tuple[Heard, ...] = ()
        self.arrange(WIDE)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def show_call(self, desk: Desk, view: CallView, debrief: Debrief | None) -> None:
        """Show what the desk has of the call."""
        held, deal_id = debrief is not None, view.call.deal_id or ""
        self.form.setVisible(not held)
        self.note.setVisible(not held)
        self.held.setVisible(held)
        # What grows: the note while it is written, then the room below the cards.
        self._column.setStretch(2, 0 if held else 1)
        self._column.setStretch(self._column.count() - 1, 1 if held else 0)
        self._show_pass_on(desk, view, debrief)
        if debrief is not None:
            self.held.show_debrief(debrief, _note_title(desk, debrief.note_id))
        people = desk.people.of_deal(deal_id) if deal_id else ()
        ae = (view.partner.name,) if view.partner else ()
        names = dict.fromkeys((*ae, *(one.name for one in view.attendees), *(one.name for one in people)))
        self.form.suit(desk.today_on(), tuple(names), of_deal=bool(deal_id), of_pair=view.partner is not None)
        self.jots.show_jots(desk.calls.jots(view.call.id), of_deal=bool(deal_id))
        self.newcomers.show_people(unknown(view.attendees, people) if deal_id else ())
        self.proposals.show_proposals(desk.risks.proposals(deal_id) if deal_id else ())

    def _show_pass_on(self, desk: Desk, view: CallView, debrief: Debrief | None) -> None:
        """Only what is saved can be passed on."""
        if debrief is None:
            self.pass_on.hide()
            return
        notes = desk.notes.of_call(view.call.id)
        shareable = any(not note.private for note in notes)
        absent = desk.debriefs.absent_partner(view.call.id)
        self.pass_on.show_call(view, absent, debrief.digest_at, shareable=shareable)

    def show_heard(self, desk: Desk, call_id: str, *answers: str) -> None:
        """Show what speaks for a flag in the jots and these answers."""
        self.found = desk.debriefs.heard(call_id, *answers)
        self.heard.show_proposals(tuple(one.proposal for one in self.found))

    def _make_room(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that the cards end where the head ends."""
        right = 24 - (self.verticalScrollBar().sizeHint().width() if most > 0 else 0)
        self._all.setContentsMargins(24, 0, right, 24)

    def arrange(self, width: int) -> None:
        """Beside each other from ``WIDE`` on."""
        wide = width >= WIDE
        if wide is self._wide:
            return
        self._wide = wide
        for column in (self._left, self._right):
            self._grid.removeWidget(column)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, 0 if wide else 1, 1 if wide else 0)
        self._grid.setColumnStretch(0, 9)
        self._grid.setColumnStretch(1, 11 if wide else 0)
        self._grid.setRowStretch(0, 1 if wide else 0)
        self._grid.setRowStretch(1, 0 if wide else 1)


def _note_title(desk: Desk, note_id: str | None) -> str:
    try:
        return desk.notes.get(note_id).shown_title if note_id else ""
    except NotFound:
        return ""
