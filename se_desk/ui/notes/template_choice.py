"""The dialog that chooses a template by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import BadInput
from se_desk.domain.note_templates import NoteTemplate
from se_desk.domain.notes import NoteKind
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field
from se_desk.ui.notes.choice_list import Choice
from se_desk.ui.notes.deal_field import DealField

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class TemplateChoice(Dialog):
    """Announces the id of the template; those of ``kind`` stand first."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, primary: str, kind: NoteKind | None = None) -> None:
        super().__init__(parent, "Use a template", primary, icon="files", width=480)
        found = sorted(desk.note_templates.all(), key=lambda each: each.kind is not kind)
        self.field = DealField([_choice(each) for each in found], found[0].id, "Template")
        self.field.setPlaceholderText("Type a few letters")
        self.add(Field("Template", self.field, "A few letters find it; the arrow shows the first ones."))
        self.field.entered.connect(self.accept)

    def confirm(self) -> bool:
        """Announce the choice."""
        if not self.field.value:
            raise BadInput("No template is chosen.", do="Choose one of the list.")
        self.chosen.emit(self.field.value)
        return True


def _choice(template: NoteTemplate) -> Choice:
    whose = "came with SE Desk" if template.is_bundled else template.kind.label
    return Choice(template.id, template.name, whose, "file-text")
