"""A desk in front of a person: its bus, its pages, the counts. Outlives a lock, and shows nothing then."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from se_desk.domain.announcements import Change, Noun
from se_desk.domain.errors import DeskError
from se_desk.ui.frame.focus import focus_inside
from se_desk.ui.frame.granting import grant_of
from se_desk.ui.frame.indexing import Indexing
from se_desk.ui.frame.navigation import Factory, PageStack
from se_desk.ui.frame.overview import Overview, read_overview
from se_desk.ui.frame.popups import close_dialogs, close_popups
from se_desk.ui.kit.background import Job, run
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.overlay import Scrim
from se_desk.ui.kit.theme import Mode, theme
from se_desk.ui.kit.wishes import Lock, OpenCallCard, Place, Wish

if TYPE_CHECKING:
    from se_desk.services.desk import Desk
    from se_desk.ui.frame.lines import Line
    from se_desk.ui.frame.window import MainWindow

COUNTING_PAUSE_MS = 80
MOST_RECENT = 20
OWN_WINDOWS = ("CallCard", "QuickNoteWindow")  # classes of small windows beside the main one


class Sitting(QObject):
    """Joins one desk to one window from its opening to its end."""

    lockRequested = Signal()
    arrived = Signal(object)  # Place

    def __init__(self, desk: Desk, window: MainWindow, own: dict[str, Factory] | None = None) -> None:
        super().__init__(window)
        self.desk, self._window = desk, window
        self.bus = Bus(self)
        self._indexing = Indexing(desk, self.bus, self)
        self.pages = PageStack(desk, self.bus, own)
        self.overview = Overview()
        self.recent: list[Line] = []
        self.is_open = False
        self._hidden: list[Scrim] = []
        self._calls: list[str] = []  # whose cards a lock has closed
        self._job: Job | None = None
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNTING_PAUSE_MS)
        self._connect()

    def _connect(self) -> None:
        self.desk.listen(self.bus.publish)
        self.bus.listen(self, self._changed)
        self._counting.timeout.connect(self.count)
        self.pages.arrived.connect(self._arrive)
        self.pages.wished.connect(self.wish)
        self._window.requestWish.connect(self.wish)
        self.pages.refused.connect(lambda error: tell(self._window, error))

    def begin(self, place: Place | None = None) -> None:
        """Show the pages, at ``place`` or where the person was before the lock, else Today."""
        self.is_open = True
        self.bus.blockSignals(False)
        self._follow_profile()
        self._window.set_open(True)
        self._window.say_quietly("")
        self._window.show_pages(self.pages)
        self.pages.go(place or self.pages.history.current or Place("today"))
        self.count()
        if self._hidden:
            self.bus.publish(Change(Noun.EVERYTHING, ""))  # they heard nothing while they were out of sight
        for scrim in self._hidden:
            scrim.cover()
            focus_inside(scrim)
        calls, self._hidden, self._calls = self._calls, [], []
        for call_id in calls:
            self.wish(OpenCallCard(call_id))

    def forget(self) -> None:
        """Another state of the desk comes: what was hidden by the lock belonged to the one before."""
        for scrim in self._hidden:
            scrim.deleteLater()
        self._hidden, self._calls = [], []

    def suspend(self) -> bool:
        """Save what was typed and show nothing of the desk any more; False where something is not saved.

        A dialog that is open is kept out of sight, with what was typed in it; the card of a call is closed,
        and comes back at ``begin``.
        """
        close_popups()
        calls = [str(getattr(card, "call_id", "")) for card in call_cards()]
        if not self.pages.leave() or not close_call_cards():
            return False
        close_dialogs()
        self._calls = [call_id for call_id in calls if call_id]
        self.is_open = False
        self.bus.blockSignals(True)  # what was announced just now must not reach pages that are going
        self._counting.stop()
        self._hidden = [scrim for scrim in self._window.findChildren(Scrim) if scrim.isVisible()]
        for scrim in self._hidden:
            scrim.hide()
        for said in self._window.findChildren(Toast):
            said.leave()
        self.pages.blank()
        self.recent.clear()
        self._window.show_pages(None)
        self._window.set_open(False)
        self._window.hide_banner()
        return True

    def go(self, place: Place) -> None:
        """Go somewhere, where a desk is open."""
        if self.is_open:
            self.pages.go(place)

    def wish(self, wish: Wish) -> None:
        """Have a wish granted by the feature that owns it."""
        if not self.is_open:
            return
        if isinstance(wish, Lock):
            self.lockRequested.emit()
            return
        try:
            grant_of(wish)(wish, self._window, self.desk, self.bus, self.go)
        except DeskError as error:
            tell(self._window, error)

    def remember(self, line: Line) -> None:
        """A line of the palette was run: it stands first when the palette opens again."""
        self.recent = [line, *(known for known in self.recent if known.key != line.key)][:MOST_RECENT]

    def minute(self) -> None:
        """A minute has passed."""
        if self.is_open:
            self.pages.minute()
            self._counting.start()

    def deal_in_front(self) -> str:
        """The deal the page in front is about, or nothing."""
        return self.pages.page.deal_id() if self.pages.page is not None else ""

    def _arrive(self, place: Place) -> None:
        page = self.pages.page
        self._window.sidebar.light(page.nav if page is not None else "", self.deal_in_front())
        focus = QApplication.focusWidget()
        if page is not None and (focus is None or not page.isAncestorOf(focus)):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrived.emit(place)

    def _changed(self, change: object) -> None:
        if getattr(change, "noun", "") in ("profile", "everything"):
            self._follow_profile()
        if self.is_open:
            self._counting.start()

    def _follow_profile(self) -> None:
        with suppress(DeskError):
            theme().choose(cast(Mode, self.desk.profile.get().theme))

    def count(self) -> None:
        """Read the counts of the sidebar anew, off the GUI thread."""
        if self._job is not None:
            self._job.cancel()
        self._job = run(lambda _job: read_overview(self.desk), self, self._show, self._not_counted)

    def _show(self, overview: Overview) -> None:
        if self.is_open:
            self.overview = overview
            self._window.sidebar.show_overview(overview)

    def _not_counted(self, error: Exception) -> None:
        if self.is_open:
            tell(self._window, error)


def call_cards() -> list[QWidget]:
    """The windows of calls that go on, and of quick notes that are being written."""
    tops = QApplication.topLevelWidgets()
    return [widget for widget in tops if type(widget).__name__ in OWN_WINDOWS and widget.isVisible()]


def close_call_cards() -> bool:
    """Close them all; False where one stays."""
    for card in call_cards():
        card.close()
    return not call_cards()
