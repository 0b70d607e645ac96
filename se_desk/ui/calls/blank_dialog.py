"""Before a debrief without any answer is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText


class BlankDialog(Dialog):
    """Asks whether three blank answers are meant."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Save without answers?",
            "Save without answers",
            "The answers can be added later.",
            width=480,
            cancel="Back to the questions",
        )
        words = "None of the three questions has an answer, and no next step is named."
        self.add(BodyText(words, "body", "text-2"))

    def open(self) -> None:
        """The safe button has the keyboard: a stray key saves nothing."""
        super().open()
        self.cancel.setFocus()
