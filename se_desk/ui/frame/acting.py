"""Gives the table of actions hands: shortcuts of the window, and what each action asks of the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from se_desk.domain.errors import DeskError
from se_desk.ui.frame.actions import ACTIONS, Action, action
from se_desk.ui.frame.focus import focus_inside, panes_of
from se_desk.ui.frame.popups import ThroughPopups
from se_desk.ui.kit.background import run
from se_desk.ui.kit.messages import tell
from se_desk.ui.kit.notices import toast
from se_desk.ui.kit.overlay import PASSES_COVERS
from se_desk.ui.kit.tabs import TabBar
from se_desk.ui.kit.theme import Mode, theme
from se_desk.ui.kit.wishes import Place, Wish

if TYPE_CHECKING:
    from se_desk.domain.passages import Passage
    from se_desk.services.keeping import Saved
    from se_desk.ui.frame.door import Door
    from se_desk.ui.frame.palette import Palette
    from se_desk.ui.frame.window import MainWindow

THROUGH_DIALOGS = ("lock", "quit")  # whoever leaves the chair does not close a dialog first


class Acting(QObject):
    """What actions act on: the window, and the desk behind its door."""

    def __init__(self, window: MainWindow, door: Door) -> None:
        super().__init__(window)
        self._window, self._door = window, door
        self.palette: Palette | None = None
        for each in ACTIONS:
            self._bind(each)
        through = ThroughPopups(self, [QKeySequence(keys) for keys in action("lock").keys])
        through.pressed.connect(self.lock)
        door.lockBegun.connect(self._close_palette)
        window.topbar.requestAction.connect(self.do)
        window.sidebar.requestPlace.connect(self.go)
        window.sidebar.requestWish.connect(self.wish)

    def _bind(self, each: Action) -> None:
        made = QAction(each.text, self._window)
        made.setShortcuts([QKeySequence(keys) for keys in each.keys])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(each.id in ("next-tab", "previous-tab", "next-pane", "previous-pane"))
        made.setProperty(PASSES_COVERS, each.id in THROUGH_DIALOGS)
        made.triggered.connect(lambda _on=False, key=each.id: self.do(key))
        self._window.addAction(made)

    def do(self, key: str) -> None:
        """Do the action with this id, where it is possible now."""
        chosen = action(key)
        if chosen.possible(self):
            chosen.run(self)

    @property
    def is_open(self) -> bool:
        """Whether a desk is open and not locked."""
        sitting = self._door.sitting
        return sitting is not None and sitting.is_open

    @property
    def place(self) -> Place | None:
        """The place in front."""
        sitting = self._door.sitting
        return sitting.pages.history.current if sitting is not None and self.is_open else None

    def deal_in_front(self) -> str:
        """The deal the page is about, or nothing."""
        sitting = self._door.sitting
        return sitting.deal_in_front() if sitting is not None and self.is_open else ""

    def selection(self) -> tuple[str, bool]:
        """The selected words and whether they are private."""
        page = self._door.sitting.pages.page if self._door.sitting is not None else None
        return page.chosen_text() if page is not None else ("", False)

    def passage(self) -> Passage | None:
        """Where in a note they stand."""
        page = self._door.sitting.pages.page if self._door.sitting is not None else None
        return page.chosen_passage() if page is not None else None

    def go(self, place: Place) -> None:
        """Go somewhere."""
        if self._door.sitting is not None:
            self._door.sitting.go(place)

    def wish(self, wish: Wish) -> None:
        """Have a wish granted."""
        if self._door.sitting is not None:
            self._door.sitting.wish(wish)

    def step_place(self, by: int) -> None:
        """Back or forward."""
        if self._door.sitting is not None:
            pages = self._door.sitting.pages
            (pages.back if by < 0 else pages.forward)()

    def step_tab(self, by: int) -> None:
        """The next or previous tab of the page, where it has tabs."""
        page = self._door.sitting.pages.page if self._door.sitting is not None else None
        bars = page.findChildren(TabBar) if page is not None else []
        shown = [bar for bar in bars if bar.isVisible()]
        if shown:
            shown[0].step(by)

    def step_pane(self, by: int) -> None:
        """The keyboard goes to the next or previous pane."""
        panes = self._panes()
        focus = QApplication.focusWidget()
        holding = [at for at, pane in enumerate(panes) if focus is pane or pane.isAncestorOf(focus or pane)]
        start = holding[-1] if focus is not None and holding else -1 if by > 0 else 0
        for step in range(1, len(panes) + 1):
            if focus_inside(panes[(start + by * step) % len(panes)], back=by < 0):
                return

    def _panes(self) -> list[QWidget]:
        """In reading order: sidebar, top bar, and the parts of the page that scroll, or the page."""
        if self._window.cover_page is not None:
            return [self._window.cover_page]
        sides: list[QWidget] = [self._window.sidebar, self._window.topbar]
        page = self._door.sitting.pages.page if self._door.sitting is not None else None
        return [*sides, *panes_of(page)] if page is not None else sides

    def find(self) -> None:
        """Open the palette."""
        from se_desk.ui.frame.palette import Palette  # not needed for the first paint

        sitting = self._door.sitting
        if sitting is None or self.palette is not None:
            return
        self.palette = Palette(self._window, self, sitting.desk, sitting.overview, sitting.recent)
        self.palette.ran.connect(sitting.remember)
        self.palette.closed.connect(self._palette_gone)
        self.palette.open()

    def _close_palette(self) -> None:
        if self.palette is not None:
            self.palette.close_it()

    def _palette_gone(self) -> None:
        self.palette = None

    def show_keys(self) -> None:
        """Open the key sheet."""
        from se_desk.ui.frame.keysheet import KeySheet  # not needed for the first paint

        KeySheet(self._window).open()

    def back_up(self) -> None:
        """Make a backup now, and say where it is."""
        sitting = self._door.sitting
        if sitting is None:
            return
        desk, opening = sitting.desk, self._door.opening
        run(
            lambda _job: opening.keeping.back_up(desk),
            self._window,
            self._backed_up,
        )

    def _backed_up(self, saved: Saved) -> None:
        if not self.is_open:
            return
        copied = ", and copied to the second folder" if saved.copy is not None else ""
        toast(self._window, f"Backup written and checked: {saved.file.name}{copied}", icon="archive")
        if saved.trouble is not None:
            tell(self._window, saved.trouble)

    def choose_theme(self, mode: Mode) -> None:
        """Light, dark, or as the system has it; kept with the desk."""
        theme().choose(mode)
        if self._door.sitting is None:
            return
        try:
            self._door.sitting.desk.profile.change(theme=mode)
        except DeskError as error:
            tell(self._window, error)

    def export_page(self) -> None:
        """The page's own export, or a word that there is none."""
        page = self._door.sitting.pages.page if self._door.sitting is not None else None
        if page is None or not page.export_page():
            toast(self._window, "There is nothing to export on this page", icon="info")

    def lock(self) -> None:
        """Lock the desk."""
        self._door.lock()

    def leave(self) -> None:
        """Close the window."""
        self._window.close()
