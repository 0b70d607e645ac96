"""The notes that would come, one line each, with what is wrong with them before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count, say_date
from se_desk.services.notes_in import NoteFile, NotesInPlan
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Option, Select
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.theme import theme

_CHIPS = {
    "new": ChipSpec("New", "accent"),
    "present": ChipSpec("Here already", "line"),
    "in part": ChipSpec("In part", "high"),
    "left out": ChipSpec("Left out", "high"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a note, or a sentence about what cannot come."""

    how: str
    title: str
    file: str = ""
    written_at: datetime | None = None
    words: int = 0
    files: int = 0

    @property
    def chip(self) -> ChipSpec:
        """Whether it comes."""
        return _CHIPS[self.how]


def lines_of(plan: NotesInPlan) -> list[Line]:
    """What cannot come first, then the notes by their names, then those that are here already."""
    return [
        *(Line("left out", sentence) for sentence in plan.skipped),
        *(Line("in part", sentence) for sentence in plan.remarks),
        *(_line("new", note) for note in plan.notes),
        *(_line("present", note) for note in plan.present),
    ]


def _line(how: str, note: NoteFile) -> Line:
    return Line(how, note.title, note.name, note.written_at, note.words, len(note.attached))


class NotesTable(QWidget):
    """The sentence of the plan, the deal the notes go to, the lines."""

    anotherWanted = Signal()

    def __init__(self, deals: Sequence[Option], deal_id: str) -> None:
        super().__init__()
        self.sentence = BodyText("", "body", max_lines=2)
        self._place = PlainLabel("", "small", "text-3", elide=True)
        self.deal = Select(
            [Option("", "No deal yet"), *deals], deal_id, name="Where the notes go", small=True
        )
        self.deal.setFixedWidth(theme().px(232))
        self.another = Button("Another folder", small=True)
        self.another.clicked.connect(self.anotherWanted)
        columns = (
            Column("", lambda line: line.chip.text, width=116, chip=lambda line: line.chip),
            Column("Note", lambda line: line.title, weight=500, wrap=True),
            Column("Written", _day, width=136, token="text-2", sort=_moment),
            Column(
                "Words", lambda line: f"{line.words:,}" if line.file else "", width=76, align="right",
                token="text-2", sort=lambda line: line.words,
            ),
            Column("Files", lambda line: str(line.files or ""), width=64, align="right", token="text-2"),
        )  # fmt: skip
        self.table = TableView(columns, "What would come", _key, two_lines=True)
        head = hbox(margins=(20, 12, 20, 12))
        head.addLayout(vbox(self.sentence, self._place, gap=2), 1)
        head.addWidget(PlainLabel("They go to", "small", "text-3"))
        head.addWidget(self.deal)
        head.addWidget(self.another)
        self.setLayout(vbox(head, HLine(), self.table))

    def show_plan(self, plan: NotesInPlan, place: str) -> None:
        """Show what would come from a place."""
        said = plan.say()
        more = f" {count(len(plan.remarks), 'remark')}." if plan.remarks else ""
        self.sentence.set_content(said + more)
        self._place.set_text(place)
        self.table.set_records(lines_of(plan))


def _day(line: Line) -> str:
    return say_date(line.written_at.date()) if line.written_at else ""


def _moment(line: Line) -> float:
    return line.written_at.timestamp() if line.written_at else 0.0


def _key(line: Line) -> str:
    return f"{line.how} {line.file} {line.title}"
