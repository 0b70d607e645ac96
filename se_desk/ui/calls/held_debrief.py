"""A debrief that was saved: its answers, to be added to or changed, and the way to its note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.huddles import Debrief
from se_desk.domain.moments import say_day, say_time
from se_desk.ui.calls.debrief_form import AGREED, MISSED, PAIN
from se_desk.ui.calls.quiet import KeptText, QuietText
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import focus_on, vbox
from se_desk.ui.kit.messages import tell

_FIELDS = (("missed", MISSED), ("pain", PAIN), ("next_step_agreed", AGREED))
NOTHING = "No answer was given"


class _Answer(QWidget):
    """A question with its answer: words to read, or the field to change them in."""

    def __init__(self, question: str, write: Callable[[str], object]) -> None:
        super().__init__()
        self.editor = QuietText(question, NOTHING)
        self.editor.setProperty("kind", "area")
        self.kept = KeptText(self.editor, write)
        self.kept.saving.failed.connect(lambda error: tell(self, error))
        self.words = BodyText("", "body")
        label = PlainLabel(question, "small", "text-2", weight=500)
        label.setContentsMargins(8, 0, 8, 0)
        read = vbox(self.words, margins=(8, 4, 8, 4))
        self.setLayout(vbox(label, read, self.editor, margins=(8, 0, 8, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_editing(False)

    def show_answer(self, text: str) -> None:
        """Show what is on the desk, unless something was typed that is not there yet."""
        self.kept.show(text)
        self._say()

    def set_editing(self, on: bool) -> None:
        """Whether the answer can be changed."""
        self._say()
        self.words.setVisible(not on)
        self.editor.setVisible(on)

    def _say(self) -> None:
        said = self.kept.read().strip()
        self.words.set_content(said or [Run(NOTHING, "text-3")])


class HeldDebrief(QWidget):
    """Three answers, read until "Edit" is pressed, then saved as they are typed; the note stays as it was."""

    noteAsked = Signal(str)

    def __init__(self, write: Callable[[str, str], object]) -> None:
        super().__init__()
        self._note_id, self.editing = "", False
        self.edit = Button("Edit", "pencil", small=True)
        self.edit.clicked.connect(self._turn)
        self.card = Card("Three questions", actions=(self.edit,), flush=True)
        self._answers = {field: _Answer(question, partial(write, field)) for field, question in _FIELDS}
        for answer in self._answers.values():
            self.card.add(answer)
            answer.editor.escaped.connect(self._turn)
        self.aligned = PlainLabel("", "body", "text-2")
        self.note = ListRow("", "", IconMark("file-text"), clickable=True, rule=False)
        self.note.activated.connect(lambda: self.noteAsked.emit(self._note_id))
        self.note_card = Card("The call’s note", flush=True)
        self.note_card.add(self.note)
        self.said = Card("Alignment")
        self.said.add(self.aligned)
        self.setLayout(vbox(self.note_card, self.card, self.said, None, gap=16))
        self.set_editing(False)

    @property
    def kept(self) -> dict[str, KeptText]:
        """The editors by the field they write."""
        return {field: answer.kept for field, answer in self._answers.items()}

    def show_debrief(self, debrief: Debrief, note_title: str) -> None:
        """Show what is on the desk."""
        self._note_id = debrief.note_id or ""
        for field, answer in self._answers.items():
            answer.show_answer(getattr(debrief, field))
        at = debrief.held_at
        self.note.set_main(note_title)
        self.note.set_second(f"Written {say_day(at.date())}, {say_time(at)}")
        self.note_card.setVisible(bool(debrief.note_id and note_title))
        self.said.setVisible(debrief.alignment is not None)
        self.aligned.set_text(f"{debrief.alignment} of 10")

    def _turn(self) -> None:
        if self.editing and not self.flush():
            return
        self.set_editing(not self.editing)
        focus_on(self._answers["missed"].editor if self.editing else self.edit)

    def set_editing(self, on: bool) -> None:
        """Whether the answers can be changed."""
        self.editing = on
        for answer in self._answers.values():
            answer.set_editing(on)
        self.edit.set_text("Done" if on else "Edit")
        self.edit.set_icon("check" if on else "pencil")
        self.edit.setAccessibleName("Done with the answers" if on else "Edit the answers")

    def flush(self) -> bool:
        """Save what was typed; False where it is not on the disk."""
        saved = [kept.saving.flush() for kept in self.kept.values()]
        return all(saved)
