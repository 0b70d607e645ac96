"""The 24-hour ring of a call that has no note yet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from se_desk.ui.kit.painting import Painted
from se_desk.ui.kit.theme import theme

_CLOCK_WORDS = {
    "running": "24-hour clock running",
    "soon": "4 hours or less left",
    "over": "24 hours have passed, no note yet",
    "done": "Logged within 24 hours",
    "late": "Logged after 24 hours",
}


class ClockRing(Painted):
    """The 24-hour clock of a call: the ring drains clockwise; ``fraction`` is the part that is left."""

    def __init__(
        self, state: str = "running", fraction: float = 1.0, words: str = "", size: int = 20
    ) -> None:
        super().__init__()
        self._size = size
        self.set(state, fraction, words)

    def set(self, state: str, fraction: float = 1.0, words: str = "") -> None:
        """Show another state; ``words`` such as "1 h 47 min left" become the accessible name."""
        if state not in _CLOCK_WORDS:
            raise ValueError(state)
        self._state, self._fraction = state, min(max(fraction, 0.0), 1.0)
        self.setAccessibleName(words or _CLOCK_WORDS[state])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        painter.scale(self._size / 20, self._size / 20)
        colour = theme().colour(f"clock-{self._state}")
        box = QRectF(1.25, 1.25, 17.5, 17.5)
        drains = self._state in ("running", "soon")
        painter.setPen(QPen(theme().colour("track") if drains else colour, 2.5))
        painter.drawEllipse(box)
        if drains:
            pen = QPen(colour, 2.5)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, -round(self._fraction * 360 * 16))
        elif self._state == "over":
            _exclaim(painter, QPen(colour, 2))
        else:
            _tick(painter, QPen(colour, 1.75))


def _exclaim(painter: QPainter, pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(10, 5.6), QPointF(10, 11))
    painter.drawPoint(QPointF(10, 14))


def _tick(painter: QPainter, pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(6, 10.4), QPointF(8.8, 13.2), QPointF(14.2, 7.4)])
