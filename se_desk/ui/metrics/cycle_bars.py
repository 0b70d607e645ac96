"""The pre-sales cycle by size of deal: a bar of days each, with a tick at the quarter before."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from se_desk.domain.metrics_pace import Band, Cycle
from se_desk.domain.metrics_words import say_days
from se_desk.domain.moments import count
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import Chart, Mark

_RIGHT = 40.0
_ROOM = 1.16  # of the longest bar


class CycleBars(Chart):
    """Three sizes; one with under five deals shows its count and no bar."""

    def __init__(self) -> None:
        super().__init__("Pre-sales cycle by deal size")
        self._pairs: tuple[tuple[Band, Band], ...] = ()

    def show_cycle(self, here: Cycle, before: Cycle) -> None:
        """Other days, with those of the quarter before; a mark's key is the words of its size."""
        self._pairs = tuple(zip(here.bands, before.bands, strict=True))
        marks = [Mark(band.words, _words(band, earlier)) for band, earlier in self._pairs]
        self.show_marks(marks, "; ".join(mark.words for mark in marks))

    def draw(self, painter: QPainter) -> None:
        self._places = {}
        row = self.height() / max(len(self._pairs), 1)
        longest = max((float(band.days.value or 0) for pair in self._pairs for band in pair), default=0.0)
        for place, (band, earlier) in enumerate(self._pairs):
            box = QRectF(0, place * row, self.width(), row)
            self._places[band.words] = box
            self._draw_row(painter, box, band, earlier, max(longest * _ROOM, 1.0))
        self.draw_keyboard(painter)

    def _draw_row(self, painter: QPainter, box: QRectF, band: Band, earlier: Band, most: float) -> None:
        plot = box.width() - theme().px(_RIGHT)
        top = box.center().y() - theme().px(20)
        line = QRectF(0, top, plot, theme().px(16))
        name = font("micro", weight=600 if self.value == band.words else 500)
        draw_text(painter, line, band.words, name, "text", elide=False)
        words = count(band.days.n, "deal")
        draw_text(painter, line, words, font("micro"), "text-3", Qt.AlignmentFlag.AlignRight, elide=False)
        track = QRectF(0, top + theme().px(22), plot, 14)
        fill_round(painter, track, 3, theme().colour("track"))
        if band.days.value is not None:
            pale = self.value not in ("", band.words)
            bar = QRectF(track)
            bar.setWidth(max(plot * float(band.days.value) / most, 4))
            fill_round(painter, bar, 3, theme().colour("track"))
            fill_round(painter, bar, 3, theme().colour("accent", 0.5 if pale else 1))
        if earlier.days.value is not None:
            x = plot * float(earlier.days.value) / most
            painter.fillRect(QRectF(x - 2, track.top() - 4, 4, 22), theme().colour("surface"))
            fill_round(painter, QRectF(x - 1, track.top() - 4, 2, 22), 1, theme().colour("text-2"))
        number = QRectF(plot + 8, track.center().y() - theme().px(8), theme().px(_RIGHT) - 8, theme().px(16))
        drawn = font("micro", weight=600, tabular=True)
        draw_text(painter, number, say_days(band), drawn, "text", elide=False)


def _words(band: Band, earlier: Band) -> str:
    few = f"{count(band.days.n, 'deal')}, too few for a median"
    said = f"{say_days(band)} days, {count(band.days.n, 'deal')}" if band.days.value is not None else few
    before = f", {say_days(earlier)} days in the quarter before" if earlier.days.value is not None else ""
    return f"{band.words}: {said}{before}"
