"""Selected words as evidence: of a flag that was raised before, or behind a MEDDPICC element."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.evidence import selected
from se_desk.domain.passages import Passage
from se_desk.domain.qualification import Element, Letter
from se_desk.domain.risks import RiskFlag
from se_desk.ui.kit.cards import SayBox
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from se_desk.services.desk import Desk

MOST_WORDS = 60  # characters of a flag's statement in the menu


@dataclass(frozen=True, slots=True)
class Words:
    """Selected words: whether they are private, and where in their note they stand."""

    text: str
    private: bool = False
    passage: Passage | None = None


class Evidence(QObject):
    """What the menu of evidence offers for the words selected in one note."""

    def __init__(self, owner: QWidget, desk: Desk) -> None:
        super().__init__(owner)
        self._owner, self._desk = owner, desk

    def fill(self, menu: Menu, deal_id: str, words: Words) -> None:
        """Put a line for every open flag of the deal and for every element into ``menu``."""
        flags = [flag for flag in self._desk.risks.flags(deal_id) if flag.is_open]
        for flag in flags:
            menu.add(
                f"The flag: {_short(flag.statement)}",
                partial(self._check, words.private, partial(self._add, flag, words)),
                "flag",
            )
        if flags:
            menu.addSeparator()
        for element in self._desk.qualification.elements(deal_id):
            menu.add(
                element.letter.label,
                partial(self._check, words.private, partial(self._stand_behind, element, words)),
                "circle-check" if element.evidence else "circle-dashed",
            )

    def _check(self, private: bool, then: Callable[[], None]) -> None:
        """Words of a private note are asked about once more: where they go, a record can take them along."""
        if private:
            dialog = OutOfPrivate(self._owner)
            dialog.confirmed.connect(then)
            dialog.open()
        else:
            then()

    def _add(self, flag: RiskFlag, words: Words) -> None:
        """As an entry of its own: the flag was raised without them, and its list says so (RISK-RECORD)."""
        items = selected(words.text, words.passage, private=words.private)
        try:
            self._desk.risks.remark(flag.id, items, author=self)
        except DeskError as error:
            tell(self._owner, error)
            return
        toast(self._owner, f"Added to the flag “{_short(flag.statement)}”", icon="flag")

    def _lead_back(self, noun: str, target_id: str, words: Words) -> None:
        if words.passage is not None:
            self._desk.note_links.keep_passage(noun, target_id, words.passage, author=self)

    def _stand_behind(self, element: Element, words: Words) -> None:
        before = self._element(element)
        if self._set(before, f"{before.evidence}\n{words.text}".strip(), words):
            name = element.letter.label
            toast(
                self._owner, f"Evidence for {name} added", "Undo", lambda: self._set(before, before.evidence)
            )

    def _element(self, element: Element) -> Element:
        """As it is now: the menu may have been open for a while."""
        found = self._desk.qualification.elements(element.deal_id)
        return found[list(Letter).index(element.letter)]

    def _set(self, element: Element, evidence: str, words: Words | None = None) -> bool:
        try:
            made = self._desk.qualification.set_element(
                element.deal_id, element.letter, evidence, author=self
            )
            if words is not None:
                self._lead_back("element", made.id, words)
        except DeskError as error:
            tell(self._owner, error)
            return False
        return True


class OutOfPrivate(Dialog):
    """Asks before words of a private note go where they can be exported."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "These words are private",
            "Use them",
            "The note itself stays private.",
            icon="lock",
            width=480,
        )
        self.add(
            BodyText(
                "The note is private and leaves the desk in no export. As evidence its words stand in the "
                "deal or in the risk log, and what is exported from there can hold them.",
                "body",
                "text-2",
            )
        )

    def open(self) -> None:
        """The keyboard starts at the button that loses nothing."""
        super().open()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)


class OpenLink(Dialog):
    """Shows where a link leads before anything is opened."""

    def __init__(self, parent: QWidget, address: str) -> None:
        mail = address.startswith("mailto:")
        title = "Write to this address?" if mail else "Open this address?"
        where = (
            "Your mail program opens." if mail else "Your browser opens, and the site learns of the visit."
        )
        super().__init__(parent, title, "Open", where, icon="external-link", width=520)
        self.add(SayBox(address, "body"))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_WORDS else f"{line[: MOST_WORDS - 1].rstrip()}…"
