"""Who names the note in front: a line at its foot, with a way to each of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from se_desk.domain.errors import DeskError
from se_desk.domain.moments import count
from se_desk.domain.notes import Note
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.sources import short
from se_desk.ui.kit.theme import follow, theme
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

MOST = 30  # lines of the menu
LONGEST = 60  # letters of a title


class BackLinksBar(QWidget):
    """32 px, and no room taken where no note names this one."""

    requestPlace = Signal(object)  # Place

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.button = Button("", kind="link", small=True, chevron=True)
        self.button.clicked.connect(self._open)
        self.setLayout(hbox(IconMark("link", size=12), self.button, None, margins=(24, 1, 24, 0), gap=6))
        self._note: Note | None = None
        follow(self, lambda living: living.setFixedHeight(theme().px(32)))
        self.hide()

    def show_note(self, note: Note) -> None:
        """The notes that name this one, and how many there are."""
        self._note = note
        try:
            found = self._desk.note_links.back_links("note", note.id, limit=1)
        except DeskError:  # the page itself says what is wrong with the desk
            self.hide()
            return
        self.button.set_text(f"Named in {count(found.count, 'note')}")
        self.setVisible(bool(found.count))

    def menu(self) -> Menu:
        """A line for each note, the last changed first."""
        menu = Menu(self, "Notes that name this one")
        found = self._desk.note_links.back_links("note", self._note.id if self._note else "", limit=MOST)
        for note in found.notes:
            icon = "lock" if note.private else "file-text"
            menu.add(short(note.shown_title, LONGEST), partial(self._go, note.id), icon)
        if found.count > len(found.notes):
            menu.add(f"and {found.count - len(found.notes)} more", enabled=False)
        return menu

    def _go(self, note_id: str) -> None:
        self.requestPlace.emit(Place("note", note_id))

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme().colour("line"))
        painter.end()
