"""The dialog of the notes in the trash: what they are, until when they can be had back, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.note_lines import TrashedLine
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.notes.lines import said_length

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

HEIGHT = 400  # px
KEPT_DAYS = 30


class TrashDialog(Dialog):
    """Takes one note back and announces it."""

    takenBack = Signal(str)  # its id

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent,
            "Notes in the trash",
            "Take it back",
            f"After {KEPT_DAYS} days a note is deleted for good.",
            icon="trash-2",
            width=640,
            cancel="Close",
        )
        self._desk = desk
        columns = [
            Column("Note", lambda note: note.shown_title, second=self._about),
            Column("Deleted for good", self._until, width=150, token="text-3"),
        ]
        self.list = TableView(
            columns, "Notes in the trash", lambda note: note.id, two_lines=True, sortable=False
        )
        self.list.setFixedHeight(HEIGHT)
        self.body.setContentsMargins(0, 1, 0, 0)
        there = desk.note_lines.count_trashed()
        if there:
            self.body.addWidget(self.list)
            self.list.set_source(lambda first, many, *_: desk.note_lines.trashed(first, many), there)
            self.list.selectRow(0)
        else:
            self.list.hide()
            self.body.addWidget(
                EmptyState("trash-2", "The trash is empty", "Notes that are put here can be taken back.")
            )
        self.primary.setEnabled(there > 0)
        self.list.opened.connect(lambda _note: self.accept())

    def _about(self, note: TrashedLine) -> str:
        private = ", private" if note.private else ""
        return f"{note.account or 'No deal'}, {note.kind.label.lower()}, {said_length(note)}{private}"

    def _until(self, note: TrashedLine) -> str:
        left = KEPT_DAYS - (self._desk.now() - note.trashed_at).days
        return f"in {count(left, 'day')}" if left > 0 else "today"

    def confirm(self) -> bool:
        """The chosen note is a note again."""
        chosen = self.list.current()
        if chosen is None:
            return False
        try:
            self._desk.notes.take_back(chosen.id)
        except DeskError as error:
            tell(self, error)
            return False
        self.takenBack.emit(chosen.id)
        return True
