"""Chooses a piece of evidence that is on the desk: a few letters, the arrows, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.evidence import EvidenceItem, EvidenceKind, own, tidy
from se_desk.services.evidence import Offer
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.sources import LONGEST_TITLE, short
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.kit.theme import theme
from se_desk.ui.risks.evidence_filter import EvidenceFilter
from se_desk.ui.risks.evidence_row import icon_of, kind_words

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

HIGH, LINES = 324, 3  # px of the table, lines of the words in full
KINDS = {
    "": "All",
    EvidenceKind.FACT.value: "Computed",
    EvidenceKind.NOTE.value: "Notes",
    EvidenceKind.CALL.value: "Calls",
    EvidenceKind.DOCUMENT.value: "Documents",
}
ALL = "A few letters of a fact, a note, a call or a document"


class EvidenceChooser(Dialog):
    """Offers what a deal has. A note as a whole opens its passages; Esc goes back to all."""

    chosen = Signal(object)  # EvidenceItem

    def __init__(self, parent: QWidget, desk: Desk, deal_id: str, account: str) -> None:
        super().__init__(
            parent,
            "Add evidence",
            "Add",
            "On this desk it leads back to where it is from. The log keeps its words alone.",
            icon="plus",
            subtitle=account,
            width=720,
        )
        self._desk, self._deal_id = desk, deal_id
        self._note: Offer | None = None
        self.field = EvidenceFilter(ALL, "What the evidence is")
        self.kinds = Segment(list(KINDS.items()), "", small=True, name="Which evidence")
        self.where = PlainLabel("", "small", "text-2", weight=500)
        self.all = Button("All evidence", "arrow-left", "link", small=True)
        self.table = TableView(_columns(), "What fits", _key, edge=12, sortable=False)
        self.table.setFixedHeight(theme().px(HIGH))
        self.words = BodyText("", "small", "text-2", max_lines=LINES)
        self.words.setFixedHeight(theme().px(16 * LINES))
        self.body.setSpacing(12)
        self.body.addWidget(self.field)
        self.body.addLayout(hbox(self.kinds, self.where, None, self.all))
        self.body.addWidget(self.table)
        self.body.addWidget(self.words)
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self.accept)
        self.field.wentBack.connect(self._leave_note)
        self.kinds.chosen.connect(lambda _kind: self._offer())
        self.field.textChanged.connect(lambda _text: self._offer())
        self.table.picked.connect(self._show_words)
        self.table.opened.connect(lambda _offer: self.accept())
        self.all.clicked.connect(self._leave_note)
        self._offer()

    def _offer(self) -> None:
        """What fits the letters, and the letters themselves as own words or as a document's name."""
        typed = self.field.text()
        try:
            found = self._found(typed)
            self.clear_problem()
        except DeskError as error:  # what is typed can still be named
            found = ()
            self.show_problem(error)
        self.table.set_records((*found, *_named(typed)))
        self.table.selectRow(0)
        self.table.scrollToTop()
        title = short(self._note.item.words, LONGEST_TITLE) if self._note else ""
        self.where.set_text(f"Passages of “{title}”")
        for part in (self.where, self.all):
            part.setVisible(self._note is not None)
        self.kinds.setVisible(self._note is None)
        self._show_words(self.table.current())

    def _found(self, typed: str) -> tuple[Offer, ...]:
        if self._note is not None:
            return self._desk.evidence.in_note(self._note.note_id, typed)
        kind = self.kinds.value
        offers = self._desk.evidence.offers(self._deal_id, typed)
        return tuple(offer for offer in offers if kind in ("", offer.item.kind))

    def _show_words(self, offer: Offer | None) -> None:
        self.primary.setEnabled(offer is not None)
        self.primary.set_text("Show passages" if offer and offer.note_id else "Add")
        whole = offer is not None and bool(offer.note_id)
        said = "Enter shows its passages." if whole else offer.item.words if offer else "Nothing fits."
        self.words.set_content(said)

    def _enter_note(self, offer: Offer | None) -> None:
        self._note, self.field.goes_back = offer, offer is not None
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.field.setPlaceholderText("A few letters of the passage" if offer else ALL)
        self._offer()
        self.field.setFocus()

    def _leave_note(self) -> None:
        self._enter_note(None)

    def confirm(self) -> bool:
        """Take what is chosen; of a note as a whole its passages come first."""
        offer = self.table.current()
        if offer is None:
            return False
        if offer.note_id:
            self._enter_note(offer)
            return False
        self.chosen.emit(offer.item)
        return True

    def _step(self, by: int) -> None:
        last, row = self.table.records_model.rowCount() - 1, self.table.currentIndex().row()
        self.table.selectRow(max(0, min(row + by, last)))


def _named(typed: str) -> tuple[Offer, ...]:
    words = tidy(typed)
    if not words:
        return ()
    document = EvidenceItem(EvidenceKind.DOCUMENT, words)
    # Own words first: Enter takes the first, and typed words claim nothing of a document.
    return Offer(own(words), "As you typed it"), Offer(document, "Named, outside the desk")


def _key(offer: Offer) -> str:
    return f"{offer.item.kind} {offer.note_id} {offer.item.source} {offer.item.words}"


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "Kind",
            lambda offer: kind_words(offer.item),
            width=136,
            glyph=lambda o: icon_of(o.item),
            token="text-2",
        ),
        Column("What it says", lambda offer: " ".join(offer.item.words.split())),
        Column("Where", lambda offer: offer.detail, width=176, token="text-3"),
    )
