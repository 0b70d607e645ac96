"""Who is in the call, with titles that are confirmed or not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Attendee
from se_desk.ui.calls.attendee_dialog import AttendeeDialog
from se_desk.ui.calls.preparation import Around, Preparation, title_words
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.labels import PlainLabel, Run
from se_desk.ui.kit.layout import clear_layout, focus_on, vbox
from se_desk.ui.kit.marks import Avatar, initials_of


class RoomCard(Card):
    """The attendees of a call; a row opens what is known of a person."""

    def __init__(self, around: Around) -> None:
        self.plus = IconButton("plus", "Add somebody to the room", size=24, icon_size=14)
        super().__init__("In the room", actions=(self.plus,), flush=True)
        self._around = around
        self._shown: tuple[object, ...] | None = None
        self.rows: dict[str, ListRow] = {}
        self._people = vbox()
        self.body.addLayout(self._people)
        self.plus.clicked.connect(lambda: self.ask(None))

    def show_preparation(self, prepared: Preparation) -> None:
        """Show who is there; the row with the keyboard keeps it."""
        people = prepared.view.attendees
        self.set_count(len(people) or None)
        if (prepared.call.id, prepared.se, *people) == self._shown:
            return
        self._shown = (prepared.call.id, prepared.se, *people)
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        clear_layout(self._people)
        self.rows = {one.id: self._row(one, prepared) for one in people}
        for row in self.rows.values():
            self._people.addWidget(row)
        if not people:
            quiet = PlainLabel("Nobody named yet.", "body", "text-3")
            quiet.setContentsMargins(16, 0, 16, 16)
            self._people.addWidget(quiet)
        if focused in self.rows:
            focus_on(self.rows[focused])

    def _row(self, one: Attendee, prepared: Preparation) -> ListRow:
        doubtful = not one.ours and not one.title_confirmed
        right: list[QWidget] = []
        if doubtful and one.title:
            sure = IconButton("user-check", f"The title of {one.name} is confirmed", size=24)
            sure.clicked.connect(lambda: self.confirm_title(one))
            right.append(sure)
        face = Avatar(initials_of(one.name), one.name, one.name == prepared.se)
        words = [Run(title_words(one), "sev-medium" if doubtful else "text-3")]
        row = ListRow(one.name, words, face, right, clickable=True)
        row.activated.connect(lambda: self.ask(one))
        return row

    def confirm_title(self, one: Attendee) -> None:
        """Somebody at the customer said that the title is right."""
        calls = self._around.desk.calls
        self._around.act(lambda: calls.change_attendee(one.id, title_confirmed=True, author=self._around))

    def ask(self, one: Attendee | None) -> None:
        """Ask who it is."""
        dialog = AttendeeDialog(self, self._around, one)
        dialog.confirmed.connect(lambda: self._around.act(lambda: None))
        dialog.open()
