"""How well the pair works together: the last number, its line over time, and what would make it a 10."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.domain.partners import Alignment
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import BodyText, PlainLabel, Run
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.painting import Painted, draw_text
from se_desk.ui.kit.theme import theme

LABEL, TOP, FOOT = 24, 6, 6
MOST_POINTS = 24


class AlignmentLine(Painted):
    """The ratings as a line between 1 and 10, the newest as a dot; one rating is a dot alone."""

    def __init__(self, height: int = 52) -> None:
        super().__init__()
        self._height = height
        self._scores: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set([])

    def set(self, scores: Sequence[int]) -> None:
        """Show other ratings, oldest first."""
        self._scores = tuple(scores)[-MOST_POINTS:]
        last = ", ".join(str(score) for score in self._scores[-6:])
        self.setAccessibleName(f"Alignment over time: {last}" if last else "No rating yet")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self._height)

    def draw(self, painter: QPainter) -> None:
        wide, foot = self.width() - LABEL, self.height() - FOOT
        small = font("micro", tabular=True)
        for score in (1, 5.5, 10):
            y = round(self._y(score)) + 0.5
            painter.setPen(QPen(theme().colour("line"), 1))
            painter.drawLine(QPointF(0, y), QPointF(wide, y))
        for score in (1, 10):
            box = QRectF(wide + 6, self._y(score) - 8, LABEL - 6, 16)
            draw_text(painter, box, str(score), small, "text-3", elide=False)
        if not self._scores or foot <= TOP:
            return
        step = (wide - 8) / max(len(self._scores) - 1, 1)
        points = [QPointF(4 + n * step, self._y(score)) for n, score in enumerate(self._scores)]
        pen = QPen(theme().colour("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(points)
        painter.setPen(QPen(theme().colour("window"), 2))
        painter.setBrush(theme().colour("accent"))
        painter.drawEllipse(points[-1], 5, 5)

    def _y(self, score: float) -> float:
        return self.height() - FOOT - (score - 1) / 9 * (self.height() - FOOT - TOP)


class AlignmentPanel(QWidget):
    """The panel at the foot of the charter."""

    rateRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rate = Button("Rate", small=True)
        self.rate.setAccessibleName("Rate the alignment")
        self.score = PlainLabel("", "display", tabular=True)
        self.line = AlignmentLine()
        self.wish = BodyText("", "small", "text-2", max_lines=3)
        self.rate.clicked.connect(self.rateRequested)
        head = hbox(PlainLabel("Alignment, 1 to 10", "body", weight=600), None, self.rate)
        middle = hbox(self.score, gap=20)
        middle.addWidget(self.line, 1)
        self.setLayout(vbox(head, 4, middle, 6, self.wish, None, margins=(24, 14, 24, 8)))

    def show_ratings(self, ratings: Sequence[Alignment]) -> None:
        """Show the ratings, oldest first."""
        self.score.set_text(str(ratings[-1].score) if ratings else "–")
        self.line.set([one.score for one in ratings])
        self.wish.set_content(wish_runs(ratings))


def wish_runs(ratings: Sequence[Alignment]) -> list[Run]:
    """What would make it a 10, as it was said last."""
    if not ratings:
        return [Run("No rating yet. Rate it together after a call or a scrub.", "text-3")]
    asked = Run("What would make it a 10? ", "text", 600)
    said = ratings[-1].make_it_ten.strip()
    return [asked, Run(said)] if said else [asked, Run("Nobody said so far.", "text-3")]
