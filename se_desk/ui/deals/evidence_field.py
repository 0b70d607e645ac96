"""A field for evidence that saves itself, on the page of a deal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.autosave import Autosave
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import vbox


class EvidenceField(QWidget):
    """Text that is written to the desk after a pause, and whenever the field is left."""

    failed = Signal(object)  # DeskError

    def __init__(self, name: str, hint: str, write: Callable[[str], object], rows: int = 2) -> None:
        super().__init__()
        self.editor = TextArea("", hint, rows=rows, name=name)
        self._wrong = PlainLabel("", "small", "sev-critical", wrap=True)
        self._wrong.hide()
        self.setLayout(vbox(self.editor, self._wrong, gap=2))
        self._known, self._write = "", write
        self._save = Autosave(self, lambda: self.editor.text, self._keep)
        self._save.saved.connect(lambda _at: self._wrong.hide())
        self._save.failed.connect(self._say)
        self.editor.textChanged.connect(self._touched)
        self.editor.committed.connect(self.flush)

    def _touched(self) -> None:
        # A change of the theme lays the text out anew and sounds like typing.
        if self.editor.text != self._known:
            self._save.touch()

    def _keep(self, text: str) -> None:
        self._write(text)
        self._known = text

    def _say(self, error: DeskError) -> None:
        self.say_wrong(str(error))
        self.failed.emit(error)

    def say_wrong(self, sentence: str) -> None:
        """One sentence under the field."""
        self._wrong.set_text(sentence)
        self._wrong.show()

    def show_text(self, text: str) -> None:
        """What the desk has; what is being typed is not touched."""
        if self._save.dirty or self.editor.text.strip() == text:
            return
        self._known = text
        self.editor.set_text(text)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.editor.text

    def flush(self) -> bool:
        """Save now; False where that was not possible."""
        return self._save.flush()
