"""The inbox: notes of no deal yet, each a letter or two away from the deal it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count, say_near_day, say_time
from se_desk.domain.note_lines import LineOrder, NoteLine
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.cards import Card
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.marks import ChipSpec
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.shortcuts import on_key
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.sources import short
from se_desk.ui.kit.tables import Column, TableView
from se_desk.ui.kit.wishes import Place, QuickNote
from se_desk.ui.notes.filing import FileNote
from se_desk.ui.notes.lines import said_length

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.kit.bus import Bus

_NOUNS = (Noun.NOTE, Noun.DEAL, Noun.PROFILE, Noun.EVERYTHING)
ORDERS = (
    LineOrder.TITLE,
    LineOrder.KIND,
    LineOrder.LENGTH,
    LineOrder.PRIVATE,
    LineOrder.WRITTEN,
)  # of columns


class InboxPage(Page):
    """The newest first. Enter opens, F files, Del puts away; each of them can be taken back."""

    nav = "inbox"

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, parent)
        self.filing = Button("File under a deal", "folder-open", keys="F")
        self.header = PageHeader("Inbox", actions=(self.filing,))
        self.table = TableView(_columns(self), "Notes of no deal yet", lambda note: note.id, two_lines=True)
        self.card = Card(flush=True)
        self.card.add(self.table)
        self.empty = EmptyState(
            "inbox",
            "Every note has its deal",
            "A quick note stands here until you say where it belongs.",
            "Quick note",
            "Ctrl+Shift+N",
        )
        column = vbox(self.header, 16, self.card, self.empty, margins=(24, 16, 24, 16))
        column.setStretch(2, 1)
        self.setLayout(column)
        self._later = Soon(self, self.refresh)
        self._wire(bus)

    def _wire(self, bus: Bus) -> None:
        self.filing.clicked.connect(self.file)
        self.empty.acted.connect(lambda: self.requestWish.emit(QuickNote()))
        self.table.opened.connect(lambda note: self.requestPlace.emit(Place("note", note.id)))
        self.table.menuRequested.connect(self._open_menu)
        bus.listen(self, lambda _change: self._later.start() if self.isVisible() else None, _NOUNS)
        for keys, then in (("F", self.file), ("Del", self.put_away)):
            on_key(self, keys, then)

    def enter(self, _place: Place) -> None:
        """Show what waits."""
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def minute(self) -> None:
        """Yesterday begins at midnight."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the inbox anew."""
        row = self.table.currentIndex().row()
        try:
            there = self.desk.note_lines.count(None).notes
            self.table.set_source(self._read, there)
        except DeskError as error:
            tell(self, error)
            return
        if there and not self.table.currentIndex().isValid():
            last = self.table.records_model.rowCount() - 1
            self.table.selectRow(min(max(row, 0), last))  # the next one, after one is filed
        self.header.set_second(f"{count(there, 'note')} of no deal yet" if there else "")
        self.filing.setVisible(there > 0)
        self.card.setVisible(there > 0)
        self.empty.setVisible(not there)

    def _read(self, first: int, many: int, column: int | None, descending: bool) -> tuple[NoteLine, ...]:
        """A page of notes; newest first until a head is clicked."""
        order, falling = (LineOrder.WRITTEN, True) if column is None else (ORDERS[column], descending)
        return self.desk.note_lines.page(None, first, many, order, descending=falling)

    def when(self, note: NoteLine) -> str:
        """The day it was written, and the time."""
        day = say_near_day(note.written_at.date(), self.desk.today_on())
        return f"{day}, {say_time(note.written_at)}"

    @property
    def chosen(self) -> NoteLine | None:
        """The note of the row in front."""
        found: Any = self.table.current()
        return found if isinstance(found, NoteLine) else None

    def file(self) -> None:
        """Ask for the deal: a letter or two, and Enter."""
        note = self.chosen
        if note is None:
            return
        dialog = FileNote(self.window(), self.desk, "", subtitle=short(note.shown_title, 40))
        dialog.chosen.connect(lambda deal_id: self._file(note, deal_id))
        dialog.open()

    def _file(self, note: NoteLine, deal_id: str) -> None:
        try:
            self.desk.notes.file(note.id, deal_id, author=self)
            account = self.desk.deals.get(deal_id).account
        except DeskError as error:
            tell(self, error)
            return
        toast(self, f"Filed under {account}", "Undo", lambda: self._back(note), icon="folder-open")

    def _back(self, note: NoteLine) -> None:
        self._do(lambda: self.desk.notes.file(note.id, None, author=self))

    def put_away(self) -> None:
        """Into the trash."""
        note = self.chosen
        if note is not None and self._do(lambda: self.desk.notes.trash(note.id, author=self)):
            toast(
                self,
                "Moved to the trash",
                "Undo",
                lambda: self._do(lambda: self.desk.notes.take_back(note.id, author=self)),
                icon="trash-2",
            )

    def _do(self, verb: Any) -> bool:
        try:
            verb()
        except DeskError as error:
            tell(self, error)
            return False
        return True

    def menu(self) -> Menu:
        """What can be done with the note of the row in front."""
        menu, note = Menu(self, "Note"), self.chosen
        if note is not None:
            menu.add("Open", lambda: self.requestPlace.emit(Place("note", note.id)), "file-text", "Enter")
            menu.add("File under a deal…", self.file, "folder-open", "F")
            menu.add("Move to the trash", self.put_away, "trash-2", "Del")
        return menu

    def _open_menu(self, note: NoteLine, at: QPoint) -> None:
        self.table.select(note.id)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _columns(page: InboxPage) -> tuple[Column, ...]:
    return (
        Column(
            "Note",
            lambda note: note.shown_title,
            second=_beginning,
            glyph=lambda note: "lock" if note.private else "file-text",
            weight=500,
        ),
        Column("Kind", lambda note: note.kind.label, width=112, token="text-2"),
        Column("Length", said_length, width=148, align="right", token="text-2"),
        Column("Private", lambda note: "Private" if note.private else "", width=100, chip=_private),
        Column(
            "Written",
            page.when,
            width=168,
            align="right",
            token="text-2",
        ),
    )


def _private(note: NoteLine) -> ChipSpec | None:
    return ChipSpec("Private", "line", "lock") if note.private else None


def _beginning(note: NoteLine) -> str:
    """What comes after the title, in one line."""
    text = short(note.beginning[:600], 300)
    title = " ".join(note.shown_title.split())
    rest = text.lstrip("#>*- ")
    return short(rest.removeprefix(title).strip(), 160)
