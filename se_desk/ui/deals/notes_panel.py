"""Notes of a deal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from se_desk.domain.moments import count, say_time
from se_desk.domain.note_lines import LineOrder, NoteLine
from se_desk.services.history import excerpt
from se_desk.ui.deals.panel import TablePanel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.deals.words import short
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.wishes import ExportNotes, NewNote, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


ORDERS = (LineOrder.TITLE, LineOrder.KIND, LineOrder.PRIVATE, LineOrder.WRITTEN)  # of the columns


class NotesPanel(TablePanel):
    """The notes, newest first; Enter opens one in the editor."""

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Write a note", "notebook-pen", small=True)
        self.export = Button("Export to the CRM", "file-up", small=True)
        empty = EmptyState(
            "notebook-pen",
            "No note yet",
            "Write down the next call as it goes. Notes are yours until you export them; "
            "private ones never leave.",
            "Write a note",
        )
        columns = (
            Column(
                "Note",
                lambda note: note.shown_title,
                second=lambda note: excerpt(note.beginning, note.shown_title, 160),
                glyph=lambda note: "lock" if note.private else "file-text",
                weight=500,
            ),
            Column("Kind", lambda note: note.kind.label, width=104, token="text-2"),
            Column("Private", lambda note: "Private" if note.private else "", width=92, chip=_private),
            Column(
                "Written",
                lambda note: self._when(note),
                width=128,
                align="right",
                token="text-2",
            ),
        )
        super().__init__(desk, columns, "Notes", lambda note: note.id, (self.export, self.add), empty)
        self.add.clicked.connect(self._new)
        self.empty.acted.connect(self._new)
        self.export.clicked.connect(lambda: self.requestWish.emit(ExportNotes(self.deal_id)))

    def _new(self) -> None:
        self.requestWish.emit(NewNote(self.deal_id))

    def _when(self, note: NoteLine) -> str:
        today = self.shown.today if self.shown else date.min
        return f"{short(note.written_at.date(), today)}, {say_time(note.written_at)}"

    def show_deal(self, shown: Shown) -> None:
        """Show the first page of the notes."""
        super().show_deal(shown)
        there = shown.notes
        said = count(there.notes, "note") + (f", {there.private} private" if there.private else "")
        self.fill_by_pages(self._read, there.notes, said)

    def _read(self, first: int, many: int, column: int | None, descending: bool) -> tuple[NoteLine, ...]:
        """A page of notes; newest first until a head is clicked."""
        order, falling = (LineOrder.WRITTEN, True) if column is None else (ORDERS[column], descending)
        return self.desk.note_lines.page(self.deal_id, first, many, order, descending=falling)

    def open_row(self, row: Any) -> None:
        """To the editor."""
        self.requestPlace.emit(Place("note", row.id))


def _private(note: NoteLine) -> ChipSpec | None:
    return ChipSpec("Private", "line", "lock") if note.private else None
