"""A paper: the desk fills it from its data, the SE writes beside it, and it leaves as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import BadInput, DeskError, NotFound
from se_desk.domain.papers import PaperKind, Sheet
from se_desk.ui.deals.leaving import forms_menu, send_document
from se_desk.ui.deals.paper_card import PaperCard
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Select
from se_desk.ui.kit.headers import PageHeader
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Scroller, clear_layout, vbox
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

WIDEST, EDGE = 860, 24  # px; longer lines are hard to read
THIS = "this"
_NOUNS = (Noun.DEAL, Noun.FLAG, Noun.CALL, Noun.ASK, Noun.PAPER, Noun.EVERYTHING)


class PaperPage(Page):
    """The id of its place is the kind of paper, a colon, and a deal's id or a quarter."""

    nav = "deals"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self._kind, self._of = PaperKind.REVIEW, ""
        self.quarter = Select([], name="Quarter", small=True)
        self.export = Button("Export", "file-down", menu=forms_menu(self, "Export the paper", self._send))
        self.header = PageHeader("", actions=(self.quarter, self.export), back=True)
        self.cards: list[PaperCard] = []
        self._laid: tuple[str, ...] = ()
        self._about = PlainLabel("", "body", "text-2", wrap=True)
        self._column = vbox(gap=16)
        self._lay_out()
        self._later = Soon(self, self.refresh)
        self.header.backRequested.connect(self._back)
        self.quarter.chosen.connect(self._choose)
        bus.listen(self, self._changed, _NOUNS, author=self)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST + 2 * EDGE)
        hint = "The lines are the desk’s and follow its data; the fields are yours and are saved as you type."
        words = PlainLabel(f"{hint} Private notes are never part of it.", "small", "text-3", wrap=True)
        column = vbox(self._about, 16, self._column, 12, words, None, margins=(EDGE, 0, EDGE, EDGE))
        inner.setLayout(column)
        head = QWidget()
        head.setLayout(vbox(self.header, margins=(EDGE, 0, EDGE, 0)))
        whole = vbox(head, Scroller(inner, padding=0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def enter(self, place: Place) -> None:
        """Show a paper; NotFound or BadInput where it cannot be."""
        kind, of = _read(place.id)
        self.desk.papers.sheet(kind, of)  # refuses before anything of the page changes
        if (kind, of) != (self._kind, self._of):
            self._kind, self._of, self._laid = kind, of, ()
        self._show_quarters()
        self.refresh()

    def leave(self) -> bool:
        """Save what is typed."""
        saved = [card.flush() for card in self.cards]  # all, also after one that could not
        return all(saved)

    def deal_id(self) -> str:
        """The deal it is of, nothing for a quarter."""
        return self._of if self._kind.of_deal else ""

    def minute(self) -> None:
        """A call may have ended."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read it again; where the deal is gone or runs again, there is no such paper any more."""
        if not self._of:
            return
        try:
            sheet = self.desk.papers.sheet(self._kind, self._of)
        except NotFound:
            self._of = ""
            self.requestPlace.emit(Place("deals"))
            return
        except BadInput:
            self._back()
            return
        self.header.set_title(sheet.title)
        self._about.set_text(sheet.about)
        self.header.set_second(f"{sheet.answered} of {sheet.questions} answered")
        laid = tuple(section.heading for section in sheet.sections)
        if laid != self._laid:
            self._make_cards(sheet)
            self._laid = laid
        for card, section in zip(self.cards, sheet.sections, strict=True):
            card.show_section(section)

    def export_page(self) -> bool:
        """Begin with the form that everybody can read."""
        self._send("pdf")
        return True

    def _make_cards(self, sheet: Sheet) -> None:
        clear_layout(self._column)
        self.cards = []
        for section in sheet.sections:
            question = section.question
            card = PaperCard(section, partial(self._write, question))
            self.cards.append(card)
            self._column.addWidget(card)

    def _show_quarters(self) -> None:
        self.quarter.setVisible(not self._kind.of_deal)
        if self._kind.of_deal:
            return
        periods = self.desk.records.quarters()
        here = periods[0].name if self._of == THIS else self._of
        known = [(one.name, one.name) for one in periods]
        self.quarter.set_options(known if here in dict(known) else [*known, (here, here)])
        self.quarter.set_value(here)

    def _choose(self, quarter: str) -> None:
        self.requestPlace.emit(Place("paper", f"{self._kind}:{quarter}"))

    def _write(self, question: str, text: str) -> None:
        if not self._of:  # the deal is gone, and its papers with it
            return
        self.desk.papers.write(self._kind, self._of, question, text, author=self)

    def _changed(self, change: Change) -> None:
        concerned = not self._kind.of_deal or change.deal_id in (None, "", self._of)
        if self.isVisible() and concerned:
            self._later.start()

    def _back(self) -> None:
        self.requestPlace.emit(Place("deal", self._of) if self._kind.of_deal else Place("deals"))

    def _send(self, form: str) -> None:
        if not self.leave():
            return
        try:
            send_document(self, self.desk, self.desk.papers.document(self._kind, self._of), form)
        except DeskError as error:
            tell(self, error)


def _read(text: str) -> tuple[PaperKind, str]:
    kind, _, of = text.partition(":")
    if kind not in set(PaperKind) or not of:
        raise NotFound("There is no such paper.", do="Open it from its deal.")
    return PaperKind(kind), of
