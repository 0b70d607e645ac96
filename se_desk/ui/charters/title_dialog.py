"""The dialog for a charter's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class TitleDialog(Dialog):
    """What stands at the head of the charter."""

    def __init__(self, parent: QWidget, desk: Desk, charter: Charter, author: object) -> None:
        super().__init__(parent, "Title of the charter", "Save title", width=480)
        self._desk, self._charter, self._author = desk, charter, author
        self.name = LineEdit(charter.title, name="Title")
        self._field = Field("Title", self.name)
        self.add(self._field)

    def confirm(self) -> bool:
        """Keep it; a blank title stays a question."""
        if not self.name.text().strip():
            self._field.set_error("Type a title, such as what the two of you call it.")
            return False
        self._desk.charters.retitle(self._charter.id, self.name.text(), author=self._author)
        return True
