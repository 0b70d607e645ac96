"""What stands between the two: what waits for an answer, disagreements, deals that are not ready, the job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_ago, say_day
from se_desk.domain.partners import Partner
from se_desk.domain.risks import Status
from se_desk.services.disagreements import DisagreementView
from se_desk.services.not_ready import NotReadyView
from se_desk.services.partner_board import ToldFlag
from se_desk.ui.charters.disagreement_dialogs import AttemptDialog, DisagreementDialog, EndDialog
from se_desk.ui.charters.not_ready_dialogs import CommitDialog, EndNotReadyDialog, NotReadyDialog
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import Scroller, hbox, vbox
from se_desk.ui.kit.marks import Chip
from se_desk.ui.kit.menus import Menu

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

V = TypeVar("V")
MOST_ENDED = 5  # of what has ended the newest are shown; the counts say how many there were


class BetweenTab(QWidget):
    """Four cards; rows open by Enter."""

    requestFlag = Signal(str)
    requestDeal = Signal(str)
    requestEdit = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.partner_id = desk, ""
        self.bring_up = Button("Bring one up", "plus", small=True)
        self.mark = Button("Mark a deal", "plus", small=True)
        self.edit = IconButton("pencil", "Change what they told of the job", size=24, icon_size=14)
        self.told = Card("Told, not answered", flush=True)
        self.differ = Card("Disagreements", actions=(self.bring_up,), flush=True)
        self.not_ready = Card("Not ready for technical investment", actions=(self.mark,), flush=True)
        self.job = Card("Their job, as they tell it", actions=(self.edit,))
        left, right = vbox(self.told, self.not_ready, None, gap=16), vbox(self.differ, self.job, None, gap=16)
        both = hbox(margins=(24, 16, 24, 24), gap=16)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        inner = QWidget()
        inner.setLayout(both)
        self.setLayout(vbox(Scroller(inner, padding=0)))
        self.edit.clicked.connect(self.requestEdit)
        self.bring_up.clicked.connect(lambda: DisagreementDialog(self, self._desk, self.partner_id).open())
        self.mark.clicked.connect(lambda: NotReadyDialog(self, self._desk, partner_id=self.partner_id).open())

    def show_partner(self, partner_id: str) -> int:
        """Read it all anew; how much of it is open."""
        self.partner_id = partner_id
        waiting = self._desk.partners.waiting(partner_id)
        differ = self._desk.disagreements.of_partner(partner_id)
        not_ready = self._desk.not_ready.of_partner(partner_id)
        _fill(self.told, [self._told_row(one) for one in waiting], "Nothing waits for an answer.")
        _fill(self.differ, [self._differ_row(one) for one in _few(differ, _talk_open)], "None was kept.")
        _fill(self.not_ready, [self._ready_row(one) for one in _few(not_ready, _flag_open)], "No deal is.")
        self._show_job(self._desk.partners.get(partner_id))
        open_talks, open_flags = sum(map(_talk_open, differ)), sum(map(_flag_open, not_ready))
        self.told.set_count(len(waiting) or None)
        self.differ.set_note(f"{open_talks} open of {len(differ)}" if differ else "")
        self.not_ready.set_note(f"{open_flags} open of {len(not_ready)}" if not_ready else "")
        return len(waiting) + open_talks + open_flags

    def _told_row(self, one: ToldFlag) -> QWidget:
        waits = one.flag.waiting_since
        second = one.deal.account
        if waits is not None:
            second += f", told {say_day(waits.date(), self._desk.today_on())}"
        chip = Chip(f"{say_ago(self._desk.now() - waits)}", "line") if waits else Chip("Not told", "amber")
        row = ListRow(one.flag.statement or "A flag without words", second, right=(chip,), clickable=True)
        row.activated.connect(lambda: self.requestFlag.emit(one.flag.id))
        if one.flag.status is Status.WAITING:
            row.setToolTip("Enter opens the flag, to remind or to keep the answer")
        return row

    def _differ_row(self, view: DisagreementView) -> QWidget:
        record = view.record
        chip = Chip("Manager next", "amber") if view.is_due else Chip(record.ending.label, _ending_tone(view))
        words = [say_day(record.raised_on, self._desk.today_on()), count(record.attempts, "attempt")]
        words += ["" if record.in_private else "raised with others present"]
        words += ["with the manager" if record.escalated_on and record.is_open else "", record.outcome]
        row = ListRow(record.about, ", ".join(word for word in words if word), right=(chip,), clickable=True)
        row.activated.connect(lambda: self._differ_menu(view, row))
        return row

    def _differ_menu(self, view: DisagreementView, row: QWidget) -> None:
        menu, record = Menu(self, "Disagreement"), view.record
        verbs = self._desk.disagreements
        if record.is_open:
            menu.add(
                "A talk about it…", lambda: AttemptDialog(self, self._desk, view).open(), "messages-square"
            )
            menu.add(
                "It went to the manager",
                lambda: verbs.escalate(record.id),
                "arrow-up",
                enabled=record.escalated_on is None,
            )
            menu.add("It ended…", lambda: EndDialog(self, self._desk, view).open(), "check")
            menu.addSeparator()
        menu.add("Remove", lambda: verbs.drop(record.id), "trash-2")
        menu.popup(row.mapToGlobal(QPoint(16, row.height())))

    def _talk(self, view: DisagreementView) -> None:
        AttemptDialog(self, self._desk, view).open()

    def _ready_row(self, view: NotReadyView) -> QWidget:
        record, today = view.record, self._desk.today_on()
        late = record.days_late(today)
        if not record.is_open:
            chip = Chip(record.ended.label, "neutral")
        elif record.committed_on:
            words = f"{count(late, 'day')} past {say_day(record.committed_on, today)}" if late else ""
            chip = Chip(words or f"by {say_day(record.committed_on, today)}", "amber" if late else "accent")
        else:
            chip = Chip("No answer yet", "line")
        row = ListRow(view.deal.account, record.missing, right=(chip,), clickable=True)
        row.activated.connect(lambda: self._ready_menu(view, row))
        return row

    def _ready_menu(self, view: NotReadyView, row: QWidget) -> None:
        menu, record = Menu(self, "Not ready"), view.record
        if record.is_open:
            menu.add("What the AE says…", lambda: CommitDialog(self, self._desk, record).open(), "reply")
            menu.add("How it ended…", lambda: EndNotReadyDialog(self, self._desk, record).open(), "check")
        menu.add("Open the deal", lambda: self.requestDeal.emit(view.deal.id), "arrow-right")
        menu.popup(row.mapToGlobal(QPoint(16, row.height())))

    def _show_job(self, partner: Partner) -> None:
        self.job.clear()
        lines = (
            ("Sells to", partner.segment),
            ("Carries", count(partner.carries, "deal") if partner.carries is not None else ""),
            ("Quota", partner.pressure),
            ("Good to know", partner.about),
        )
        for label, words in lines:
            if words:
                self.job.add(BodyText([Run(f"{label}: ", "text-3"), Run(words)], "body"))
        told = f"As told on {say_day(partner.told_on, self._desk.today_on())}" if partner.told_on else ""
        self.job.set_note(told)
        if not any(words for _, words in lines):
            self.job.add(PlainLabel("Nothing kept yet. Ask, and write it down.", "body", "text-3"))


def _fill(card: Card, rows: Sequence[QWidget], nothing: str) -> None:
    card.clear()
    for row in rows:
        card.add(row)
    if not rows:
        label = PlainLabel(nothing, "body", "text-3")
        label.setContentsMargins(16, 4, 16, 16)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        card.add(label)


def _few(views: Sequence[V], is_open: Callable[[V], bool]) -> list[V]:
    """All that are open, and the newest of those that ended."""
    ended = [view for view in views if not is_open(view)]
    return [*(view for view in views if is_open(view)), *ended[:MOST_ENDED]]


def _talk_open(view: DisagreementView) -> bool:
    return view.record.is_open


def _flag_open(view: NotReadyView) -> bool:
    return view.record.is_open


def _ending_tone(view: DisagreementView) -> str:
    return "line" if view.record.is_open else "neutral"
