"""Where links of a note lead: places of the desk at once, everything else only after it was shown."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence, QMouseEvent

from se_desk.domain.announcements import Noun
from se_desk.domain.errors import DeskError
from se_desk.domain.note_links import Known, LinkKind, by_first_word, link_at
from se_desk.domain.notes import Note
from se_desk.exchange.sanitising import is_open_link, is_opened
from se_desk.services.note_links import LeadsTo
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.soon import Soon
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.back_links import BackLinksBar
from se_desk.ui.notes.evidence import OpenLink
from se_desk.ui.notes.source_text import chars, from_document, line_end_of

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.notes.page import NotePage

FOLLOW_KEYS = "Ctrl+Return"
NOT_OPENED = "An address with http: is not opened from here. Copy it from the source."
_DESK = "sedesk:"
_KINDS = {"person": LinkKind.PERSON, "tag": LinkKind.TAG, "deal": LinkKind.NAME}
_ADDRESS = re.compile(r"\b(?:https?://|mailto:)[^\s<>()\[\]\"']+")


def place_of(desk: Desk, address: str, note_id: str = "") -> Place | None:
    """The place a link of the desk leads to, seen from a note; None for one that is none.

    A tag leads to a search for it; so does a name that means nothing, or several things.
    """
    kind, slash, name = address.removeprefix(_DESK).partition("/")
    name = unquote(name)
    if not address.startswith(_DESK) or not slash or kind not in _KINDS:
        return None
    leads = _lead(desk, _KINDS[kind], name, note_id)
    return Place("search", f"#{name}" if kind == "tag" else name) if leads is None else _place(leads)


def _lead(desk: Desk, kind: LinkKind, name: str, note_id: str) -> LeadsTo | None:
    try:
        return desk.note_links.leads_to(kind, name, note_id)
    except DeskError:
        return None


def _place(leads: LeadsTo) -> Place:
    """People stand in their deal, partners on a page of their own."""
    if leads.noun == "person":
        return Place("deal", leads.deal_id or "", "people")
    return Place(leads.noun, leads.id)


def shown_address(desk: Desk, address: str, note_id: str = "") -> str:
    """What is said of a link under the pointer: its name of today, where it was renamed."""
    if not address.startswith(_DESK):
        return address
    place = place_of(desk, address, note_id)
    if place is None:
        return ""
    if place.page == "search":
        return f"Search for {place.id}"
    kind, _slash, name = address.removeprefix(_DESK).partition("/")
    leads = _lead(desk, _KINDS[kind], unquote(name), note_id)
    noun = "the deal of " if leads and leads.noun == "person" else f"the {place.page} "
    return f"Open {noun}{leads.title}" if leads else ""


class Links(QObject):
    """Follows the links of one page, from the preview and from the source."""

    def __init__(self, page: NotePage) -> None:
        super().__init__(page)
        self._page, self._editor = page, page.writing.editor
        self.bar = BackLinksBar(page.desk)
        self.bar.requestPlace.connect(page.requestPlace)
        self._known: Known = {}
        self._later = Soon(self, self._again)
        nouns = (Noun.NOTE, Noun.PERSON, Noun.PARTNER, Noun.EVERYTHING)
        page.bus.listen(self, lambda _change: self._later.start(), nouns)
        page.writing.preview.linkOpened.connect(self.follow)
        page.writing.preview.linkShown.connect(self._say)
        self._editor.viewport().installEventFilter(self)
        self._editor.viewport().setMouseTracking(True)
        action = QAction("Follow the link at the cursor", self._editor)
        action.setShortcuts([QKeySequence(FOLLOW_KEYS), QKeySequence("Ctrl+Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.follow_cursor)
        self._editor.addAction(action)

    def show(self, note: Note) -> None:
        """Another note, or the same one after something changed: who names it."""
        self.bar.show_note(note)
        with suppress(DeskError):  # then only first names are links, and the page says what is wrong
            people = self._page.desk.note_links.people(note.id)
            self._page.writing.preview.people = people
            self._known = by_first_word(people)

    def dress(self) -> None:
        """Colour full names in the source as well."""
        if self._editor.shown is not None:
            self._editor.shown.highlighter.know(self._known)

    def _again(self) -> None:
        if self._page.note is not None and self._page.isVisible():
            self.show(self._page.note)
            self.dress()

    def _note_id(self) -> str:
        return self._page.note.id if self._page.note is not None else ""

    def _say(self, address: str) -> None:
        self._page.status.show_target(shown_address(self._page.desk, address, self._note_id()))

    def follow(self, address: str) -> None:
        """Go to a place, or ask before anything outside is opened."""
        place = place_of(self._page.desk, address, self._note_id())
        if place is not None:
            self._page.requestPlace.emit(place)
        elif is_open_link(address) and not is_opened(address):
            toast(
                self._page.window(), "An address with http: is not opened from here. Copy it from the source."
            )
        elif is_open_link(address):
            dialog = OpenLink(self._page.window(), address)
            dialog.confirmed.connect(lambda: QDesktopServices.openUrl(QUrl(address)))
            dialog.open()

    def follow_cursor(self) -> None:
        """The link at the cursor of the source, where there is one."""
        address = self.address_at(self._editor.textCursor().position())
        if address:
            self.follow(address)

    def address_at(self, position: int) -> str:
        """The address of the link at a place of the source, counted as Qt does; "" for none."""
        source, shown = self._editor.source, self._editor.shown
        if shown is None:
            return ""
        raw = shown.toRawText()
        place = len(from_document(raw[: chars(raw, position)], line_end_of(source)))
        link = link_at(source, place, self._page.desk.note_links.people(self._note_id()))
        if link is not None:
            kind = "deal" if link.kind is LinkKind.NAME else link.kind.value
            return f"{_DESK}{kind}/{quote(link.name, safe='')}"
        start = source.rfind("\n", 0, place) + 1
        line = source[start : source.find("\n", place) if "\n" in source[place:] else len(source)]
        spans = ((found.start(), found.end(), found[0]) for found in _ADDRESS.finditer(line))
        return next((found for first, last, found in spans if first <= place - start <= last), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or watched is not self._editor.viewport():
            return False
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.type() == QEvent.Type.MouseButtonRelease and held:
            return self._clicked(event)
        if event.type() == QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton:
            over = held and bool(self._under(event.position().toPoint()))
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            if self._editor.viewport().cursor().shape() != shape:
                self._editor.viewport().setCursor(shape)
        return False

    def _clicked(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton or self._editor.textCursor().hasSelection():
            return False
        address = self._under(event.position().toPoint())
        if address:
            self.follow(address)
        return bool(address)

    def _under(self, place: QPoint) -> str:
        return self.address_at(self._editor.cursorForPosition(place).position())
