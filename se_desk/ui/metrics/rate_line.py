"""A rate by quarter as a line over the band in which it is healthy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from se_desk.domain.metrics import HEALTHY_NO_GOS, Share, TrendPoint
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import Chart, Mark
from se_desk.ui.metrics.counts import draw_count

_RIGHT, _TOP = 40.0, 20.0
_LOW, _HIGH = HEALTHY_NO_GOS


class RateLine(Chart):
    """The no-go rate of six quarters. A quarter with under five deals breaks the line."""

    def __init__(self) -> None:
        super().__init__("No-go rate by quarter")
        self._points: tuple[TrendPoint, ...] = ()

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Other quarters, the oldest first; a mark's key is the name of its quarter."""
        self._points = tuple(points)
        marks = [Mark(point.period.name, _words(point)) for point in points]
        said = "; ".join(mark.words for mark in marks)
        self.show_marks(marks, f"{said}. Healthy from {_LOW} to {_HIGH}%.")

    def draw(self, painter: QPainter) -> None:
        plot = self.width() - theme().px(_RIGHT)
        base = self.draw_base(painter, plot)
        highest = max((float(point.no_gos.share.percent or 0) for point in self._points), default=0)
        scale = (base - theme().px(_TOP)) / max(highest, _HIGH + 5)
        self._draw_band(painter, plot, base, scale)
        step = plot / max(len(self._points), 1)
        self._places = {}
        spots: list[tuple[TrendPoint, QPointF | None]] = []
        for place, point in enumerate(self._points):
            column = QRectF(place * step, 0, step, base)
            self._places[point.period.name] = column
            middle, percent = column.center().x(), point.no_gos.share.percent
            self.draw_label(painter, middle, point.period.short, strong=point is self._points[-1])
            if percent is None:
                draw_count(painter, column, point.no_gos.share)
                spots.append((point, None))
            else:
                spots.append((point, QPointF(middle, base - float(percent) * scale)))
        self._draw_line(painter, [spot for _, spot in spots])
        for point, spot in spots:
            if spot is not None:
                self._draw_spot(painter, point, spot)
        self.draw_keyboard(painter)

    def _draw_band(self, painter: QPainter, plot: float, base: float, scale: float) -> None:
        top, bottom = round(base - _HIGH * scale), round(base - _LOW * scale)
        painter.fillRect(QRectF(0, top, plot, bottom - top), theme().colour("accent-tint"))
        for edge, y in ((_HIGH, top), (_LOW, bottom)):
            box = QRectF(plot + 6, y - theme().px(8), theme().px(_RIGHT) - 6, theme().px(16))
            draw_text(painter, box, f"{edge}%", font("micro", weight=500), "text-2", elide=False)

    @staticmethod
    def _draw_line(painter: QPainter, spots: Sequence[QPointF | None]) -> None:
        pen = QPen(theme().colour("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for first, second in pairwise(spots):
            if first is not None and second is not None:
                painter.drawLine(first, second)

    def _draw_spot(self, painter: QPainter, point: TrendPoint, spot: QPointF) -> None:
        last = point is self._points[-1]
        lit = last if not self.value else self.value == point.period.name
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.setBrush(theme().colour("accent" if lit else "surface"))
        painter.drawEllipse(spot, 4.5, 4.5)
        box = QRectF(spot.x() - 24, spot.y() - 8 - theme().px(16), 48, theme().px(16))
        drawn = font("micro", weight=600 if lit else 500, tabular=True)
        words = _say(point.no_gos.share).removesuffix("%")
        token = "text" if lit else "text-2"
        draw_text(painter, box, words, drawn, token, Qt.AlignmentFlag.AlignHCenter, elide=False)


def _say(share: Share) -> str:
    return share.say(*HEALTHY_NO_GOS)


def _words(point: TrendPoint) -> str:
    share = point.no_gos.share
    said = f"{_say(share)}, " if share.is_enough else ""
    return f"{point.period.name}: {said}{share.count} of {share.n} for technical fit"
