"""The main window: sidebar, top bar, pages, and a cover over all of it. Owns no data.

It is painted before anything of the desk is loaded; who opened it tells it what to show.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from se_desk.ui.frame.sidebar import Sidebar
from se_desk.ui.frame.topbar import TopBar
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import BrandMark
from se_desk.ui.kit.notices import Banner, BannerPlace
from se_desk.ui.kit.windows import FirstPaint, bring_forward

SMALLEST, USUAL = (1100, 680), (1440, 900)
TITLE = "SE Desk"


class MainWindow(QMainWindow):
    """Shows pages beside the sidebar, or a cover page (first run, unlock) instead of both."""

    painted = Signal()  # for the first time
    closed = Signal()
    requestWish = Signal(object)  # Wish, of a window beside this one that has no page to ask

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(BrandMark(64).grab()))
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.may_close: Callable[[], bool] = lambda: True
        self.sidebar, self.topbar = Sidebar(), TopBar()
        self._pages, self._quiet = QStackedWidget(), PlainLabel("", "body", "text-3")
        self._quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._quiet)
        self._notice = BannerPlace((24, 0, 24, 8))
        self._main = QWidget()
        column = vbox(self.topbar, self._notice, self._pages)
        column.setStretch(2, 1)
        right = QWidget()
        right.setLayout(column)
        self._main.setLayout(hbox(self.sidebar, right, gap=0))
        self._layers = QStackedWidget()
        self._layers.addWidget(self._main)
        self.setCentralWidget(self._layers)
        self.set_open(False)
        FirstPaint(self, self.painted.emit)

    def set_open(self, opened: bool) -> None:
        """Whether a desk is open behind the window."""
        self.sidebar.set_open(opened)
        self.topbar.set_open(opened)

    def show_pages(self, pages: QWidget | None) -> None:
        """Put the stack of pages beside the sidebar; None leaves that place quiet and empty."""
        shown = self._pages.currentWidget()
        if shown is not None and shown is not self._quiet:
            self._pages.removeWidget(shown)
        if pages is not None:
            self._pages.addWidget(pages)
        self._pages.setCurrentWidget(pages or self._quiet)

    def say_quietly(self, sentence: str) -> None:
        """Words in the place of the pages, while there are none."""
        self._quiet.set_text(sentence)

    def cover(self, page: QWidget) -> None:
        """Show ``page`` instead of everything else; one cover at a time."""
        self.uncover()
        self._layers.addWidget(page)
        self._layers.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def uncover(self) -> None:
        """Show the pages again; the cover is thrown away."""
        page = self.cover_page
        self._layers.setCurrentWidget(self._main)
        if page is not None:
            self._layers.removeWidget(page)
            page.deleteLater()

    @property
    def cover_page(self) -> QWidget | None:
        """The cover, where there is one."""
        shown = self._layers.currentWidget()
        return None if shown is self._main else shown

    def show_banner(self, sentence: str, tone: str = "amber", action: str = "") -> Banner:
        """One sentence above the page that stays until it is closed, perhaps with something to do."""
        return self._notice.say(sentence, action, tone)

    def hide_banner(self) -> None:
        """Take the sentence away."""
        self._notice.clear()

    def come_forward(self) -> None:
        """To the front, also from the task bar."""
        bring_forward(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
