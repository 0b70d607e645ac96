"""Lays out and paints one entry of a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.labels import layout_runs
from se_desk.ui.kit.marks import ChipSpec, chip_height, chip_width, paint_chip, paint_severity
from se_desk.ui.kit.painting import TONES, draw_text, fill_round, focus_ring, text_width
from se_desk.ui.kit.theme import theme

if TYPE_CHECKING:
    from se_desk.ui.kit.timeline import Row

_SIDE_TOKENS = {
    "text": "text-3",
    "ok": "clock-done",
    "late": "clock-late",
    "over": "clock-over",
    "link": "accent",
}
_RIGHT = Qt.AlignmentFlag.AlignRight
NODE = 24


class EntryPainter:
    """One row at one width. Times stand in a 44 px column, in a thread at the right."""

    def __init__(self, row: Row, width: int, thread: bool) -> None:
        self._row, self._entry, self._width, self._thread = row, row.entry, width, thread
        self._px = theme().px
        self._rail = 0.0 if thread else float(self._px(44))
        self._left = self._rail + (NODE + 12 if thread else 28 + 10)
        self._top = float(self._px(32)) if row.headed else 0.0
        self._line = float(max(self._px(24), NODE))
        self._body: tuple[QTextLayout, int] | None = None
        self._quote: tuple[QTextLayout, int] | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        room, line = self._width - self._left - 1, self._px(20)
        if self._entry.body:
            limit = self._entry.max_lines
            self._body = layout_runs(self._entry.body, "body", "text-2", room, line, limit)
        if self._entry.quote and self._entry.quote.text:
            self._quote = layout_runs(self._entry.quote.text, "body", "text-2", room - 26, line, 0)

    # ---- heights ----------------------------------------------------------

    def _body_height(self) -> float:
        return self._body[1] * self._px(20) if self._body else 0

    def _quote_height(self) -> float:
        quote = self._entry.quote
        if quote is None:
            return 0
        words = self._quote[1] * self._px(20) if self._quote else 0
        below = self._px(16) + (6 if words else 0) if quote.left or quote.right else 0
        return words + below + 18

    def height(self) -> int:
        """The whole row in px, the heading above it included."""
        tall = self._top + self._line + self._body_height()
        tall += self._quote_height() + 4 if self._entry.quote else 0
        tall += self._px(16) + 4 if self._entry.mono else 0
        tall += self._px(16) + 2 if self._entry.receipt else 0
        return round(tall + (14 if self._thread else 12))

    # ---- painting ---------------------------------------------------------

    def paint(self, painter: QPainter, focused: bool, hovered: bool) -> None:
        """Paint at the origin of ``painter``."""
        self._paint_rail(painter)
        if self._row.headed:
            box = QRectF(self._left, 0, self._width - self._left, self._px(32))
            draw_text(painter, box, self._entry.day, font("small", weight=600), "text-3")
        if not self._thread:
            box = QRectF(0, self._top, 40, self._line)
            draw_text(painter, box, self._entry.at, font("small", tabular=True), "text-3", elide=False)
        self._paint_node(painter)
        self._paint_title(painter, hovered)
        self._paint_below(painter)
        if focused:
            tall = self.height() - self._top - 6
            focus_ring(painter, QRectF(self._left - 6, self._top - 2, self._width - self._left + 6, tall), 6)

    def _paint_rail(self, painter: QPainter) -> None:
        colour = theme().colour("line-strong")
        x = round(self._rail + NODE / 2) - 1
        if self._row.headed and not self._row.first:
            painter.fillRect(x, 0, 1, round(self._top), colour)
        if not self._row.last:
            start = round(self._top + NODE)
            painter.fillRect(x, start, 1, self.height() - start, colour)

    def _paint_node(self, painter: QPainter) -> None:
        entry = self._entry
        box = QRectF(self._rail, self._top, NODE, NODE)
        tinted = {"accent": "accent-tint", "severity": f"sev-{entry.severity}-tint"}.get(entry.node, "")
        if tinted and not (entry.node == "severity" and not entry.severity):
            fill_round(painter, box, NODE / 2, theme().colour(tinted))
        elif entry.node == "next":
            self._paint_dashed(painter, box)
        else:
            fill_round(painter, box, NODE / 2, theme().colour("surface"), theme().colour("line-strong"))
        if entry.severity:
            paint_severity(painter, box.adjusted(7, 7, -7, -7), entry.severity)
        elif entry.icon:
            token = "accent" if entry.node in ("accent", "next") and not self._thread else "text-3"
            token = "accent-text" if entry.node == "accent" and self._thread else token
            paint_icon(painter, box.adjusted(6, 6, -6, -6), entry.icon, token)

    def _paint_dashed(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(theme().colour("control" if self._thread else "accent"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme().colour("surface"))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _side_width(self) -> float:
        entry = self._entry
        if not entry.side and not (self._thread and entry.at):
            return 0
        if entry.side and entry.side_tone in TONES:
            return chip_width(ChipSpec(entry.side, entry.side_tone))
        weight = 500 if entry.side_tone == "link" else 0
        return text_width(entry.side or entry.at, font("small", weight=weight)) + 2

    def side_box(self) -> QRectF:
        """Where the chip or the words at the right stand."""
        wide = self._side_width()
        return QRectF(self._width - wide - 1, self._top, wide, self._line)

    def _paint_title(self, painter: QPainter, hovered: bool) -> None:
        entry, side = self._entry, self.side_box()
        room = QRectF(self._left, self._top, side.left() - self._left - 12, self._line)
        title = font("ui", weight=600 if self._thread else 500)
        taken = draw_text(
            painter, room, entry.title, title, "accent" if hovered and not self._thread else "text"
        )
        gap = 6 if self._thread else 8
        rest = room.adjusted(taken + gap, 0, 0, 0)
        if entry.second and rest.width() > 24:
            draw_text(painter, rest, entry.second, font("body"), "text-2" if self._thread else "text-3")
        self._paint_side(painter, side)

    def _paint_side(self, painter: QPainter, box: QRectF) -> None:
        entry = self._entry
        if entry.side and entry.side_tone in TONES:
            place = QRectF(
                box.left(), box.top() + (self._line - chip_height()) / 2, box.width(), chip_height()
            )
            paint_chip(painter, place, ChipSpec(entry.side, entry.side_tone))
        elif entry.side:
            weight = 500 if entry.side_tone == "link" else 0
            token = _SIDE_TOKENS.get(entry.side_tone, "text-3")
            draw_text(painter, box, entry.side, font("small", weight=weight), token, _RIGHT, elide=False)
        elif self._thread and entry.at:
            draw_text(painter, box, entry.at, font("small"), "text-3", _RIGHT, elide=False)

    def _paint_below(self, painter: QPainter) -> None:
        entry, y = self._entry, self._top + self._line
        if self._body:
            self._body[0].draw(painter, QPointF(self._left, round(y)), [], QRectF())
            y += self._body_height()
        if entry.quote:
            self._paint_quote(
                painter, QRectF(self._left, y + 4, self._width - self._left - 1, self._quote_height())
            )
            y += self._quote_height() + 4
        small = font("stamp")
        if entry.mono:
            box = QRectF(self._left, y + 4, self._width - self._left, self._px(16))
            draw_text(painter, box, entry.mono, small, "text-3")
            y += self._px(16) + 4
        if entry.receipt:
            paint_icon(painter, QRectF(self._left, y + 4, 12, 12), "receipt")
            box = QRectF(self._left + 18, y + 2, self._width - self._left - 18, self._px(16))
            # A whole code is as wide as any other only in figures of one width.
            drawn = small if entry.receipt.startswith("SED1-") else font("micro", weight=400)
            draw_text(painter, box, entry.receipt, drawn, "text-3")

    def _paint_quote(self, painter: QPainter, box: QRectF) -> None:
        quote = self._entry.quote
        if quote is None:
            return
        fill_round(painter, box, 8, theme().colour("surface"), theme().colour("line"))
        y = box.top() + 9
        if self._quote:
            self._quote[0].draw(painter, QPointF(box.left() + 13, round(y)), [], QRectF())
            y += self._quote[1] * self._px(20) + 6
        line = QRectF(box.left() + 13, y, box.width() - 26, self._px(16))
        code = font("stamp")
        if quote.right:
            draw_text(painter, line, quote.right, code, "text-3", _RIGHT, elide=False)
            line.setWidth(line.width() - text_width(quote.right, code) - 12)
        if quote.left:
            draw_text(painter, line, quote.left, font("small"), "text-3")
