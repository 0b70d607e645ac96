"""The dialog that keeps a version as a template of the SE's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.charters import Charter
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class KeepTemplateDialog(Dialog):
    """A title, and a sentence on what it is for."""

    def __init__(self, parent: QWidget, desk: Desk, charter: Charter, author: object) -> None:
        super().__init__(
            parent,
            f"Keep v{charter.version} as a template",
            "Keep template",
            "The two names become places for the next pair’s. The charter stays as it is.",
            icon="files",
            width=520,
        )
        self._desk, self._charter, self._author = desk, charter, author
        self.name = LineEdit(charter.title, name="Title")
        self.about = LineEdit(name="What it is for")
        self._name = Field("Title", self.name)
        self.add(self._name)
        self.add(Field("What it is for", self.about))

    def confirm(self) -> bool:
        """Keep it; a blank title stays a question."""
        if not self.name.text().strip():
            self._name.set_error("Type a title, such as what it is for.")
            return False
        self._desk.own_templates.keep(
            self._charter.id, self.name.text(), self.about.text(), author=self._author
        )
        return True
