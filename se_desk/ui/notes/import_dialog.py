"""The dialog that takes notes in from a folder of another program: choose, look, take in."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.services.notes_in import NotesInPlan
from se_desk.ui.kit.attached_files import local_files
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import first_folder
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.notes.filing import deal_options
from se_desk.ui.notes.import_progress import NotesProgress
from se_desk.ui.notes.import_table import NotesTable

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

TOLD_EVERY = 20  # files


class _Stopped(Exception):
    """The person has stopped it; raised inside the work, which then leaves nothing behind."""


class ImportNotesDialog(Dialog):
    """Nothing comes in before it was seen; what comes in comes at once or not at all."""

    def __init__(self, parent: QWidget, desk: Desk, path: str = "", deal_id: str = "") -> None:
        super().__init__(
            parent,
            "Take in notes",
            "Take in",
            "Nothing has been changed yet.",
            icon="folder-open",
            width=880,
        )
        self._desk, self.path, self.plan = desk, path, NotesInPlan(())
        self._window, self._stop, self._busy, self._taken = parent.window(), Event(), False, False
        self.choose = EmptyState(
            "folder-open",
            "Choose the folder of your notes",
            "A vault of Obsidian, an export of Joplin (Markdown with front matter), or any folder of "
            "Markdown files. The files stay as they are. You can also drop a folder or a file here.",
            "Choose a folder",
        )
        self.progress, self.table = NotesProgress(), NotesTable(deal_options(desk), deal_id)
        self._stack = QStackedWidget()
        for widget in (self.choose, self.progress, self.table):
            self._stack.addWidget(widget)
        self._stack.setMinimumHeight(400)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.add(self._stack)
        self.choose.acted.connect(self._ask_folder)
        self.progress.stopped.connect(self._ask_to_stop)
        self.table.anotherWanted.connect(self._ask_folder)
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)

    def open(self) -> None:
        """Show it, and look into the folder where one was named."""
        super().open()
        if self.path:
            self.read(self.path)

    def _ask_folder(self) -> None:
        start = str(first_folder())
        chosen = QFileDialog.getExistingDirectory(self._window, "The folder of your notes", start)
        if chosen:
            self.read(chosen)

    def read(self, path: str) -> None:
        """Look through a folder, or a file, and show what would come."""
        self.path = path
        self._begin(f"Looking through {Path(path).name}")
        run(
            lambda job: self._desk.imports.plan_notes(Path(path), self._telling(job)),
            self,
            self._show,
            self._refused,
            lambda share, said: self.progress.show_share(round(share), int(said)),
        )

    def _telling(self, job: Job) -> _Telling:
        return _Telling(job, self._stop)

    def _begin(self, sentence: str) -> None:
        self.clear_problem()
        self._stop.clear()
        self._busy = True
        self.primary.setEnabled(False)
        self.progress.begin(sentence)
        self._stack.setCurrentWidget(self.progress)

    def _ask_to_stop(self) -> None:
        """What was begun ends as if it had not been, unless it is done already."""
        self._stop.set()
        self.progress.show_stopping()

    def _show(self, plan: NotesInPlan) -> None:
        self.plan = plan
        self.table.show_plan(plan, self.path)
        self._offer()
        self.table.table.setFocus()

    def _offer(self) -> None:
        self._busy = False
        plan, number = self.plan, len(self.plan.notes)
        seen = bool(plan.notes or plan.present or plan.problems)
        self._stack.setCurrentWidget(self.table if seen else self.choose)
        self.primary.set_text(f"Take in {count(number, 'note')}" if number else "Nothing to take in")
        self.primary.setEnabled(bool(number))
        said = "Private at first: they leave the desk in no export until you share them."
        self.set_consequence(said if number else "Nothing has been changed.")

    def _refused(self, error: Exception) -> None:
        self._offer()
        if isinstance(error, _Stopped):
            self.set_consequence("Stopped. Nothing has been changed.")
        elif isinstance(error, DeskError):
            self.show_problem(error)
        else:
            tell(self, error)

    def confirm(self) -> bool:
        """Take in off the GUI thread; the dialog closes when it is done."""
        if self._taken:
            return True
        plan, deal_id = self.plan, self.table.deal.value or None
        self._begin(f"Taking in {count(len(plan.notes), 'note')}")
        run(
            lambda job: self._desk.imports.take_notes(plan, deal_id, progress=self._telling(job)),
            self,
            self._done,
            self._refused,
            lambda share, said: self.progress.show_share(round(share), int(said)),
        )
        return False

    def _done(self, notes: tuple[object, ...]) -> None:
        self._taken, self._busy = True, False
        self.primary.setEnabled(True)
        toast(self._window, f"{count(len(notes), 'note')} taken in, private")
        self.accept()

    def reject(self) -> None:
        """While something is under way, Esc stops that; the next one closes."""
        if self._busy:
            self._ask_to_stop()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._busy and len(local_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if len(files) == 1 and not self._busy:
            event.acceptProposedAction()
            self.read(files[0])


class _Telling:
    """Passes on how far the work is, now and then, and ends it where it was stopped."""

    def __init__(self, job: Job, stop: Event) -> None:
        self._job, self._stop = job, stop

    def __call__(self, done: int, of: int) -> None:
        if self._stop.is_set() or self._job.cancelled:
            raise _Stopped
        if done % TOLD_EVERY == 0:
            self._job.report(done, str(of))
