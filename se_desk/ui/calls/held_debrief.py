"""A debrief that was saved: its answers, still to be reworded, and the way to its note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.huddles import Debrief
from se_desk.domain.moments import say_day, say_time
from se_desk.ui.calls.debrief_form import AGREED, MISSED, PAIN
from se_desk.ui.calls.quiet import KeptText, QuietText
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.messages import tell

_FIELDS = (("missed", MISSED), ("pain", PAIN), ("next_step_agreed", AGREED))


class HeldDebrief(QWidget):
    """Three answers saved as they are typed; the note stays as it was written."""

    noteAsked = Signal(str)

    def __init__(self, write: Callable[[str, str], object]) -> None:
        super().__init__()
        self._note_id = ""
        self.card = Card("Three questions", flush=True)
        self.kept: dict[str, KeptText] = {}
        for field, question in _FIELDS:
            editor = QuietText(question, "No answer was given")
            self.kept[field] = KeptText(editor, lambda text, key=field: write(key, text))  # type: ignore[misc]
            self.kept[field].saving.failed.connect(lambda error: tell(self, error))
            label = PlainLabel(question, "small", "text-2", weight=500)
            self.card.body.addLayout(hbox(label, None, margins=(16, 0, 16, 0)))
            self.card.body.addLayout(hbox(editor, margins=(8, 0, 8, 10)))
        self.aligned = PlainLabel("", "body", "text-2")
        self.note = ListRow("", "", IconMark("file-text"), clickable=True, rule=False)
        self.note.activated.connect(lambda: self.noteAsked.emit(self._note_id))
        self.note_card = Card("The call’s note", flush=True)
        self.note_card.add(self.note)
        self.said = Card("Alignment")
        self.said.add(self.aligned)
        self.setLayout(vbox(self.note_card, self.card, self.said, None, gap=16))

    def show_debrief(self, debrief: Debrief, note_title: str) -> None:
        """Show what is on the desk."""
        self._note_id = debrief.note_id or ""
        for field, kept in self.kept.items():
            kept.show(getattr(debrief, field))
        at = debrief.held_at
        self.note.set_main(note_title)
        self.note.set_second(f"Written {say_day(at.date())}, {say_time(at)}")
        self.note_card.setVisible(bool(debrief.note_id and note_title))
        self.said.setVisible(debrief.alignment is not None)
        self.aligned.set_text(f"{debrief.alignment} of 10")

    def flush(self) -> bool:
        """Save what was typed; False where it is not on the disk."""
        saved = [kept.saving.flush() for kept in self.kept.values()]
        return all(saved)
