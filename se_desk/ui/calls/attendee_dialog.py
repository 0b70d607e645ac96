"""Somebody in the room: name, title, whether the title is confirmed, address, and on which side they sit."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Attendee
from se_desk.ui.calls.preparation import Around
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import CheckBox, Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import Field, LineEdit

THEIRS, OURS = "theirs", "ours"


class AttendeeDialog(Dialog):
    """A new attendee, or what is known of one."""

    def __init__(self, parent: QWidget, around: Around, attendee: Attendee | None = None) -> None:
        title = "Change who is in the room" if attendee else "Add to the room"
        super().__init__(parent, title, "Save", width=480)
        self._around, self._attendee = around, attendee
        one = attendee
        self.name = LineEdit(one.name if one else "", "", "Name")
        self.job = LineEdit(one.title if one else "", "As they would say it", "Title")
        self.sure = CheckBox("The title is confirmed", bool(one and one.title_confirmed))
        self.email = LineEdit(one.email if one else "", "", "E-mail")
        self.side = Segment(
            ((THEIRS, "The customer"), (OURS, "With us")), OURS if one and one.ours else THEIRS, name="Side"
        )
        self._named = Field("Name", self.name)
        self.add(self._named)
        self.add(Field("Title", self.job))
        self.add(self.sure)
        self.add(Field("E-mail", self.email))
        self.add(Field("Side", self.side))
        self.side.chosen.connect(lambda _key: self._follow_side())
        self._follow_side()
        if attendee is not None:
            off = Button("Not in the room after all")
            off.clicked.connect(self._leave_room)
            self.foot.insertWidget(0, off)

    def _follow_side(self) -> None:
        """Our own titles need nobody's word."""
        self.sure.setEnabled(self.side.value == THEIRS)

    def confirm(self) -> bool:
        if not self.name.text().strip() and not self.email.text().strip():
            self._named.set_error("Type a name or an e-mail address.")
            return False
        given = {
            "name": self.name.text(),
            "title": self.job.text(),
            "email": self.email.text(),
            "title_confirmed": self.sure.isChecked(),
            "ours": self.side.value == OURS,
        }
        calls = self._around.desk.calls
        if self._attendee is None:
            calls.attend(self._around.call_id, author=self._around, **given)  # type: ignore[arg-type]  # as named above
        else:
            calls.change_attendee(self._attendee.id, author=self._around, **given)
        return True

    def _leave_room(self) -> None:
        attendee, calls = self._attendee, self._around.desk.calls
        if attendee is not None and self._around.act(lambda: calls.leave(attendee.id, author=self._around)):
            self.reject()
