"""The head of a partner's page: who it is, where the charter stands, and the next step with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.charters import CharterStatus
from se_desk.domain.moments import count
from se_desk.services.partner_board import draft_words
from se_desk.services.partners import PartnerView
from se_desk.ui.charters.charter_acts import FORMS
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import Avatar, Chip, initials_of
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.theme import theme

WIDE = 1000


class Chips(QWidget):
    """The version in force and the one that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.agreed, self.draft = Chip("", "green", "check-check"), Chip("", "amber")
        self.setLayout(hbox(self.agreed, self.draft, gap=8))

    def show_partner(self, view: PartnerView, changed: int) -> None:
        """Show where the charter stands."""
        self.agreed.setVisible(view.charter is not None)
        self.draft.setVisible(view.draft is not None)
        if view.charter is not None:
            self.agreed.set(view.charter.say(), "green", "check-check")
        if view.draft is not None:
            waits = view.draft.status is CharterStatus.PROPOSED
            self.draft.set(draft_words(view.draft, changed), "line" if waits else "amber")


class PartnerHeading(QWidget):
    """Wishes only; the page knows how."""

    requestEdit = Signal()
    requestExport = Signal(str)
    requestNext = Signal(str)  # start, revise, propose or agree

    def __init__(self) -> None:
        super().__init__()
        self.avatar = Avatar("", size=40)
        self.name = PlainLabel("", "title", elide=True)
        self.second = PlainLabel("", "body", "text-3", elide=True)
        self.edit = IconButton("pencil", "Change this partner", size=24, icon_size=14)
        self.chips, self.low_chips = Chips(), Chips()
        self.forms = menu = Menu(self, "Export the charter")
        for form, word in FORMS:
            menu.add(word, lambda form=form: self.requestExport.emit(form), "file-down")  # type: ignore[misc]
        self.export = Button("Export", "file-down", menu=menu)
        self.next = Button("", kind="primary")
        self._next = ""
        self._lay_out()
        self.edit.clicked.connect(self.requestEdit)
        self.next.clicked.connect(lambda: self.requestNext.emit(self._next))

    def _lay_out(self) -> None:
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(80)
        top = hbox(self.name, self.edit, None, gap=4)
        words = vbox(top, self.second)
        row = hbox(self.avatar, gap=16, margins=(24, 16, 24, 12))
        row.addLayout(words, 1)
        for widget in (self.chips, self.export, self.next):
            row.addWidget(widget)
        self.setLayout(row)

    def show_partner(self, view: PartnerView, changed: int) -> None:
        """Show a partner as they stand now."""
        partner = view.partner
        self.avatar.set(initials_of(partner.name), partner.name)
        self.name.set_text(partner.name)
        self.name.updateGeometry()
        segment = f", {partner.segment}" if partner.segment else ""
        deals = f"{count(view.active_deals, 'active deal')} with you"
        self.second.set_text(f"Account executive{segment} · {deals}")
        for chips in (self.chips, self.low_chips):
            chips.show_partner(view, changed)
        self._next, words = next_step(view)
        self.next.set_text(words)
        self.next.set_kind("" if self._next == "revise" else "primary")
        self.export.setVisible(view.charter is not None or view.draft is not None)
        self._place_chips()

    def _place_chips(self) -> None:
        wide = self.width() >= theme().px(WIDE)
        self.chips.setVisible(wide)
        self.low_chips.setVisible(not wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chips()


def next_step(view: PartnerView) -> tuple[str, str]:
    """What moves the charter on, and the words on its button."""
    if view.draft is None:
        return ("revise", "Revise") if view.charter else ("start", "Start from a template")
    if view.draft.status is CharterStatus.PROPOSED:
        return "agree", "Both agreed…"
    return "propose", f"Propose v{view.draft.version} to {view.partner.first_name}"
