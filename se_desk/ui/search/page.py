"""The page of search results: everything that fits, with the words found, narrowed by filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from se_desk.ui.kit.choices import Segment
from se_desk.ui.kit.headers import EmptyState, PageHeader
from se_desk.ui.kit.inputs import SearchField
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import Surface, hbox, vbox
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.wishes import Place
from se_desk.ui.search.completing import FilterCompleting
from se_desk.ui.search.finder import Finder
from se_desk.ui.search.places import place_of
from se_desk.ui.search.results import ResultList

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.services.search import Found
    from se_desk.services.search import Page as Finds
    from se_desk.ui.kit.bus import Bus

PAGE, MORE = 60, 120  # finds at first, and with each scroll to the end
HINT = "Narrow with deal: ae: kind: before: after: is: #tag, words in quotes stand side by side"


class SearchPage(Page):
    """Shows what ``place.id`` finds; the field changes the words in place."""

    def __init__(self, desk: Desk, bus: Bus) -> None:
        super().__init__(desk, bus)
        self._wanted, self._more, self._asked = PAGE, False, ""
        self.header = PageHeader("Search")
        self.field = SearchField("Words, a name, a filter", pause_ms=0)
        self.field.setAccessibleName("Search for")
        self.order = Segment((("best", "Best first"), ("newest", "Newest first")), "best", name="Order")
        self.results = ResultList()
        self.finder = Finder(desk, self)
        self.completing = FilterCompleting(desk, self.field)
        self._unread = PlainLabel("", "small", "sev-medium")
        self._empty = QWidget()
        self._empty_box: QHBoxLayout = hbox(gap=0)
        self._empty.setLayout(self._empty_box)
        self._assemble()
        self.field.searched.connect(lambda _words: self.look())
        self.field.returnPressed.connect(self._to_results)
        self.order.chosen.connect(lambda _key: self.look())
        self.results.opened.connect(self._open)
        self.results.endNear.connect(self._look_on)
        self.finder.shown.connect(self._show)
        self.bus.listen(self, lambda _change: self.look(again=True))

    def _assemble(self) -> None:
        row = hbox(gap=12)
        row.addWidget(self.field, 1)
        row.addWidget(self.order)
        top = vbox(
            self.header,
            row,
            6,
            hbox(PlainLabel(HINT, "small", "text-3"), None, self._unread),
            12,
            margins=(24, 0, 24, 0),
        )
        column = vbox(top)
        lower = vbox(margins=(24, 0, 24, 24))
        self._card = Surface("card", vbox(self.results, margins=(1, 4, 1, 4)))
        lower.addWidget(self._card, 1)
        lower.addWidget(self._empty, 1)
        column.addLayout(lower, 1)
        self.setLayout(column)
        self.setAccessibleName("Search results")

    def enter(self, place: Place) -> None:
        """Find ``place.id``; nothing new keeps what is shown."""
        if place.id and place.id != self.field.text():
            self.field.setText(place.id)
        self.look()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def found(self) -> tuple[Found, ...]:
        """What is shown."""
        return self.results.found

    def look(self, *, again: bool = False) -> None:
        """Search beside the window; ``again`` after a change on the desk, where nothing may jump."""
        if again and not self.isVisible():
            return
        asked = f"{self.order.value} {self.field.text()}"
        if asked != self._asked:
            self._asked, self._wanted = asked, PAGE
        newest = self.order.value == "newest"
        self.finder.look(self.field.text(), self._wanted, newest=newest, again=again)

    def _look_on(self) -> None:
        """The list was scrolled to its end: as many again, if there are more."""
        if self._more:
            self._more, self._wanted = False, self._wanted + MORE
            self.look(again=True)

    def _show(self, words: str, page: Finds, settled: bool) -> None:
        if words != self.field.text():
            return
        if not settled and not page.found:
            return  # perhaps only inside a word; the settled page will say
        stays = self._wanted > PAGE or self.results.hasFocus()
        self.results.set_found(page.found, self.desk.now(), stays=stays)
        self._more = page.more
        self._card.setVisible(bool(page.found))
        self._say(page)
        query = self.desk.search.read(words)
        unread = ", ".join(query.unread)
        self._unread.set_text(f"Left out, since its value says nothing: {unread}" if unread else "")
        self._show_empty(not page.found, query.empty)

    def _say(self, page: Finds) -> None:
        count = f"{len(page.found)} finds" + (" and more" if page.more else "")
        self.header.set_second(
            "1 find" if len(page.found) == 1 and not page.more else count if page.found else ""
        )

    def _show_empty(self, empty: bool, nothing_asked: bool) -> None:
        while self._empty_box.count():
            item = self._empty_box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._empty.setVisible(empty)
        if not empty:
            return
        title = "Type what you remember" if nothing_asked else "Nothing on this desk fits"
        sentence = (
            "Deals, notes, calls, people, asks, steps, charters and flags are all looked through."
            if nothing_asked
            else "Fewer words find more, and so does the beginning of a word."
        )
        self._empty_box.addWidget(EmptyState("search", title, sentence))
        self._empty_box.addStretch(1)

    def _to_results(self) -> None:
        self.results.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, found: Found) -> None:
        self.requestPlace.emit(place_of(found, self.desk.now()))
