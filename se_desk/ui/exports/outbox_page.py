"""The outbox: what was approved for a CRM, in groups, each with its answer; it leaves on the SE’s word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.outbox import SendingState
from se_desk.ui.exports.account_dialog import AccountDialog
from se_desk.ui.exports.outbox_detail import OutboxDetail
from se_desk.ui.exports.outbox_rows import Line, columns, lines_of
from se_desk.ui.exports.sending import SendingStrip
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.tables import TableView
from se_desk.ui.kit.wishes import ExportNotes, Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.EXPORT, Noun.NOTE, Noun.DEAL, Noun.PROFILE, Noun.EVERYTHING)
DETAIL, NARROW_DETAIL, NARROW = 416, 328, 1000


class OutboxPage(Page):
    """Enter opens the note, S sends what waits, R lets a refused one wait again, Del takes one back."""

    nav = "outbox"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.account = Button("Account…", "key-round")
        self.send = Button("Send now", "send", "primary", keys="S")
        self.header = PageHeader("Outbox", actions=(self.account, self.send))
        self.strip = SendingStrip(desk)
        self.table = TableView(columns(), "Notes for a CRM", lambda line: line.id, two_lines=True)
        self.card = Card(flush=True)
        self.card.add(self.table)
        self.detail = OutboxDetail()
        self.empty = EmptyState(
            "send",
            "Nothing is on its way to a CRM",
            "Approve notes where you export them. They wait here, also offline, until you send them.",
            "Export notes",
            "Ctrl+E",
        )
        self.middle = hbox(gap=16)
        self.middle.addWidget(self.card, 1)
        self.middle.addWidget(self.detail)
        column = vbox(self.header, 16, self.strip, self.middle, self.empty, margins=(24, 16, 24, 16))
        column.setStretch(3, 1)
        self.setLayout(column)
        self._later = Soon(self, self.refresh)
        self._wire(bus)

    def _wire(self, bus: Bus) -> None:
        self.account.clicked.connect(lambda: self.ask_account(""))
        self.send.clicked.connect(self.send_now)
        self.strip.ended.connect(self._ended)
        self.strip.accountWanted.connect(lambda key: self.ask_account(key, self.send_now))
        self.empty.acted.connect(lambda: self.requestWish.emit(ExportNotes()))
        self.table.opened.connect(lambda _line: self.open_note())
        self.table.picked.connect(self.detail.show_line)
        self.table.menuRequested.connect(self._open_menu)
        self.detail.openWished.connect(self.open_note)
        self.detail.takeBackWished.connect(self.take_back)
        self.detail.againWished.connect(self.again)
        self.detail.approveWished.connect(self.approve)
        bus.listen(self, lambda _change: self._later.start() if self.isVisible() else None, _NOUNS)
        for keys, then in (("S", self.send_now), ("R", self.again), ("Del", self.take_back)):
            on_key(self, keys, then)

    def enter(self, _place: Place) -> None:
        """Show what waits."""
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def minute(self) -> None:
        """Yesterday begins at midnight."""
        if self.isVisible():
            self.refresh()

    def export_page(self) -> bool:
        """More notes for the CRM."""
        self.requestWish.emit(ExportNotes())
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.detail.setFixedWidth(NARROW_DETAIL if self.width() < NARROW else DETAIL)

    def refresh(self) -> None:
        """Read the outbox anew."""
        outbox = self.desk.outbox
        try:
            found = outbox.newest()
            lines = lines_of(found, outbox.crms(), outbox.changed(found), self.desk.today_on())
        except DeskError as error:
            tell(self, error)
            return
        row = self.table.currentIndex().row()
        self.table.set_records(lines)
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(min(max(row, 0), len(lines) - 1))
        self.detail.show_line(self.chosen)
        waiting = sum(line.sending.state.is_open for line in lines)
        refused = sum(line.sending.state is SendingState.REFUSED for line in lines)
        self.header.set_second(_second(waiting, refused, bool(lines)))
        self.send.setEnabled(bool(waiting) and not self.strip.busy)
        self.card.setVisible(bool(lines))
        self.empty.setVisible(not lines)

    @property
    def chosen(self) -> Line | None:
        """The row in front."""
        found: Any = self.table.current()
        return found if isinstance(found, Line) else None

    def open_note(self) -> None:
        """The note itself, as it is now."""
        if self.chosen is not None:
            self.requestPlace.emit(Place("note", self.chosen.sending.note_id))

    def send_now(self) -> None:
        """Send what waits, for every CRM; belongs to the SE alone."""
        if self.send.isEnabled():
            self.strip.start()
            self.send.setEnabled(not self.strip.busy)

    def _ended(self, sentence: str) -> None:
        self.refresh()
        if sentence:
            toast(self, sentence, icon="send")

    def ask_account(self, crm_key: str, then: Callable[[], object] | None = None) -> None:
        """The dialog of an account; ``then`` follows when one was kept."""
        line = self.chosen
        dialog = AccountDialog(self.window(), self.desk, crm_key or (line.sending.crm if line else ""))
        if then is not None:
            dialog.confirmed.connect(then)
        dialog.open()

    def take_back(self) -> None:
        """It will not be sent."""
        line = self.chosen
        if line is not None and not self.detail.take_back.isHidden():
            self._do(lambda: self.desk.outbox.take_back(line.id, author=self), "Taken back, nothing left")

    def again(self) -> None:
        """A refused one waits once more."""
        line = self.chosen
        if line is not None and line.sending.state is SendingState.REFUSED:
            self._do(lambda: self.desk.outbox.again(line.id, author=self), "It waits again")

    def approve(self) -> None:
        """The note as it is now takes the place of what waits, or follows what was sent."""
        line = self.chosen
        if line is not None and line.changed:
            one = line.sending
            self._do(
                lambda: self.desk.outbox.approve((one.note_id,), one.crm, author=self),
                "It waits as it is now",
            )

    def _do(self, verb: Callable[[], object], said: str) -> None:
        try:
            verb()
        except DeskError as error:
            tell(self, error)
            return
        self.refresh()
        toast(self, said)

    def menu(self) -> Menu:
        """What can be done with the row in front."""
        menu, line = Menu(self, "Note for a CRM"), self.chosen
        if line is not None:
            menu.add("Open note", self.open_note, "file-text", "Enter")
            if line.sending.state is SendingState.REFUSED:
                menu.add("Send again", self.again, "rotate-cw", "R")
            if line.changed:
                menu.add("Approve as it is now", self.approve, "check")
            if not self.detail.take_back.isHidden():
                menu.add(self.detail.take_back.text(), self.take_back, "undo-2", "Del")
            menu.add("Account…", lambda: self.ask_account(""), "key-round")
        return menu

    def _open_menu(self, line: Line, at: QPoint) -> None:
        self.table.select(line.id)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _second(waiting: int, refused: int, anything: bool) -> str:
    """``2 notes wait, 1 refused``."""
    if not anything:
        return ""
    words = [
        f"{count(waiting, 'note')} {'waits' if waiting == 1 else 'wait'}" if waiting else "Nothing waits"
    ]
    return ", ".join([*words, f"{refused} refused"] if refused else words)
