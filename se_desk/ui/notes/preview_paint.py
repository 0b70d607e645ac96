"""What the preview paints over Qt's rich text: boxes, bullets, and headings of the design's sizes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme

_Marker = QTextBlockFormat.MarkerType
_EDGE = 16.0  # px, of a box


def box_place(block: QTextBlock, box: QRectF) -> QRectF:
    """Where the check box of an item stands, in the coordinates of the block's ``box``."""
    line = block.layout().lineAt(0)
    left = box.left() + line.x() - _EDGE - 8
    # The letters stand at the foot of their line.
    top = box.top() + round(line.y() + line.height() - line.descent() - _EDGE + 3)
    return QRectF(left, top, _EDGE, _EDGE)


def size_heading(cursor: QTextCursor, block: QTextBlock, size: int) -> None:
    """Qt's HTML gives headings a size relative to the text, and one that is set does not win over it."""
    pieces, walk = [], block.begin()
    while not walk.atEnd():
        pieces.append(walk.fragment())
        walk += 1
    for place, length, look in [(p.position(), p.length(), p.charFormat()) for p in pieces]:
        look.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
        look.setProperty(QTextCharFormat.Property.FontPixelSize, size)
        look.setFontWeight(QFont.Weight.DemiBold)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)


def paint_box(painter: QPainter, block: QTextBlock, box: QRectF) -> None:
    """The design's check box over Qt's."""
    place = box_place(block, box)
    painter.fillRect(place.adjusted(-4, -4, 7, 4), theme().colour("surface"))
    ticked = block.blockFormat().marker() == _Marker.Checked
    fill, border = ("accent-fill", "accent-fill") if ticked else ("surface", "control")
    fill_round(painter, place, 4, theme().colour(fill), theme().colour(border), 1.5)
    if ticked:
        paint_icon(painter, place.adjusted(2, 2, -2, -2), "check", "on-accent", 3)


def paint_bullet(painter: QPainter, block: QTextBlock, box: QRectF) -> None:
    """The bullet with room before its words; Qt's own stands a space away from them."""
    line = block.layout().lineAt(0)
    left, middle = box.left() + line.x(), box.top() + line.y() + line.height() - line.descent()
    painter.fillRect(QRectF(left - 14, middle - line.ascent(), 14, line.height()), theme().colour("surface"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("text"))
    high = line.ascent() * 0.36  # half of a small letter over the line the words stand on
    painter.drawEllipse(QPointF(left - 14, middle - high), 2.5, 2.5)
