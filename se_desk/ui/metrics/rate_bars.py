"""A rate by quarter as bars, with a dashed line at its target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from se_desk.domain.metrics import WIN_TARGET, TrendPoint
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import PALE, Chart, Mark
from se_desk.ui.metrics.counts import draw_count

_RIGHT = 40.0  # px for the words of the line
_TOP = 8.0


class RateBars(Chart):
    """The win rate of six quarters; the last is the one the page is about."""

    def __init__(self) -> None:
        super().__init__("Win rate by quarter")
        self._points: tuple[TrendPoint, ...] = ()

    def show_points(self, points: Sequence[TrendPoint]) -> None:
        """Other quarters, the oldest first; a mark's key is the name of its quarter."""
        self._points = tuple(points)
        marks = [Mark(point.period.name, _words(point)) for point in points]
        self.show_marks(marks, f"{'; '.join(mark.words for mark in marks)}. Target {WIN_TARGET}%.")

    def draw(self, painter: QPainter) -> None:
        plot = self.width() - theme().px(_RIGHT)
        base = self.draw_base(painter, plot)
        tall = base - theme().px(_TOP)
        step = plot / max(len(self._points), 1)
        self._places = {}
        for place, point in enumerate(self._points):
            self._draw_bar(painter, point, QRectF(place * step, 0, step, base), tall)
        self._draw_target(painter, plot, base - tall * WIN_TARGET / 100)
        self.draw_keyboard(painter)

    def _draw_bar(self, painter: QPainter, point: TrendPoint, column: QRectF, tall: float) -> None:
        share, last = point.wins.share, point is self._points[-1]
        self._places[point.period.name] = column
        self.draw_label(painter, column.center().x(), point.period.short, strong=last)
        if share.percent is None:
            draw_count(painter, column, share)
            return
        width = min(column.width() * 0.64, theme().px(40))
        height = max(tall * float(share.percent) / 100, 2.0)
        bar = QRectF(column.center().x() - width / 2, column.bottom() - height, width, height)
        lit = last if not self.value else self.value == point.period.name
        fill_round(painter, bar, 3, theme().colour("accent", 1 if lit else PALE))
        number = QRectF(bar.left() - 8, bar.top() + 4, bar.width() + 16, theme().px(16))
        token = ("on-accent" if not theme().dark else "surface") if lit else "text"
        if height < theme().px(24):
            number.moveBottom(bar.top() - 2)
            token = "text"
        drawn = font("micro", weight=600, tabular=True)
        words = share.say(WIN_TARGET).removesuffix("%")
        draw_text(painter, number, words, drawn, token, Qt.AlignmentFlag.AlignHCenter, elide=False)

    def _draw_target(self, painter: QPainter, plot: float, y: float) -> None:
        pen = QPen(theme().colour("text-2"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, round(y) + 0.5), QPointF(plot, round(y) + 0.5))
        box = QRectF(plot + 6, y - theme().px(8), theme().px(_RIGHT) - 6, theme().px(16))
        draw_text(painter, box, f"{WIN_TARGET}%", font("micro", weight=500), "text-2", elide=False)


def _words(point: TrendPoint) -> str:
    share = point.wins.share
    said = f"{share.say(WIN_TARGET)}, " if share.is_enough else ""
    return f"{point.period.name}: {said}{share.count} won of {share.n}"
