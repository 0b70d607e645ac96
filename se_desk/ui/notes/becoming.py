"""What selected words become: a flag, a step, an ask, an insight, evidence. From the bar and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from se_desk.domain.errors import DeskError
from se_desk.domain.evidence import selected
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.wishes import FlagRisk, HearAsk, HearInsight, PromiseStep
from se_desk.ui.notes.evidence import Evidence, Words
from se_desk.ui.notes.lines import words_of
from se_desk.ui.notes.selection_bar import FLAG_KEYS

if TYPE_CHECKING:
    from se_desk.ui.notes.page import NotePage


class Becoming(QObject):
    """Turns the selection of one page into wishes and verbs."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page = page
        self._evidence = Evidence(page, page.desk)
        bar = page.writing.selection
        bar.flagWanted.connect(self.flag)
        bar.stepWanted.connect(self.step)
        bar.askWanted.connect(self.ask)
        bar.insightWanted.connect(self.insight)
        bar.evidenceWanted.connect(self.open_evidence)
        page.writing.editor.menuWanted.connect(self.open_menu)

    def flag(self) -> None:
        """A risk flag with the words as its evidence."""
        words, private = self._page.chosen_text()
        items = selected(words, self._page.chosen_passage(), private=private)
        self._page.requestWish.emit(FlagRisk(self._page.deal_id(), items=items))

    def step(self) -> None:
        """A next step that says what the words say."""
        self._page.requestWish.emit(
            PromiseStep(
                self._page.deal_id(), self._line(), self._note_id(), passage=self._page.chosen_passage()
            )
        )

    def ask(self) -> None:
        """An ask in the words of the customer."""
        self._page.requestWish.emit(
            HearAsk(self._page.deal_id(), self._line(), self._note_id(), passage=self._page.chosen_passage())
        )

    def insight(self) -> None:
        """A field insight that says what the words say."""
        private = self._page.chosen_text()[1]
        self._page.requestWish.emit(
            HearInsight(self._page.deal_id(), self._line(), private, passage=self._page.chosen_passage())
        )

    def _line(self) -> str:
        """The words in one line without the marks of a list: they name something else now."""
        return words_of(self._page.chosen_text()[0])

    def _note_id(self) -> str:
        return self._page.note.id if self._page.note else ""

    def evidence_menu(self) -> Menu:
        """The menu of what the words can stand behind."""
        words, private = self._page.chosen_text()
        menu = Menu(self._page, "Use as evidence for")
        try:
            chosen = Words(words, private, self._page.chosen_passage())
            self._evidence.fill(menu, self._page.deal_id(), chosen)
        except DeskError as error:
            tell(self._page, error)
        return menu

    def open_evidence(self, at: QPoint) -> None:
        """Open it there."""
        menu = self.evidence_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu(self) -> Menu:
        """The menu of the editor: the same five, and what every editor has."""
        editor = self._page.writing.editor
        menu = Menu(self._page, "Note")
        chosen, filed = bool(self._page.chosen_text()[0]), bool(self._page.deal_id())
        if not chosen:
            self._page.spelling.fill(menu, editor.textCursor())
        menu.add("Flag this as a risk", self.flag, "flag", FLAG_KEYS, token="sev-high", enabled=chosen)
        menu.add("Next step", self.step, "list-checks", enabled=chosen and filed)
        menu.add("Product ask", self.ask, "megaphone", enabled=chosen and filed)
        menu.add("Field insight", self.insight, "lightbulb", enabled=chosen)
        if chosen and filed:
            menu.addMenu(self.evidence_menu())
        menu.addSeparator()
        writing = not editor.isReadOnly()
        menu.add("Cut", editor.cut, keys="Ctrl+X", enabled=chosen and writing)
        menu.add("Copy", editor.copy, keys="Ctrl+C", enabled=chosen)
        menu.add("Paste", editor.paste, keys="Ctrl+V", enabled=writing and editor.canPaste())
        menu.add("Select all", editor.selectAll, keys="Ctrl+A")
        return menu

    def open_menu(self, at: QPoint) -> None:
        """Open it where the pointer or the cursor is."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
