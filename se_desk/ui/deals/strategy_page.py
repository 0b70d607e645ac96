"""The strategy of a deal: six short parts that save themselves, with what each said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError, NotFound
from se_desk.domain.strategies import Heading
from se_desk.ui.deals.evidence_field import EvidenceField
from se_desk.ui.deals.leaving import forms_menu, send_document
from se_desk.ui.deals.strategy_history import StrategyHistory
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import Scroller, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

ROWS = 6
HINTS = {
    Heading.AIM: "What will they do on a normal day that they cannot do now, and which number shows it?",
    Heading.WHY_US: "What did they see from us that nobody else can show them?",
    Heading.PEOPLE: "Name each person who can say yes or no, and what that person has to have seen.",
    Heading.AGAINST: "What would make them buy elsewhere, later, or nothing? Doing nothing counts.",
    Heading.PLAN: "The next three steps, each with a day and a name.",
    Heading.SPLIT: "Who opens, who talks money, who carries the technical proof, who calls whom.",
}
_NOUNS = (Noun.DEAL, Noun.EVERYTHING)


class StrategyPage(Page):
    """The id of its place is a deal's."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self._deal = ""
        self.history = Button("History", "history")
        self.export = Button("Export", "file-down", menu=forms_menu(self, "Export the strategy", self._send))
        self.header = PageHeader("Deal strategy", actions=(self.history, self.export), back=True)
        self.fields = {heading: self._field(heading) for heading in Heading}
        self._lay_out()
        self._later = Soon(self, self.refresh)
        self.header.backRequested.connect(self._back)
        self.history.clicked.connect(self._open_history)
        bus.listen(self, self._changed, _NOUNS, author=self)

    def _field(self, heading: Heading) -> EvidenceField:
        return EvidenceField(heading.label, "", lambda text: self._write(heading, text), ROWS)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for place, (heading, field) in enumerate(self.fields.items()):
            card = Card(heading.label)
            card.add(BodyText(HINTS[heading], "small", "text-3"))
            card.body.addSpacing(8)
            card.add(field)
            card.body.addStretch(1)
            grid.addWidget(card, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        inner = QWidget()
        hint = "It leaves on your word, so nothing private belongs here. What you type is saved as you go."
        words = PlainLabel(hint, "small", "text-3", wrap=True)
        inner.setLayout(vbox(grid, 12, words, None, margins=(24, 8, 24, 24)))
        head = QWidget()
        head.setLayout(vbox(self.header, margins=(24, 0, 24, 0)))
        column = vbox(head, Scroller(inner, padding=0))
        column.setStretch(1, 1)
        self.setLayout(column)

    def enter(self, place: Place) -> None:
        """Show the strategy of a deal; NotFound where it is not on the desk."""
        other = place.id != self._deal
        self.desk.deals.get(place.id)
        self._deal = place.id
        self.refresh()
        if other:
            self.fields[Heading.AIM].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Save what is typed."""
        saved = [field.flush() for field in self.fields.values()]  # all, also after one that could not
        return all(saved)

    def deal_id(self) -> str:
        """The deal it is of."""
        return self._deal

    def refresh(self) -> None:
        """Read it again; a deal that is gone leads back to the list."""
        if not self._deal:
            return
        try:
            view = self.desk.deals.view(self._deal)
            parts = self.desk.strategies.of_deal(self._deal)
        except NotFound:
            self._deal = ""
            self.requestPlace.emit(Place("deals"))
            return
        self.header.set_second(f"{view.deal.account}, {view.deal.title}")
        for part in parts:
            self.fields[part.heading].show_text(part.text)
        self.history.setEnabled(any(part.id for part in parts))

    def export_page(self) -> bool:
        """Begin with the form that everybody can read."""
        self._send("pdf")
        return True

    def _write(self, heading: Heading, text: str) -> None:
        if not self._deal:  # the deal is gone, and its strategy with it
            return
        self.desk.strategies.write(self._deal, heading, text, author=self)
        self.history.setEnabled(True)

    def _changed(self, change: Change) -> None:
        if self.isVisible() and self._deal and change.deal_id in (None, self._deal):
            self._later.start()

    def _back(self) -> None:
        self.requestPlace.emit(Place("deal", self._deal))

    def _open_history(self) -> None:
        if self.leave():
            StrategyHistory(self, self.desk, self._deal).open()

    def _send(self, form: str) -> None:
        if not self.leave():
            return
        try:
            send_document(self, self.desk, self.desk.strategies.document(self._deal), form)
        except DeskError as error:
            tell(self, error)
