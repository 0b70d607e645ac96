"""What can be done with a clause as a whole: add, move, take out, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt

from se_desk.domain.charters import Clause
from se_desk.domain.errors import DeskError
from se_desk.ui.charters.add_menu import add_menu
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.charters.charter_tab import CharterTab

_TAKEN = ("kind", "value", "rule", "amount", "target_percent", "owes")


class ClauseActs(QObject):
    """Acts on the version that ``tab`` shows, as the tab's own author."""

    def __init__(self, desk: Desk, tab: CharterTab) -> None:
        super().__init__(tab)
        self._desk, self._tab = desk, tab
        self._removed: list[Clause] = []

    def forget(self) -> None:
        """Another partner is in front: nothing is left to put back."""
        self._removed.clear()

    def move(self, clause_id: str, by: int) -> None:
        """Up (negative) or down."""
        self._act(lambda: self._desk.charters.move_clause(clause_id, by, author=self._tab), clause_id)

    def remove(self, clause_id: str) -> None:
        """Take a clause out at once; the toast, or Ctrl+Z in the list, puts it back."""
        shown = self._tab.shown
        if shown is None:
            return
        ids = [one.id for one in shown.view.clauses]
        place = ids.index(clause_id)
        near = [*ids[place + 1 :], *reversed(ids[:place]), ""]

        def act() -> None:
            self._removed.append(self._desk.charters.remove_clause(clause_id, author=self._tab))

        if self._act(act, near[0]):
            toast(self._tab, f"Removed “{self._removed[-1].topic}”", "Undo", self.put_back, "trash-2")

    def put_back(self) -> None:
        """The clause that was taken out last, at the place it had."""
        if self._removed:
            gone = self._removed.pop()
            self._act(lambda: self._desk.charters.put_back_clause(gone, author=self._tab), gone.id)

    def open_add_menu(self) -> None:
        """Below the button, what can be added."""
        tab = self._tab
        if tab.shown is not None:
            menu = add_menu(tab, tab.shown, self.add)
            menu.popup(tab.add.mapToGlobal(QPoint(0, tab.add.height() + 2)))

    def add(self, clause: Clause) -> None:
        """At the end, the cursor on its topic."""
        fields = {name: getattr(clause, name) for name in _TAKEN}
        made: list[Clause] = []

        def act() -> None:
            if self._tab.shown is not None:
                key = self._tab.shown.charter.id
                topic, text = clause.topic, clause.text
                made.append(self._desk.charters.add_clause(key, topic, text, author=self._tab, **fields))

        if self._act(act) and made:
            self._tab.refresh(clause_id=made[0].id)
            self._tab.editor.topic.setFocus(Qt.FocusReason.TabFocusReason)
            self._tab.editor.topic.selectAll()

    def menu(self, clause_id: str, at: QPoint) -> None:
        """The same acts by the mouse."""
        able = not self._tab.clauses.read_only
        menu = Menu(self._tab, "Clause")
        menu.add("Move up", lambda: self.move(clause_id, -1), "arrow-up", "Alt+Up", enabled=able)
        menu.add("Move down", lambda: self.move(clause_id, 1), "arrow-down", "Alt+Down", enabled=able)
        menu.addSeparator()
        menu.add("Remove", lambda: self.remove(clause_id), "trash-2", "Del", enabled=able)
        menu.popup(at)

    def _act(self, act: Callable[[], object], clause_id: str = "") -> bool:
        """Save what is typed, act, and show the result."""
        if not self._tab.before_acting():
            return False
        try:
            act()
        except DeskError as error:
            tell(self._tab, error)
            return False
        self._tab.acted(clause_id)
        return True
