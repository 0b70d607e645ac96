"""What the painted widgets share: repainting on a change of theme, round fills, tints and pens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.ui.kit.theme import theme

# tone -> (fill, text); "line" has no fill but a border
_TINTS = {
    "neutral": ("neutral-tint", "neutral-text"),
    "line": ("", "neutral-text"),
    "accent": ("accent-tint", "accent-text"),
    "amber": ("sev-medium-tint", "sev-medium-text"),
    "green": ("ok-tint", "ok-text"),
    "low": ("sev-low-tint", "sev-low-text"),
    "medium": ("sev-medium-tint", "sev-medium-text"),
    "high": ("sev-high-tint", "sev-high-text"),
    "critical": ("sev-critical-tint", "sev-critical-text"),
}
TONES = tuple(_TINTS)
LONGEST_LINE = 1_000  # letters; no screen shows more in one line, and measuring a pasted page takes seconds


def tint(tone: str) -> tuple[str, str]:
    """The fill and text tokens of a tone; the fill of "line" is empty."""
    return _TINTS[tone]


class Painted(QWidget):
    """A widget that paints itself with the theme and says so to a screen reader through its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._theme_changed)

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Paint the whole widget; antialiasing is on."""
        raise NotImplementedError


def fill_round(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | QBrush | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded rectangle; the border lies inside ``rect`` and is sharp at whole pixels."""
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush) if fill is None else fill)
    painter.setPen(Qt.PenStyle.NoPen)
    if border is not None:
        pen = QPen(border, width)
        if dashed:
            pen.setDashPattern([2.4 / width, 2.0 / width])
        painter.setPen(pen)
        inset = width / 2
        rect = rect.adjusted(inset, inset, -inset, -inset)
        radius = max(radius - inset, 0.0)
    painter.drawRoundedRect(rect, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, width: float = 2.0) -> None:
    """The 2 px accent ring that shows where the keyboard is."""
    fill_round(painter, rect, radius, border=theme().colour("accent"), width=width)


def elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    """One line of text, shortened to ``width`` px at its right."""
    return metrics.elidedText(text[:LONGEST_LINE], Qt.TextElideMode.ElideRight, width)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    token: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = True,
) -> float:
    """One line of text, centred in height, elided at the right; the width it took."""
    metrics = QFontMetricsF(font)
    shown = elided(metrics, text, rect.width()) if elide else text
    taken = metrics.horizontalAdvance(shown)
    x = rect.left()
    if align & Qt.AlignmentFlag.AlignRight:
        x = rect.right() - taken
    elif align & Qt.AlignmentFlag.AlignHCenter:
        x = rect.center().x() - taken / 2
    painter.setFont(font)
    painter.setPen(theme().colour(token))
    # Whole pixels for the baseline: half ones blur every stem.
    base = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(x, round(base)), shown)
    return taken


def text_width(text: str, font: QFont) -> float:
    """The advance of one line in pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def round_up(number: float) -> int:
    """The next whole pixel."""
    return -int(-number // 1)


def hatch(fill: str, stroke: str, alpha: float, ratio: float) -> QBrush:
    """45 degree hatching of 6 px, as a brush; Qt's own pattern is too coarse."""
    step = 6 * 2**0.5  # the tile repeats along x and y, so that the stripes lie 6 px apart
    edge = round(step * ratio)
    tile = QPixmap(edge, edge)
    tile.fill(theme().colour(fill))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour(stroke, alpha), 1.5 * ratio))
    for shift in (-edge, 0, edge):
        painter.drawLine(QPointF(shift - 2, edge + 2), QPointF(shift + edge + 2, -2))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return QBrush(tile)
