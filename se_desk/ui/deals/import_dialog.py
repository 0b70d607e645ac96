"""The dialog that takes deals in from a CRM's file: choose, look, take in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.exchange.days import DayOrder
from se_desk.exchange.deals_in import UnknownHeaders
from se_desk.exchange.mappings import SeenTable
from se_desk.services.deals_in import DealsPlan
from se_desk.ui.deals.dropped import dropped_table
from se_desk.ui.deals.import_progress import ImportProgress
from se_desk.ui.deals.import_table import ImportTable
from se_desk.ui.deals.mapping_panel import MappingPanel
from se_desk.ui.deals.take_back import offer_to_take_back
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.messages import tell

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

FILTER = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)"
WIDTH, SMALLEST, SPARED = 1120, 380, 200  # px


class ImportDealsDialog(Dialog):
    """Nothing is taken in before it was seen; what is taken in is taken in at once or not at all."""

    def __init__(self, parent: QWidget, desk: Desk, path: str = "") -> None:
        super().__init__(
            parent, "Import deals", "Take in", "Nothing has been changed yet.", icon="table", width=WIDTH
        )
        self._desk, self.path, self.plan = desk, path, DealsPlan("", (), ())
        self._window = parent.window()
        self._job: Job | None = None
        self._taken = False
        self.choose = EmptyState(
            "table",
            "Choose the file that the CRM gave you",
            "CSV or Excel. Salesforce, HubSpot, Dynamics and Pipedrive are known by their headers; of other "
            "files you say once which column is which. You can also drop the file here.",
            "Choose a file",
        )
        self.progress, self.table, self.mapping = ImportProgress(), ImportTable(), MappingPanel()
        self._stack = QStackedWidget()
        for widget in (self.choose, self.progress, self.table, self.mapping):
            self._stack.addWidget(widget)
        self._stack.setFixedHeight(max(SMALLEST, self._window.height() - SPARED))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self._stack)
        self._wire()
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)

    def _wire(self) -> None:
        self.choose.acted.connect(self._ask_file)
        self.progress.cancelled.connect(self._stop)
        self.table.anotherRequested.connect(self._ask_file)
        self.table.columnsRequested.connect(self._look_into)
        self.table.orderChosen.connect(lambda _order: self._read())
        self.table.currencyChosen.connect(lambda _code: self._read())
        self.table.choiceChanged.connect(self._offer)
        self.mapping.changed.connect(self._offer)

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
        self.table.reset()
        self._read()

    def _read(self) -> None:
        path, order, currency = Path(self.path), self.table.order, self.table.currency

        def work(job: Job) -> DealsPlan:
            chosen = DayOrder(order) if order else None
            return self._desk.imports.plan_deals(
                path, day_order=chosen, currency=currency, progress=_told(job)
            )

        self._begin(f"Reading {path.name}")
        self._job = run(work, self, self._show, self._refused, self._move)

    def _look_into(self) -> None:
        """The columns of the file, to be named."""
        path = Path(self.path)
        self._begin(f"Looking into {path.name}")
        self._job = run(
            lambda job: self._desk.imports.columns.look_into(path, _told(job)),
            self,
            self._show_columns,
            self._refused,
            self._move,
        )

    def _begin(self, sentence: str) -> None:
        self.clear_problem()
        self.primary.setEnabled(False)
        self.progress.show_sentence(sentence)
        self._stack.setCurrentWidget(self.progress)

    def _move(self, fraction: float, _sentence: str) -> None:
        self.progress.move_to(fraction)

    def _stop(self) -> None:
        """Give up reading; what is being written is written to its end."""
        if self._job is not None:
            self._job.cancel()
        self._step_back()

    def _step_back(self) -> None:
        self._stack.setCurrentWidget(self.table if self.plan.changes else self.choose)
        self._offer()

    def _show(self, plan: DealsPlan) -> None:
        self.plan = plan
        self.table.show_plan(plan, Path(self.path).name)
        self._stack.setCurrentWidget(self.table)
        self._offer()
        self.table.table.setFocus()

    def _show_columns(self, table: SeenTable) -> None:
        self._stack.setCurrentWidget(self.mapping)
        self.mapping.show_table(table, Path(self.path).stem[:80])
        self.mapping.choices[next(iter(self.mapping.choices))].setFocus()

    @property
    def _names_columns(self) -> bool:
        return self._stack.currentWidget() is self.mapping

    def _offer(self) -> None:
        """What the primary button would do now."""
        if self._names_columns:
            self.primary.set_text("Show what it would change")
            self.primary.setEnabled(bool(self.mapping.columns and self.mapping.name.text().strip()))
            self.set_consequence("Nothing has been changed. The columns are kept for the next file.")
            return
        number = self.table.chosen_plan.to_take if self.plan.changes else 0
        self.primary.set_text(f"Take in {count(number, 'deal')}" if number else "Nothing to take in")
        asks = self.table.must_say_order
        self.primary.setEnabled(bool(number) and not asks)
        said = "Your own fields stay as they are: stage, reads, gates, notes, flags. It can be taken back."
        waits = "Choose first whether the day or the month comes first."
        self.set_consequence((waits if asks else said) if number else "Nothing has been changed.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UnknownHeaders):
            self._look_into()
            return
        self._step_back()
        if isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def confirm(self) -> bool:
        """Take in off the GUI thread; the dialog closes when it is done."""
        if self._taken:
            return True
        if self._names_columns:
            self._desk.imports.columns.keep(
                self.mapping.name.text(), self.mapping.columns, self.mapping.day_order, author=self
            )
            self.read(self.path)
            return False
        plan = self.table.chosen_plan
        self._begin(f"Taking in {count(plan.to_take, 'deal')}")
        self.progress.hold()
        self._job = run(
            lambda job: self._desk.imports.take_deals(plan, progress=lambda done, of: job.report(done / of)),
            self,
            self._done,
            self._refused,
            self._move,
        )
        return False

    def _done(self, deals: tuple[object, ...]) -> None:
        self._taken = True
        self.primary.setEnabled(True)
        offer_to_take_back(self._window, self._desk, f"{count(len(deals), 'deal')} taken in")
        self.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_table(event)
        if path:
            event.acceptProposedAction()
            self.read(path)


def _told(job: Job) -> Callable[[int, int], None]:
    """Progress for a reading that may be stopped; a whole of 0 is one whose length nobody knows."""

    def tell_job(done: int, whole: int) -> None:
        job.stop_if_cancelled()
        if whole:
            job.report(done / whole)

    return tell_job
