"""Demos beside POC starts, a pair of bars for each week of the quarter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from se_desk.domain.metrics_pace import DEMOS_A_WEEK, DemosToPocs, Week
from se_desk.domain.moments import count
from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import PALE, Chart, Mark

_TOP, _LEAST, _LINES = 8.0, 4, 4  # px above the highest bar, what it stands for at least, lines across


class WeekBars(Chart):
    """Weeks so far; one with 15 demos and no POC is amber."""

    def __init__(self) -> None:
        super().__init__("Demos and POC starts by week")
        self._weeks: tuple[Week, ...] = ()

    def show_weeks(self, found: DemosToPocs) -> None:
        """Other weeks; a mark's key is the number of its week."""
        self._weeks = found.weeks
        marks = [Mark(str(week.number), _words(week)) for week in self._weeks]
        warned = f" {DEMOS_A_WEEK} demos and no POC in a week stand out." if found.crowded else ""
        self.show_marks(marks, f"{'; '.join(mark.words for mark in marks)}.{warned}")

    def draw(self, painter: QPainter) -> None:
        width = float(self.width())
        most = max((max(len(week.demos), len(week.pocs)) for week in self._weeks), default=0)
        top_line = -(-max(most, _LEAST) // _LINES) * _LINES
        base = round(self.height() - theme().px(24)) + 0.5
        scale = (base - theme().px(_TOP)) / top_line
        painter.setPen(QPen(theme().colour("line"), 1))
        for line in range(1, _LINES + 1):
            y = round(base - line * top_line / _LINES * scale) + 0.5
            painter.drawLine(QPointF(0, y), QPointF(width, y))
        self._places = {}
        step = width / max(len(self._weeks), 10)
        for place, week in enumerate(self._weeks):
            column = QRectF(place * step, 0, step, base)
            self._places[str(week.number)] = column
            self._draw_week(painter, column, week, scale)
        self.draw_base(painter, width)
        self.draw_keyboard(painter)

    def _draw_week(self, painter: QPainter, column: QRectF, week: Week, scale: float) -> None:
        bar = min((column.width() - 8) / 2, theme().px(14))
        middle = column.center().x()
        lit = self.value in ("", str(week.number))
        demos = "sev-medium" if week.is_crowded else "accent"
        pairs = ((week.demos, middle - bar - 1, demos, PALE), (week.pocs, middle + 1, "accent", 1.0))
        for starts, x, token, strength in pairs:
            if not starts:
                continue
            height = len(starts) * scale
            box, radius = QRectF(x, column.bottom() - height, bar, height), min(3, height / 2)
            alpha = (1.0 if week.is_crowded else strength) * (1.0 if lit else 0.4)
            fill_round(painter, box, radius, theme().colour("surface"))  # so that no line shines through
            fill_round(painter, box, radius, theme().colour(token, alpha))
        self.draw_label(painter, middle, str(week.number), strong=self.value == str(week.number))


def _words(week: Week) -> str:
    return f"Week {week.number}: {count(len(week.demos), 'demo')}, {count(len(week.pocs), 'POC start')}"
