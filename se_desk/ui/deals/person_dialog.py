"""The dialog for a person at the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from se_desk.domain.people import Role, Stakeholder, Stance
from se_desk.ui.deals.field_check import FieldCheck
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckBox, Segment, Select
from se_desk.ui.kit.dialogs import Dialog, ask
from se_desk.ui.kit.inputs import Field, LineEdit
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.sources import NamedIn

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class PersonDialog(Dialog):
    """A new person, or ``person`` to change one or take them off the deal."""

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str, person: Stakeholder | None = None) -> None:
        title = "Change the person" if person else "Add a person"
        account = desk.deals.get(deal_id).account
        super().__init__(parent, title, "Save" if person else "Add person", icon="user", subtitle=account)
        self._desk, self._deal_id, self._person = desk, deal_id, person
        known = person or Stakeholder(id="", deal_id=deal_id, name="")
        self.name = Field("Name", LineEdit(known.name))
        self.job = Field("Title", LineEdit(known.title, "As on their card"))
        self.is_confirmed = CheckBox("The title is confirmed", known.title_confirmed)
        self.own_line = CheckBox("I can reach them without the AE", known.own_line)
        self.role = Select([(one.value, one.label) for one in Role], known.role.value, name="Role")
        self.stance = Segment([(one.value, one.label) for one in Stance], known.stance.value, name="Stance")
        self.email = Field("Mail", LineEdit(known.email))
        self._lay_out()

    def _lay_out(self) -> None:
        first = hbox(gap=12)
        first.addWidget(self.name, 1)
        first.addWidget(self.job, 1)
        self.body.addLayout(first)
        self.body.addLayout(vbox(self.is_confirmed, self.own_line, gap=8))
        second = hbox(gap=12)
        second.addWidget(Field("Role in the decision", self.role), 1)
        second.addWidget(self.email, 1)
        self.body.addLayout(second)
        self.add(Field("Stance, as far as you can see", self.stance))
        self.named = NamedIn()
        self.named.requestPlace.connect(self.reject)
        if self._person is not None:
            self.named.show_notes(self._desk.note_links.back_links("person", self._person.id, limit=3))
            self.add(self.named)
            self.remove = Button("Take off the deal", "trash-2", "ghost")
            self.remove.clicked.connect(self._remove)
            self.foot.insertWidget(1, self.remove)

    def _remove(self) -> None:
        person = self._person
        if person is None:
            return
        words = (
            f"{person.name} leaves the people of this deal. Notes and calls that name them stay as they are."
        )
        if ask(self, "Take this person off the deal", words, "Take off", destructive=True):
            self._desk.people.remove(person.id)
            self.reject()

    def confirm(self) -> bool:
        """Write the person down."""
        check = FieldCheck()
        name = check.text(self.name, "A person needs a name; the title can follow.")
        if not check.ok:
            check.focus()
            return False
        fields: dict[str, Any] = {
            "title": check.text(self.job),
            "title_confirmed": self.is_confirmed.isChecked(),
            "role": Role(self.role.value),
            "stance": Stance(self.stance.value),
            "own_line": self.own_line.isChecked(),
            "email": check.text(self.email),
        }
        if self._person is not None:
            self._desk.people.change(self._person.id, name=name, **fields)
        else:
            self._desk.people.add(self._deal_id, name, **fields)
        return True
