"""The dialog for a partner: a new one, or what is kept of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.partners import Partner
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit, TextArea
from se_desk.ui.kit.layout import hbox

if TYPE_CHECKING:
    from se_desk.services.desk import Desk


class PartnerDialog(Dialog):
    """Name, address, what they sell to, and what is good to know; only the name must be there.

    ``partner`` is whoever was added or changed, once the dialog was confirmed.
    """

    def __init__(self, parent: QWidget, desk: Desk, partner: Partner | None = None) -> None:
        super().__init__(
            parent,
            "Change a partner" if partner else "Add a partner",
            "Save changes" if partner else "Add partner",
            "" if partner else "An account executive you share deals with. The charter comes next.",
            icon="user-plus" if partner is None else "pencil",
            width=560,
        )
        self._desk, self.partner = desk, partner
        self.name = LineEdit(partner.name if partner else "", name="Name")
        self.email = LineEdit(partner.email if partner else "", name="Email")
        self.segment = LineEdit(partner.segment if partner else "", name="Sells to")
        carries = "" if partner is None or partner.carries is None else str(partner.carries)
        self.carries = LineEdit(carries, name="Deals they carry")
        self.pressure = LineEdit(partner.pressure if partner else "", name="Quota, as they tell it")
        self.pressure.setCursorPosition(0)
        self.about = TextArea(partner.about if partner else "", rows=3, name="Good to know")
        self._name = Field("Name", self.name)
        self.add(self._name)
        self.body.addLayout(
            hbox(
                Field("Email", self.email),
                Field("Sells to", self.segment),
                gap=16,
            )
        )
        self._carries = Field("Deals they carry", self.carries, "In all, with you and without.")
        quota = Field("Quota, as they tell it", self.pressure, "In their words.")
        self.body.addLayout(hbox(self._carries, quota, gap=16))
        self.add(Field("Good to know", self.about, "How they like to work, what they bring along."))

    def confirm(self) -> bool:
        """Keep it; a partner without a name stays a question."""
        if not self.name.text().strip():
            self._name.set_error("Type the name of the account executive.")
            self.name.setFocus()
            return False
        carries = self.carries.text().strip()
        if carries and not (carries.isascii() and carries.isdigit() and len(carries) <= 4):
            self._carries.set_error("A whole number, or nothing.")
            self.carries.setFocus()
            return False
        fields: dict[str, object] = {
            "email": self.email.text().strip(),
            "segment": self.segment.text().strip(),
            "about": self.about.text.strip(),
            "carries": int(carries) if carries else None,
            "pressure": self.pressure.text().strip(),
        }
        if self._told_anew(fields):
            fields["told_on"] = self._desk.today_on()
        name = self.name.text().strip()
        if self.partner is None:
            self.partner = self._desk.partners.meet(name)
            self.partner = self._desk.partners.change(self.partner.id, **fields)
        else:
            self.partner = self._desk.partners.change(self.partner.id, name=name, **fields)
        return True

    def _told_anew(self, fields: dict[str, object]) -> bool:
        """Whether what the AE says of the job is not what was kept: then it is of today."""
        before = (self.partner.carries, self.partner.pressure) if self.partner else (None, "")
        return before != (fields["carries"], fields["pressure"])
