"""The dialog that takes deals in from a CRM's file: choose, look, take in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.exchange.days import DayOrder
from se_desk.services.deals_in import SAME, DealsPlan
from se_desk.ui.deals.dropped import dropped_table
from se_desk.ui.deals.import_progress import ImportProgress
from se_desk.ui.deals.import_table import ImportTable
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILTER = "Tables (*.csv *.tsv *.txt);;All files (*)"


class ImportDealsDialog(Dialog):
    """Nothing is taken in before it was seen; what is taken in is taken in at once or not at all."""

    def __init__(self, parent: QWidget, desk: Desk, path: str = "") -> None:
        super().__init__(
            parent, "Import deals", "Take in", "Nothing has been changed yet.", icon="table", width=880
        )
        self._desk, self.path, self.plan = desk, path, DealsPlan("", (), ())
        self._window = parent.window()
        self._job: Job | None = None
        self._taken = False
        self.choose = EmptyState(
            "table",
            "Choose the file that the CRM gave you",
            "A CSV export of opportunities. Salesforce, HubSpot, Dynamics, Pipedrive and Odoo are known by "
            "their headers. You can also drop the file here.",
            "Choose a file",
        )
        self.progress, self.table = ImportProgress(), ImportTable()
        self._stack = QStackedWidget()
        for widget in (self.choose, self.progress, self.table):
            self._stack.addWidget(widget)
        self._stack.setMinimumHeight(380)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self._stack)
        self.choose.acted.connect(self._ask_file)
        self.progress.cancelled.connect(self._stop)
        self.table.anotherRequested.connect(self._ask_file)
        self.table.orderChosen.connect(lambda _order: self._read())
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)

    def open(self) -> None:
        """Show it, and read the file where one was named."""
        super().open()
        if self.path:
            self.read(self.path)

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Choose the CRM’s file", "", FILTER)
        if chosen:
            self.read(chosen)

    def read(self, path: str) -> None:
        """Look into a file and show what it would change."""
        self.path = path
        self.table.reset_order()
        self._read()

    def _read(self) -> None:
        path, order = Path(self.path), self.table.order
        self._begin(f"Reading {path.name}")
        self._job = run(
            lambda _job: self._desk.imports.plan_deals(path, day_order=DayOrder(order) if order else None),
            self,
            self._show,
            self._refused,
        )

    def _begin(self, sentence: str) -> None:
        self.clear_problem()
        self.primary.setEnabled(False)
        self.progress.show_sentence(sentence)
        self._stack.setCurrentWidget(self.progress)

    def _stop(self) -> None:
        """Give up reading; what is being written is written to its end."""
        if self._job is not None:
            self._job.cancel()
        self._stack.setCurrentWidget(self.table if self.plan.changes else self.choose)
        self._offer()

    def _show(self, plan: DealsPlan) -> None:
        self.plan = plan
        self.table.show_plan(plan, Path(self.path).name)
        self._stack.setCurrentWidget(self.table)
        self._offer()
        self.table.table.setFocus()

    def _offer(self) -> None:
        number = sum(change.how != SAME for change in self.plan.changes)
        self.primary.set_text(f"Take in {count(number, 'deal')}" if number else "Nothing to take in")
        self.primary.setEnabled(bool(number))
        said = "Your own fields stay as they are: reads, gates, notes, flags."
        self.set_consequence(said if number else "Nothing has been changed.")

    def _refused(self, error: Exception) -> None:
        self._stack.setCurrentWidget(self.table if self.plan.changes else self.choose)
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def confirm(self) -> bool:
        """Take in off the GUI thread; the dialog closes when it is done."""
        if self._taken:
            return True
        plan = self.plan
        self._begin(f"Taking in {count(sum(change.how != SAME for change in plan.changes), 'deal')}")
        self.progress.hold()
        self._job = run(lambda _job: self._desk.imports.take_deals(plan), self, self._done, self._refused_all)
        return False

    def _done(self, deals: tuple[object, ...]) -> None:
        self._taken = True
        self.primary.setEnabled(True)
        toast(self._window, f"{count(len(deals), 'deal')} taken in")
        self.accept()

    def _refused_all(self, error: Exception) -> None:
        self._refused(error)
        self._offer()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_table(event)
        if path:
            event.acceptProposedAction()
            self.read(path)
