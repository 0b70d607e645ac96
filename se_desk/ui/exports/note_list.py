"""The notes of an export, in groups: new or changed, private, exported before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import say_day
from se_desk.domain.notes import Note
from se_desk.services.exports import CHANGED, Leaving, NotesPlan
from se_desk.ui.kit.cards import ListRow
from se_desk.ui.kit.choices import CheckBox
from se_desk.ui.kit.labels import PlainLabel, Run
from se_desk.ui.kit.layout import HLine, Scroller, Surface, clear_layout, hbox
from se_desk.ui.kit.marks import Chip


class NoteList(Scroller):
    """Ticks decide what leaves; a private note has a box that cannot be ticked."""

    chosenChanged = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.body.setSpacing(0)
        self._boxes: dict[str, CheckBox] = {}
        self.setAccessibleName("Notes")

    def show_plan(self, plan: NotesPlan, chosen: set[str] | None = None) -> None:
        """List the notes; ``chosen`` ids are ticked, else all that is new or changed."""
        clear_layout(self.body)
        self._boxes.clear()
        ticked = {one.out.note.id for one in plan.offered} if chosen is None else chosen
        before = [one for one in plan.notes if not one.is_new]
        self._group("New or changed", [self._leaving(one, ticked) for one in plan.offered])
        self._group("Private, never exported", [_staying(note) for note in plan.private])
        self._group("Exported before", [self._leaving(one, ticked) for one in before])
        self.body.addStretch(1)

    def chosen(self) -> tuple[str, ...]:
        """Ids of the ticked notes, in the order of the list."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def _group(self, title: str, rows: list[QWidget]) -> None:
        if not rows:
            return
        head = Surface("sunken")
        head.setFixedHeight(32)
        label, number = PlainLabel(title, "micro", "text-2"), PlainLabel(str(len(rows)), "micro", "text-2")
        head.setLayout(hbox(label, None, number, margins=(20, 0, 20, 0)))
        self.body.addWidget(head)
        for row in rows:
            self.body.addWidget(row)
        self.body.addWidget(HLine())

    def _leaving(self, one: Leaving, ticked: set[str]) -> QWidget:
        note = one.out.note
        box = CheckBox("", checked=note.id in ticked)
        box.setAccessibleName(f"Export {one.out.title}")
        box.toggled.connect(lambda _on: self.chosenChanged.emit())
        self._boxes[note.id] = box
        left = one.last and f"exported {say_day(one.last.exported_at.date())}"
        second = " · ".join(part for part in (_day_and_kind(note), left) if part)
        right = (Chip("changed" if one.how == CHANGED else "new", "accent"),) if one.is_new else ()
        return ListRow([Run(one.out.title, "", 500)], second, box, right)


def _staying(note: Note) -> QWidget:
    box = CheckBox("")
    box.setEnabled(False)
    box.setAccessibleName(f"{note.shown_title} is private and stays")
    return ListRow(
        [Run(note.shown_title, "text-3")], _day_and_kind(note), box, (Chip("stays", "neutral", "lock"),)
    )


def _day_and_kind(note: Note) -> str:
    return f"{say_day(note.written_at.date())} · {note.kind.label.casefold()}"
