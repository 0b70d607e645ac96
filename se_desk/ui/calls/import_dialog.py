"""The dialog that takes calls in from a calendar file: choose, look, take in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from se_desk.domain.calls import Call
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count, say_day, say_time
from se_desk.services.calls_in import Taken
from se_desk.ui.calls.unsure_list import UnsureList
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.imports import CallsPlan

FILTER = "Calendars (*.ics *.ical *.ifb);;All files (*)"
HEIGHT = 400
_TONES = {"new": "accent", "changed": "amber", "cancelled": "neutral", "as it is": "line", "skipped": "high"}


@dataclass(frozen=True)
class Row:
    """What would become of one call, or why an entry is skipped."""

    id: str
    how: str
    when: str
    title: str
    deal: str


class ImportCallsDialog(Dialog):
    """Nothing is taken in before it was seen; it is taken in at once or not at all."""

    def __init__(self, parent: QWidget, desk: Desk, path: str = "") -> None:
        super().__init__(
            parent,
            "Import calls",
            "Take in",
            "Nothing has been changed yet.",
            icon="calendar-days",
            width=820,
        )
        self._desk, self._window, self.path = desk, parent.window(), path
        self.plan: CallsPlan | None = None
        self._job: Job | None = None
        self._taken = False
        self._accounts: dict[str, str] = {}
        self.choose = EmptyState(
            "calendar-days",
            "Choose a calendar file",
            "An .ics file from Outlook, Google or Apple. Calls from 90 days back to 400 ahead are taken in, "
            "also those of no deal yet. You can drop the file here.",
            "Choose a file",
        )
        self.table = TableView(_columns(), "Calls of the file", lambda row: row.id)
        self.unsure = UnsureList()
        self.unsure.filed.connect(self._file)
        self._sentence = PlainLabel("", "body", weight=600)
        self._says = PlainLabel("", "body", "text-2")
        self._stack = QStackedWidget()
        for widget in (self.choose, self._waiting(), self._found()):
            self._stack.addWidget(widget)
        self._stack.setFixedHeight(HEIGHT)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self._stack)
        self.choose.acted.connect(self.ask_file)
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)

    def _waiting(self) -> QWidget:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Progress")
        self.stop = Button("Stop")
        self.stop.clicked.connect(self._stopped)
        made = QWidget()
        made.setLayout(
            vbox(None, self._sentence, 12, bar, 16, hbox(self.stop, None), None, margins=(24, 0, 24, 24))
        )
        return made

    def _found(self) -> QWidget:
        other = Button("Another file", small=True)
        other.clicked.connect(self.ask_file)
        made = QWidget()
        head = hbox(self._says, None, other, margins=(20, 12, 20, 12))
        column = vbox(head, HLine(), self.unsure)
        column.addWidget(self.table, 1)
        made.setLayout(column)
        return made

    def open(self) -> None:
        """Show it, and read the file where one was named."""
        super().open()
        if self.path:
            self.read(self.path)

    def ask_file(self) -> None:
        """Ask which file."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Choose the calendar file", "", FILTER)
        if chosen:
            self.read(chosen)

    def read(self, path: str) -> None:
        """Look into a file and show what it would change."""
        self.path = path
        self._wait(f"Reading {Path(path).name}", stoppable=True)
        self._job = run(
            lambda _job: self._desk.imports.plan_calls(Path(path)), self, self._show, self._refused
        )

    def _wait(self, sentence: str, *, stoppable: bool) -> None:
        self.clear_problem()
        self.primary.setEnabled(False)
        self._sentence.set_text(sentence)
        self.stop.setVisible(stoppable)
        self._stack.setCurrentIndex(1)

    def _stopped(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._back()

    def _back(self) -> None:
        self._stack.setCurrentIndex(2 if self.plan is not None else 0)
        self._offer()

    def _show(self, plan: CallsPlan) -> None:
        self.plan = plan
        self._says.set_text(f"{Path(self.path).name}: {plan.say()}")
        deals = [view.deal for view in self._desk.deals.views()]
        self._accounts = {deal.id: deal.account for deal in deals}
        titles = {deal.id: f"{deal.account} · {deal.title}" for deal in deals}
        self.unsure.show_unsure(plan.taken.unsure, titles)
        self.table.set_records(_rows(plan, self._accounts))
        self._back()
        first = next(iter(self.unsure.choices.values()), None)
        (first or self.table).setFocus()

    def _file(self, uid: str, deal_id: str | None) -> None:
        """The SE says which deal it is, that it is of none, or, with a blank one, nothing after all."""
        if self.plan is None:
            return
        self.plan = self._desk.imports.file_calls(self.plan, uid, deal_id)
        self._says.set_text(f"{Path(self.path).name}: {self.plan.say()}")
        self.table.set_records(_rows(self.plan, self._accounts))
        self._offer()

    def _offer(self) -> None:
        number = self.plan.taken.changing if self.plan else 0
        answers = bool(self.plan and self.plan.calendar.filed)
        nothing = "Keep the answer" if answers else "Nothing to take in"
        self.primary.set_text(f"Take in {count(number, 'call')}" if number else nothing)
        self.primary.setEnabled(bool(number) or answers)
        said = "What you prepared stays: huddles, people you confirmed, notes."
        self.set_consequence(said if number else "Nothing has been changed.")

    def _refused(self, error: Exception) -> None:
        self._back()
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def confirm(self) -> bool:
        """Take in off the GUI thread; the dialog closes when it is done."""
        plan = self.plan
        if self._taken or plan is None:
            return self._taken
        self._wait(f"Taking in {count(plan.taken.changing, 'call')}", stoppable=False)
        self._job = run(lambda _job: self._desk.imports.take_calls(plan), self, self._done, self._refused)
        return False

    def _done(self, taken: Taken) -> None:
        self._taken = True
        self.primary.setEnabled(True)
        toast(self._window, f"{count(taken.changing, 'call')} taken in")
        self.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.read(event.mimeData().urls()[0].toLocalFile())


def _rows(plan: CallsPlan, names: dict[str, str]) -> list[Row]:
    found = plan.taken
    groups = (
        ("new", found.new), ("changed", found.changed), ("cancelled", found.cancelled),
        ("as it is", found.unchanged),
    )  # fmt: skip
    rows = [
        Row(f"problem-{place}", "skipped", "", sentence, "") for place, sentence in enumerate(plan.problems)
    ]
    return rows + [_row(call, how, names) for how, calls in groups for call in calls]


def _row(call: Call, how: str, names: dict[str, str]) -> Row:
    at = call.starts_at
    when = f"{say_day(at.date())} {at.year}, {say_time(at)}"
    return Row(call.id, how, when, call.title, names.get(call.deal_id or "", ""))


def _columns() -> tuple[Column, ...]:
    return (
        Column("", lambda row: row.how, width=96, chip=lambda row: ChipSpec(row.how, _TONES[row.how])),
        Column("When", lambda row: row.when, width=184, token="text-2"),
        Column("Call", lambda row: row.title, wrap=True),
        Column("Deal", lambda row: row.deal, width=176, token="text-2"),
    )
