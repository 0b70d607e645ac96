"""Painted measures: progress, load range, steps, alignment over time, timer ring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import Painted, draw_text, fill_round
from se_desk.ui.kit.theme import theme

Band = tuple[float, float]


def _wide(widget: Painted) -> None:
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class ProgressBar(Painted):
    """A 6 px bar of 0 to 1, with a tick at the target and a tinted band where the range is healthy."""

    def __init__(
        self,
        fraction: float = 0.0,
        target: float | None = None,
        band: Band | None = None,
        token: str = "accent",
        words: str = "",
    ) -> None:
        super().__init__()
        _wide(self)
        self._token = token
        self.set(fraction, target, band, words)

    def set(
        self, fraction: float, target: float | None = None, band: Band | None = None, words: str = ""
    ) -> None:
        """Show other numbers; ``words`` say the number and its base."""
        self._fraction, self._target, self._band = min(max(fraction, 0.0), 1.0), target, band
        self.setAccessibleName(words or f"{self._fraction:.0%}")
        self.setFixedHeight(6 if target is None else 12)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, 6 if self._target is None else 12)

    def draw(self, painter: QPainter) -> None:
        width, top = float(self.width()), (self.height() - 6) / 2
        fill_round(painter, QRectF(0, top, width, 6), 3, theme().colour("track"))
        if self._band:
            low, high = self._band
            painter.fillRect(
                QRectF(low * width, top, (high - low) * width, 6), theme().colour("accent", 0.28)
            )
        if self._fraction > 0:
            clip = QPainterPath()
            clip.addRoundedRect(QRectF(0, top, width, 6), 3, 3)
            painter.setClipPath(clip)
            fill_round(painter, QRectF(0, top, self._fraction * width, 6), 3, theme().colour(self._token))
            painter.setClipping(False)
        if self._target is not None:
            fill_round(painter, QRectF(self._target * width - 1, 0, 2, 12), 1, theme().colour("text-2"))


class RangeGauge(Painted):
    """A number on a track with its healthy range tinted, such as 10 of 8 to 12 active deals."""

    def __init__(self, value: float, low: float, high: float, maximum: float, unit: str = "") -> None:
        super().__init__()
        _wide(self)
        self.set(value, low, high, maximum, unit)

    def set(self, value: float, low: float, high: float, maximum: float, unit: str = "") -> None:
        """Show other numbers; the needle stops at the end of the track."""
        self._value, self._low, self._high, self._maximum = value, low, high, max(maximum, 1)
        place = "below" if value < low else "above" if value > high else "within"
        self.setAccessibleName(f"{value:g}{unit}, {place} the healthy range of {low:g} to {high:g}{unit}")
        self._unit = unit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 16 + theme().px(16))

    def draw(self, painter: QPainter) -> None:
        width = float(self.width())
        fill_round(painter, QRectF(0, 4, width, 8), 4, theme().colour("track"))
        low, high = (width * edge / self._maximum for edge in (self._low, self._high))
        painter.fillRect(QRectF(low, 4, high - low, 8), theme().colour("accent", 0.28))
        past = not self._low <= self._value <= self._high
        needle = min(max(width * self._value / self._maximum - 2, 0), width - 4)
        fill_round(painter, QRectF(needle, 0, 4, 16), 2, theme().colour("sev-medium" if past else "accent"))
        self._labels(painter, width, low, high)

    def _labels(self, painter: QPainter, width: float, low: float, high: float) -> None:
        small, box = font("micro", tabular=True), theme().px(16)
        centred = Qt.AlignmentFlag.AlignHCenter
        for text, x, align in (
            ("0", 0.0, Qt.AlignmentFlag.AlignLeft),
            (f"{self._low:g}", low - 20, centred),
            (f"{self._high:g}", high - 20, centred),
            (f"{self._maximum:g}{self._unit}", width - 40, Qt.AlignmentFlag.AlignRight),
        ):
            draw_text(painter, QRectF(x, 17, 40, box), text, small, "text-3", align, elide=False)


class StepBar(Painted):
    """``done`` of ``of`` segments, and a part of the one under way.

    Height 4 is the huddle's pips, 16 the weeks of procurement. ``current`` between 0 and 1 fills that part
    of the segment after the done ones; at height 16 it is drawn whole and paler instead.
    """

    def __init__(
        self,
        done: int,
        of: int,
        current: float = 0.0,
        height: int = 4,
        segment: int = 0,
        gap: int = 4,
        done_token: str = "accent",
        words: str = "",
    ) -> None:
        super().__init__()
        self._height, self._segment, self._gap, self._done_token = height, segment, gap, done_token
        if not segment:
            _wide(self)
        self.set(done, of, current, words)

    def set(self, done: int, of: int, current: float = 0.0, words: str = "") -> None:
        """Show other numbers."""
        self._done, self._of, self._current = done, max(of, 1), current
        self.setAccessibleName(words or f"{done} of {of}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        each = self._segment or 20
        return QSize(self._of * each + (self._of - 1) * self._gap, self._height)

    def draw(self, painter: QPainter) -> None:
        each = self._segment or (self.width() - (self._of - 1) * self._gap) / self._of
        radius = 2.0 if self._height < 8 else 3.0
        for number in range(self._of):
            box = QRectF(number * (each + self._gap), 0, each, self._height)
            fill_round(painter, box, radius, theme().colour("track"))
            if number < self._done:
                fill_round(painter, box, radius, theme().colour(self._done_token))
            elif number == self._done and self._current > 0:
                self._draw_current(painter, box, radius)

    def _draw_current(self, painter: QPainter, box: QRectF, radius: float) -> None:
        if self._height >= 8:
            fill_round(painter, box, radius, theme().colour("accent", 0.55))
            return
        clip = QPainterPath()
        clip.addRoundedRect(box, radius, radius)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(
            QRectF(box.left(), 0, box.width() * self._current, box.height()), theme().colour("accent")
        )
        painter.restore()


class Sparkline(Painted):
    """A short line of numbers, such as alignment from 1 to 10, with a dot at the last one."""

    def __init__(
        self, points: Sequence[float] = (), low: float = 1, high: float = 10, words: str = ""
    ) -> None:
        super().__init__()
        _wide(self)
        self._low, self._high = low, high
        self.set(points, words)

    def set(self, points: Sequence[float], words: str = "") -> None:
        """Show other numbers, oldest first."""
        self._points = tuple(points)
        told = f"{', '.join(f'{point:g}' for point in self._points[-6:])} of {self._high:g}"
        self.setAccessibleName(words or (told if self._points else "No numbers yet"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 28)

    def draw(self, painter: QPainter) -> None:
        width, height = self.width() - 8.0, self.height() - 8.0
        painter.setPen(QPen(theme().colour("track"), 1))
        painter.drawLine(QPointF(4, height + 4.5), QPointF(width + 4, height + 4.5))
        if not self._points:
            return
        step = width / max(len(self._points) - 1, 1)
        span = max(self._high - self._low, 1e-9)
        line = [
            QPointF(4 + place * step, 4 + height * (1 - (point - self._low) / span))
            for place, point in enumerate(self._points)
        ]
        pen = QPen(theme().colour("accent"), 1.75)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent"))
        painter.drawEllipse(line[-1], 3.5, 3.5)


class TimerRing(Painted):
    """The ring beside a timer: the part of the time that is left."""

    def __init__(self, fraction: float = 1.0, size: int = 24, token: str = "accent") -> None:
        super().__init__()
        self._size = size
        self.set(fraction, token)

    def set(self, fraction: float, token: str = "accent") -> None:
        """Show another part; the timer's own text says it in words."""
        self._fraction, self._token = min(max(fraction, 0.0), 1.0), token
        self.setAccessibleName(f"{self._fraction:.0%} of the time left")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        painter.scale(self._size / 24, self._size / 24)
        box = QRectF(2, 2, 20, 20)
        painter.setPen(QPen(theme().colour("track"), 3))
        painter.drawEllipse(box)
        pen = QPen(theme().colour(self._token), 3)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, -round(self._fraction * 360 * 16))
