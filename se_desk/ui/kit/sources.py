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


class _Links(QWidget):
    """Small links, one below the other; no room is taken where there is none."""

    requestPlace = Signal(object)  # Place

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(gap=4)
        self.setLayout(self._column)
        self.links: list[Button] = []
        self.hide()

    def _clear(self) -> None:
        clear_layout(self._column)
        self.links = []

    def _add(self, link: Button, place: Place) -> None:
        link.clicked.connect(lambda: self.requestPlace.emit(place))
        self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.links.append(link)


class SourceLinks(_Links):
    """One small link for each passage; nothing, and no room taken, where there is none."""

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The passages of one thing, in the order of taking."""
        self._clear()
        for source in sources:
            self._add(source_link(source), place_of(source))
        self.setVisible(bool(self.links))


def source_link(source: Source) -> Button:
    """A small link that says where something was taken from."""
    link = _link(f"From “{short(source.title, LONGEST_TITLE)}”", ICONS[source.of])
    tip(link, short(source.excerpt or source.title, LONGEST_TIP))
    link.setAccessibleName(f"From the {source.of} “{source.title}”, open it there")
    return link


def place_of(source: Source) -> Place:
    """Where it leads: to the words in a note, to the call, to the files beside a deal."""
    if source.of == "note":
        return Place("note", source.id, PASSAGE + source.passage_id)
    return Place(source.noun, source.id, "overview" if source.noun == "deal" else "")


class NamedIn(_Links):
    """The notes that name something, as links; nothing, and no room taken, where there is none."""

    def show_notes(self, named: BackLinks, *, titled: bool = True) -> None:
        """Some of them, the last changed first, and how many there are besides."""
        self._clear()
        if titled and named.count:
            words = f"Named in {count(named.count, 'note')}"
            self._column.addWidget(PlainLabel(words, "small", "text-2", weight=500))
        for note in named.notes:
            link = _link(short(note.shown_title, LONGEST_TITLE - 10), "lock" if note.private else "file-text")
            link.setAccessibleName(f"Open the note “{note.shown_title}”")
            tip(link, f"{note.kind.label}: {short(note.shown_title, LONGEST_TIP)}")
            self._add(link, Place("note", note.id))
        if named.count > len(named.notes):
            self._column.addWidget(
                PlainLabel(f"and {named.count - len(named.notes)} more", "small", "text-3")
            )
        self.setVisible(bool(named.count))


def _link(words: str, icon: str) -> Button:
    return Button(words, icon, "link", small=True, shrinks=True)


def short(text: str, most: int) -> str:
    """One line of at most ``most`` letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
