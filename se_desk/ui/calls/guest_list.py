"""Who will be in a call that is being planned: typed in one after the other, taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Attendee
from se_desk.ui.calls.preparation import offer_names
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import clear_layout, focus_on, hbox, vbox
from se_desk.ui.kit.marks import Avatar, initials_of


@dataclass(frozen=True)
class Guest:
    """Somebody to be in the call; ``id`` is there for those who are in it already."""

    name: str
    title: str = ""
    id: str = ""


class _Entry(LineEdit):
    """Takes a name with Enter; Ctrl+Enter is the dialog's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.text().strip():
            self.returnPressed.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class GuestList(QWidget):
    """Names, each with the way to take it off, and the line that takes the next one."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__()
        self.guests: list[Guest] = []
        self._rows = vbox(gap=4)
        self.entry = _Entry("", "Name, or name and title after a comma, then Enter", "Add somebody")
        self.offer(names)
        self.entry.returnPressed.connect(self.take)
        self.setLayout(vbox(self._rows, self.entry, gap=6))
        self.setAccessibleName("Who is there")

    def offer(self, names: Sequence[str]) -> None:
        """Names that can be picked while typing."""
        offer_names(self.entry, tuple(names))

    def show_attendees(self, attendees: Sequence[Attendee]) -> None:
        """Those who are in the call already."""
        self.guests = [Guest(one.name, one.title, one.id) for one in attendees]
        self._show()

    def take(self) -> None:
        """Take what stands in the line into the list."""
        name, _, title = self.entry.text().partition(",")
        if name.strip():
            self.guests.append(Guest(" ".join(name.split()), title.strip()))
            self.entry.clear()
            self._show()

    def remove(self, guest: Guest) -> None:
        """Not there after all."""
        self.guests.remove(guest)
        self._show()
        focus_on(self.entry)

    def _show(self) -> None:
        clear_layout(self._rows)
        for guest in self.guests:
            self._rows.addWidget(self._row(guest))

    def _row(self, guest: Guest) -> QWidget:
        off = IconButton("x", f"Take off {guest.name}", size=24, icon_size=14)
        off.clicked.connect(lambda: self.remove(guest))
        row = hbox(Avatar(initials_of(guest.name), guest.name), PlainLabel(guest.name, "body"), gap=8)
        row.addWidget(PlainLabel(guest.title, "small", "text-3", elide=True), 1)
        row.addWidget(off)
        made = QWidget()
        made.setLayout(row)
        return made
