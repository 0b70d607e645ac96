"""The dialog of a note's revisions: what it was, how that differs from now, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_near_day, say_time
from se_desk.domain.notes import Note, Revision
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, VLine, hbox, vbox
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.notes.diff_view import DiffView
from se_desk.ui.notes.diffs import DiffRow, compare, tally
from se_desk.ui.notes.lines import word_count

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

WIDTH, LIST_WIDTH, HEIGHT = 1080, 248, 480


class RevisionsDialog(Dialog):
    """Restoring makes a new revision: what stands there now can be fetched back the same way."""

    restored = Signal(object)  # Note
    compared = Signal()

    def __init__(self, parent: QWidget, desk: Desk, note: Note, author: object | None = None) -> None:
        super().__init__(parent, "Revisions", "Restore this revision", icon="history", width=WIDTH)
        self._desk, self._note, self._author = desk, note, author
        self.revisions = desk.notes.revisions(note.id)
        self._job: Job | None = None
        columns = [Column("Revision", self._when, second=self._about)]
        self.list = TableView(columns, "Revisions", lambda each: each.id, two_lines=True, sortable=False)
        self.view = Segment(
            (("both", "Side by side"), ("one", "One column")), "both", small=True, name="View"
        )
        self.tally = PlainLabel("", "small", "text-3")
        self.diff = DiffView()
        self._lay_out()
        self.list.picked.connect(self._show)
        self.view.chosen.connect(self._arrange)
        self.list.set_records(self.revisions)
        self.list.select(self.revisions[min(1, len(self.revisions) - 1)].id if self.revisions else "")
        self._show(self.list.current())

    def _lay_out(self) -> None:
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.horizontalHeader().hide()
        top = hbox(self.tally, None, self.view, margins=(16, 8, 16, 8))
        self._heads = QWidget()
        heads = hbox(margins=(8, 4, 0, 4), gap=0)
        for word in ("Then", "Now"):
            heads.addWidget(PlainLabel(word, "micro", "text-3", weight=600), 1)
        self._heads.setLayout(heads)
        right = vbox(top, HLine(), self._heads, self.diff)
        right.setStretch(3, 1)
        middle = hbox(self.list, VLine(), gap=0)
        middle.addLayout(right, 1)
        holder = QWidget()
        holder.setFixedHeight(HEIGHT)
        holder.setLayout(middle)
        self.body.setContentsMargins(0, 1, 0, 0)
        self.body.addWidget(holder)

    def _arrange(self, key: str) -> None:
        self._heads.setVisible(key == "both")
        self.diff.set_side_by_side(key == "both")

    def _when(self, revision: Revision) -> str:
        day = say_near_day(revision.saved_at.date(), self._desk.today_on())
        return f"{day[:1].upper()}{day[1:]} {say_time(revision.saved_at)}"

    def _about(self, revision: Revision) -> str:
        now = ", as it is now" if revision.number == self._note.revision else ""
        return f"Revision {revision.number}, {count(word_count(revision.body), 'word')}{now}"

    def _show(self, revision: Revision | None) -> None:
        if self._job is not None:
            self._job.cancel()
        is_now = revision is None or revision.number == self._note.revision
        self.primary.setEnabled(not is_now)
        self.set_consequence("" if is_now else "The text of now stays as a revision of its own.")
        if revision is not None:
            before, after = _whole(revision.title, revision.body), _whole(self._note.title, self._note.body)
            self._job = run(lambda _job: compare(before, after), self, self._compared)

    def _compared(self, rows: tuple[DiffRow, ...]) -> None:
        self._job = None
        added, gone = tally(rows)
        says = f"Since then {count(added, 'line')} added, {gone} taken away" if rows else ""
        self.tally.set_text(says)
        self.diff.set_rows(rows, "This is the text of now.")
        self.compared.emit()

    def confirm(self) -> bool:
        """The chosen revision becomes the text of now."""
        chosen = self.list.current()
        if chosen is None:
            return False
        self.restored.emit(self._desk.notes.restore(self._note.id, chosen.number, author=self._author))
        return True


def _whole(title: str, body: str) -> str:
    """A restore brings the title back too, so a changed one is shown."""
    return f"{title}\n\n{body}" if title else body
