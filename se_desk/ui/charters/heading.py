"""The head of a partner's page: who it is, where the charter stands, and the next step with it."""

from __future__ import annotations

from functools import partial

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
    """The version in force and the one that is open; ``short`` for where there is little room."""

    def __init__(self, *, short: bool = False) -> None:
        super().__init__()
        self._short = short
        self.agreed, self.draft = Chip("", "green", "check-check"), Chip("", "amber")
        self.setLayout(hbox(self.agreed, self.draft, gap=8))

    def show_partner(self, view: PartnerView, changed: int) -> None:
        """Show where the charter stands."""
        self.agreed.setVisible(view.charter is not None)
        self.draft.setVisible(view.draft is not None)
        if view.charter is not None:
            words = f"v{view.charter.version}" if self._short else view.charter.say()
            self.agreed.set(words, "green", "check-check")
            self.agreed.setToolTip(view.charter.say())
        if view.draft is not None:
            waits = view.draft.status is CharterStatus.PROPOSED
            words = draft_words(view.draft, changed)
            short = f"v{view.draft.version} {view.draft.status.value}"
            self.draft.set(short if self._short else words, "line" if waits else "amber")
            self.draft.setToolTip(words)


class PartnerHeading(QWidget):
    """Wishes only; the page knows how."""

    requestEdit = Signal()
    requestExport = Signal(str)
    requestNext = Signal(str)  # start, revise, propose or agree
    requestMore = Signal(str)  # compare, take_back or keep_template

    def __init__(self) -> None:
        super().__init__()
        self.avatar = Avatar("", size=40)
        self.name = PlainLabel("", "title", elide=True)
        self.second = PlainLabel("", "body", "text-3", elide=True)
        self.edit = IconButton("pencil", "Change this partner", size=24, icon_size=14)
        self.chips, self.low_chips = Chips(), Chips(short=True)
        self.forms = menu = Menu(self, "Export the charter")
        for form, word in FORMS:
            menu.add(word, partial(self.requestExport.emit, form), "file-down")
        self.export = Button("Export", "file-down", menu=menu)
        self.more = IconButton("ellipsis", "More to do with the charter", size=32, bordered=True)
        self.more.clicked.connect(self._open_more)
        self.several = False
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
        for widget in (self.chips, self.export, self.more, self.next):
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
        there = view.charter is not None or view.draft is not None
        self.several = max((one.version for one in (view.charter, view.draft) if one), default=0) > 1
        self.export.setVisible(there)
        self.more.setVisible(there)
        self._place_chips()

    def _open_more(self) -> None:
        """What is done now and then."""
        menu = Menu(self, "More to do with the charter")
        for key, words, icon, able in (
            ("compare", "Compare two versions", "columns-2", self.several),
            ("take_back", "Take in a file that came back", "file-up", True),
            ("keep_template", "Keep as a template", "files", True),
        ):
            menu.add(words, partial(self.requestMore.emit, key), icon, enabled=able)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

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
