"""The AE of a deal: one that is known, nobody yet, or a new one named on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from se_desk.ui.deals.choices_of import partners_of
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.layout import vbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

ANOTHER = "new"  # no id: those are UUIDs


class AeField(QWidget):
    """A list of AEs; its last row opens a line for the name of another."""

    def __init__(self, desk: Desk, partner_id: str = "") -> None:
        super().__init__()
        self._desk = desk
        choices = [*partners_of(desk), (ANOTHER, "Add an account executive…")]
        self.select = Select(choices, partner_id, name="AE")
        self.name = Field("Name of the account executive", LineEdit("", "First and last name"))
        self.name.hide()
        self.setLayout(vbox(Field("AE", self.select), self.name, gap=8))
        self.select.chosen.connect(self._chosen)

    def _chosen(self, key: str) -> None:
        self.name.setVisible(key == ANOTHER)
        if key == ANOTHER:
            self.name.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self, check: FieldCheck) -> None:
        """Another AE needs a name."""
        if self.select.value == ANOTHER:
            check.text(self.name, "Name the account executive, or choose “No AE yet” above.")

    def partner_id(self) -> str | None:
        """The partner's id, None for nobody. A new one is met now; who has that name already is meant."""
        if self.select.value != ANOTHER:
            return self.select.value or None
        name = self._name()
        known = {each.casefold(): key for key, each in partners_of(self._desk) if key}
        made = known.get(name.casefold()) or self._desk.partners.meet(name).id
        self.select.set_options([*partners_of(self._desk), (ANOTHER, "Add an account executive…")])
        self.select.set_value(made)
        self.name.hide()
        return made

    def _name(self) -> str:
        editor = self.name.editor
        return " ".join(editor.text().split()) if isinstance(editor, LineEdit) else ""
