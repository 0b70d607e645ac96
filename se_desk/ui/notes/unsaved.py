"""What is asked before a text that could not be written is given up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import toast


class GiveUp(Dialog):
    """The page is not left while its text is nowhere else; only these words of the person let go of it."""

    def __init__(self, parent: QWidget, error: DeskError, text: str) -> None:
        super().__init__(
            parent,
            "This note is not saved",
            "Give up the changes",
            "What was saved before stays on the desk.",
            icon="circle-alert",
            width=560,
            cancel="Stay with the note",
            keys=False,
        )
        self._text = text
        self.add(BodyText(error.in_short, "body", "text"))
        self.add(
            BodyText(
                "The text is on this screen only. Writing is tried again every few seconds while the page is "
                "open.",
                "body",
                "text-2",
            )
        )
        self.copy = Button("Copy the text", "copy")
        self.copy.clicked.connect(self._copy)
        self.foot.insertWidget(1, self.copy)

    def _copy(self) -> None:
        copy_text(self._text)
        toast(self.window(), "The text is on the clipboard", icon="copy")

    def open(self) -> None:
        """The keyboard starts at the button that loses nothing."""
        super().open()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
