"""What the list of deals says before there is one: a drawing, what to begin with, and the ways to do it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from se_desk.ui.kit.cards import Card, ListRow
from se_desk.ui.kit.headers import IconMark
from se_desk.ui.kit.labels import BodyText, PlainLabel
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.marks import KeyCap
from se_desk.ui.kit.painting import Painted, fill_round
from se_desk.ui.kit.theme import theme

WIDE = 520


class _TwoSheets(Painted):
    """Two deals on a desk, drawn; the words beside it say it all."""

    def sizeHint(self) -> QSize:
        return QSize(168, 88)

    def draw(self, painter: QPainter) -> None:
        colour = theme().colour
        fill_round(painter, QRectF(32, 0, 136, 60), 8, colour("sunken"), colour("line-strong"))
        fill_round(painter, QRectF(48, 16, 56, 6), 3, colour("line-strong"))
        fill_round(painter, QRectF(48, 30, 88, 4), 2, colour("line"))
        fill_round(painter, QRectF(0, 27, 136, 61), 8, colour("surface"), colour("line-strong"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawPolygon([QPointF(20, 43), QPointF(25, 48), QPointF(20, 53), QPointF(15, 48)])
        fill_round(painter, QRectF(36, 45, 64, 6), 3, colour("text-3", 0.55))
        fill_round(painter, QRectF(16, 67, 104, 4), 2, colour("track"))
        fill_round(painter, QRectF(16, 67, 44, 4), 2, colour("accent"))


class NoDeals(QWidget):
    """The empty list, with three ways to begin."""

    newRequested = Signal()
    importRequested = Signal()
    callsRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.new = self._way("plus", "Add a deal", "Account, title, AE and value. One minute.", "N", "accent")
        self.take_in = self._way(
            "table",
            "Take deals in from the CRM",
            "A CSV file of any CRM, shown before it counts",
            "Ctrl+Shift+O",
        )
        self.calls = self._way(
            "calendar-days", "Take calls in from the calendar", "An .ics file. Calls find their deal later on"
        )
        self.new.activated.connect(self.newRequested)
        self.take_in.activated.connect(self.importRequested)
        self.calls.activated.connect(self.callsRequested)
        ways = Card(flush=True)
        for way in (self.new, self.take_in, self.calls):
            ways.add(way)
        inner = QWidget()
        inner.setFixedWidth(WIDE)
        column = vbox(_TwoSheets(), 24, PlainLabel("Which deal has your next call?", "title"), 4)
        words = "Put that one here first, with the AE’s close date and your own. Everything else can be added"
        column.addWidget(BodyText(f"{words} when it comes up.", "body", "text-2"))
        column.addSpacing(24)
        column.addWidget(ways)
        inner.setLayout(column)
        self.setLayout(vbox(None, hbox(None, inner, None), None, margins=(0, 0, 0, 48)))

    @staticmethod
    def _way(icon: str, title: str, second: str, keys: str = "", token: str = "text-3") -> ListRow:
        right = [KeyCap(keys)] if keys else []
        row = ListRow(title, second, IconMark(icon, token), right, clickable=True, rule=icon != "plus")
        row.setMinimumHeight(56)
        return row
