"""The digest for the AE: read it, change it, take it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.clipboard import copy_text
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.folders import ask_folder
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

ROWS = 18


class DigestDialog(Dialog):
    """Nothing leaves before it was seen; what is private is not in it."""

    def __init__(self, parent: QWidget, desk: Desk, call_id: str, first_name: str) -> None:
        super().__init__(
            parent,
            f"Digest for {first_name}",
            "Copy digest",
            "SE Desk sends nothing by itself.",
            icon="send",
            width=680,
        )
        self._desk, self._call_id, self._window = desk, call_id, parent.window()
        self.text = TextArea(desk.debriefs.digest(call_id), "", ROWS, "Digest")
        self.save = Button("Save as a file")
        self.save.clicked.connect(self.save_file)
        self.foot.insertWidget(self.foot.count() - 1, self.save)
        words = "Made of your debrief and of what changed on the deal. Private notes are not in it."
        self.add(BodyText(words, "body", "text-2"))
        self.body.addSpacing(8)
        self.add(self.text)

    def confirm(self) -> bool:
        copy_text(self.text.text)
        self._desk.debriefs.digest_taken(self._call_id)
        toast(self._window, "Digest copied")
        return True

    def save_file(self) -> None:
        """Into a folder, as text."""
        folder = ask_folder(self._window, "Save the digest in")
        if folder is None:
            return
        try:
            path = self._desk.debriefs.save_digest(self._call_id, self.text.text, folder)
        except DeskError as error:
            tell(self, error)
            return
        self.reject()
        toast(self._window, f"Digest saved, not encrypted: {path.name}")
