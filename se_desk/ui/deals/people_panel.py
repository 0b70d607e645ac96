"""People: the stakeholders of a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from se_desk.domain.moments import count
from se_desk.domain.people import Role, Stakeholder, Stance
from se_desk.ui.deals.panel import TablePanel
from se_desk.ui.deals.shown import Shown
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import EmptyState
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.records import Column

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

_STANCES = {Stance.FOR: "green", Stance.AGAINST: "high", Stance.NEUTRAL: "neutral", Stance.UNKNOWN: "line"}


class PeoplePanel(TablePanel):
    """The people by name; Enter opens one."""

    personOpened = Signal(object)  # Stakeholder, None for a new one

    def __init__(self, desk: Desk) -> None:
        self.add = Button("Add a person", "user-plus", small=True)
        empty = EmptyState(
            "users",
            "Nobody is named yet",
            "Who decides, who speaks for you, who checks the technology, and whom can you reach yourself?",
            "Add a person",
        )
        columns = (
            Column("Name", lambda one: one.name, second=title_words, glyph=_line, weight=500),
            Column("Role", lambda one: one.role.label, width=160, token=_role_token),
            Column("Stance", lambda one: one.stance.label, width=104, chip=_stance),
            Column("Mail", lambda one: one.email, width=248, token="text-2"),
        )
        super().__init__(desk, columns, "People", lambda one: one.id, (self.add,), empty)
        self.add.clicked.connect(lambda: self.personOpened.emit(None))
        self.empty.acted.connect(lambda: self.personOpened.emit(None))

    def show_deal(self, shown: Shown) -> None:
        """Show the people."""
        super().show_deal(shown)
        roles = {one.role for one in shown.people}
        missing = [role.label.lower() for role in (Role.ECONOMIC_BUYER, Role.CHAMPION) if role not in roles]
        said = count(len(shown.people), "person", "people")
        self.fill(shown.people, f"{said}, no {' and no '.join(missing)} yet" if missing else said)

    def open_row(self, row: Any) -> None:
        """The dialog of the person."""
        self.personOpened.emit(row)


def title_words(one: Stakeholder) -> str:
    """The title and how sure it is: ``Plant manager, not confirmed``."""
    parts = [one.title or "No title", "" if one.title_confirmed or not one.title else "not confirmed"]
    return ", ".join([*filter(None, parts), *(["own line"] if one.own_line else [])])


def _line(one: Stakeholder) -> str:
    return "phone" if one.own_line else "user"


def _role_token(one: Stakeholder) -> str:
    return "text" if one.role in (Role.ECONOMIC_BUYER, Role.CHAMPION) else "text-2"


def _stance(one: Stakeholder) -> ChipSpec:
    return ChipSpec(one.stance.label, _STANCES[one.stance])
