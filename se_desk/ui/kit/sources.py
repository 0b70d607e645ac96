"""Where something was taken from: links back to the words in a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from se_desk.domain.moments import count
from se_desk.ui.kit.buttons import Button, tip
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import clear_layout, vbox
from se_desk.ui.kit.wishes import Place

if TYPE_CHECKING:
    from se_desk.services.note_links import BackLinks, Source

PASSAGE = "passage:"  # begins the tab of a place in a note
ICONS = {"note": "file-text", "call": "phone", "attachment": "paperclip"}
LONGEST_TITLE, LONGEST_TIP = 44, 200


class SourceLinks(QWidget):
    """One small link for each passage; nothing, and no room taken, where there is none."""

    requestPlace = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(gap=4)
        self.setLayout(self._column)
        self.links: list[Button] = []
        self.hide()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The passages of one thing, in the order of taking."""
        clear_layout(self._column)
        self.links = []
        for source in sources:
            link, place = source_link(source), place_of(source)
            link.clicked.connect(lambda _on=False, to=place: self.requestPlace.emit(to))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links.append(link)
        self.setVisible(bool(self.links))


def source_link(source: Source) -> Button:
    """A small link that says where something was taken from."""
    icon = ICONS[source.of]
    link = Button(f"From “{short(source.title, LONGEST_TITLE)}”", icon, "link", small=True, shrinks=True)
    tip(link, short(source.excerpt or source.title, LONGEST_TIP))
    link.setAccessibleName(f"From the {source.of} “{source.title}”, open it there")
    return link


def place_of(source: Source) -> Place:
    """Where it leads: to the words in a note, to the call, to what an attachment hangs on."""
    if source.of == "note":
        return Place("note", source.id, PASSAGE + source.passage_id)
    return Place(source.noun, source.id, "notes" if source.noun == "deal" else "")


class NamedIn(QWidget):
    """The notes that name something, as links; nothing, and no room taken, where there is none."""

    requestPlace = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(gap=4)
        self.setLayout(self._column)
        self.links: list[Button] = []
        self.hide()

    def show_notes(self, named: BackLinks, *, titled: bool = True) -> None:
        """Some of them, the last changed first, and how many there are besides."""
        clear_layout(self._column)
        self.links = []
        if titled and named.count:
            words = f"Named in {count(named.count, 'note')}"
            self._column.addWidget(PlainLabel(words, "small", "text-2", weight=500))
        for note in named.notes:
            icon = "lock" if note.private else "file-text"
            link = Button(short(note.shown_title, LONGEST_TITLE - 10), icon, "link", small=True, shrinks=True)
            link.setAccessibleName(f"Open the note “{note.shown_title}”")
            tip(link, f"{note.kind.label}: {short(note.shown_title, LONGEST_TIP)}")
            place = Place("note", note.id)
            link.clicked.connect(lambda _on=False, to=place: self.requestPlace.emit(to))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.links.append(link)
        if named.count > len(named.notes):
            self._column.addWidget(
                PlainLabel(f"and {named.count - len(named.notes)} more", "small", "text-3")
            )
        self.setVisible(bool(named.count))


def short(text: str, most: int) -> str:
    """One line of at most ``most`` letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
