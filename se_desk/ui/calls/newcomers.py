"""People of the customer who were in the call and are not among the deal's people yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.calls import Attendee
from se_desk.domain.people import Stakeholder
from se_desk.ui.calls.preparation import title_words
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.marks import Avatar, initials_of


def unknown(attendees: Sequence[Attendee], people: Sequence[Stakeholder]) -> tuple[Attendee, ...]:
    """The customer's attendees with a title whom no stakeholder matches by e-mail address or name."""
    names = {one.name.strip().casefold() for one in people}
    addresses = {one.email.strip().casefold() for one in people if one.email.strip()}
    return tuple(
        one
        for one in attendees
        if one.title
        and not one.ours
        and one.name.casefold() not in names
        and one.email.casefold() not in addresses
    )


class NewcomerCard(Card):
    """One row a person, each with the way onto the deal."""

    addAsked = Signal(object)  # Attendee

    def __init__(self) -> None:
        super().__init__("Not among the deal’s people yet", flush=True)
        self._shown: tuple[Attendee, ...] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_people(self, people: tuple[Attendee, ...]) -> None:
        """Show them; without any the card is away."""
        self.setVisible(bool(people))
        if people == self._shown:
            return
        self._shown = people
        self.clear()
        for one in people:
            self.add(self._row(one))

    def _row(self, one: Attendee) -> ListRow:
        add = Button("Add to the deal’s people", "plus", small=True)
        add.setAccessibleName(f"Add {one.name} to the deal’s people")
        add.clicked.connect(lambda: self.addAsked.emit(one))
        return ListRow(one.name, title_words(one), Avatar(initials_of(one.name), one.name), [add])
