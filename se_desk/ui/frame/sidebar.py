"""The left sidebar: the main pages with their counts, the active deals, lock and settings."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from se_desk.ui.frame.actions import keys_of
from se_desk.ui.frame.deal_list import DealList
from se_desk.ui.frame.nav import NavRow
from se_desk.ui.frame.overview import Overview
from se_desk.ui.kit.buttons import IconButton
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, Caption, PlainLabel
from se_desk.ui.kit.layout import HLine, hbox, vbox
from se_desk.ui.kit.marks import BrandMark
from se_desk.ui.kit.painting import Painted, draw_text, text_width
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Lock, NewDeal, Place

WIDTH = 224
ROWS = (
    ("today", "sun", "Today"),
    ("deals", "briefcase", "Deals"),
    ("partners", "handshake", "Partners"),
    ("risks", "flag", "Risk log"),
    ("metrics", "chart-column", "Metrics"),
    ("inbox", "inbox", "Inbox"),
)


class Sidebar(QFrame):
    """Shows an ``Overview`` and wishes for places."""

    requestPlace = Signal(object)  # Place
    requestWish = Signal(object)  # Wish

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "sidebar")
        self.setAccessibleName("Main pages and active deals")
        self.setFixedWidth(WIDTH)
        self._rows = {
            page: NavRow(icon, text, keys_of(page), hot=page == "risks") for page, icon, text in ROWS
        }
        self._outbox = NavRow("send", "Outbox", keys_of("outbox"))
        self._deals = DealList()
        self._empty = _boxed(
            BodyText("Nothing open yet. The plus above adds a deal.", "small", "text-3"), (16, 4, 16, 0)
        )
        self._add = IconButton("plus", "Add a deal", size=24, icon_size=14)
        self._lock = IconButton("lock", "Lock now", keys_of("lock"))
        self._settings = IconButton("settings", "Settings", keys_of("settings"))
        self._assemble()
        self._connect()
        self.show_overview(Overview())

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(_row(hbox(BrandMark(22), _Name(), None, margins=(16, 0, 16, 0), gap=10), 52))
        column.addLayout(vbox(*self._rows.values(), margins=(8, 4, 8, 0)))
        column.addSpacing(16)
        head = hbox(Caption("Active deals"), None, self._add, margins=(16, 0, 11, 0))
        column.addWidget(_row(head, 28))
        column.addWidget(self._empty)
        column.addWidget(_boxed(self._deals, (8, 0, 7, 8)), 1)
        column.addStretch(0)
        column.addWidget(HLine())
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        state = PlainLabel("Local · encrypted", "small", "text-2")
        state.setToolTip(
            "The desk is one encrypted file on this computer. Nothing leaves it without your word."
        )
        above = _row(hbox(IconMark("shield-check"), state, None, margins=(16, 0, 8, 0), gap=10), 32)
        below = hbox(gap=0)
        for part in (self._outbox, self._lock, self._settings):
            below.addWidget(part, 1 if part is self._outbox else 0)
        return vbox(above, hbox(below, margins=(8, 0, 8, 0)), margins=(0, 8, 0, 8))

    def _connect(self) -> None:
        for page, row in self._all_rows():
            row.clicked.connect(lambda _on=False, name=page: self.requestPlace.emit(Place(name)))
        self._deals.opened.connect(lambda key: self.requestPlace.emit(Place("deal", key)))
        self._add.clicked.connect(lambda: self.requestWish.emit(NewDeal()))
        self._lock.clicked.connect(lambda: self.requestWish.emit(Lock()))
        self._settings.clicked.connect(lambda: self.requestPlace.emit(Place("settings")))

    def _all_rows(self) -> Iterable[tuple[str, NavRow]]:
        return (*self._rows.items(), ("outbox", self._outbox))

    def show_overview(self, overview: Overview) -> None:
        """Show the counts and deals."""
        counts = (overview.due, overview.active, overview.partners, overview.untold, 0, overview.inbox)
        for row, count in zip(self._rows.values(), counts, strict=True):
            row.set_count(count)
        self._outbox.set_count(overview.outbox)
        self._deals.set_deals(overview.deals)
        self._empty.setVisible(not overview.deals)

    def light(self, nav: str, deal_id: str) -> None:
        """Light the row of the page in front, and the deal it is about."""
        for page, row in self._all_rows():
            row.setChecked(page == nav)
        self._deals.light(deal_id)

    def set_open(self, opened: bool) -> None:
        """Whether a desk is open: without one there is nowhere to go."""
        for part in (*self._rows.values(), self._outbox, self._add, self._lock, self._settings):
            part.setEnabled(opened)
        if not opened:
            self.show_overview(Overview())
            self._empty.hide()
            self.light("", "")


class _Name(Painted):
    """The program's name, in a size of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("SE Desk")

    def sizeHint(self) -> QSize:
        return QSize(round(text_width("SE Desk", _name_font())) + 2, theme().px(20))

    def draw(self, painter: QPainter) -> None:
        draw_text(painter, QRectF(self.rect()), "SE Desk", _name_font(), "text", elide=False)


def _name_font() -> QFont:
    drawn = font("heading")
    drawn.setPixelSize(theme().px(14))
    return drawn


def _row(layout: QHBoxLayout, height: int) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    made.setFixedHeight(theme().px(height))
    return made


def _boxed(widget: QWidget, margins: tuple[int, int, int, int]) -> QWidget:
    made = QWidget()
    made.setLayout(vbox(widget, margins=margins))
    return made
