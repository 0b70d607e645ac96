"""Small painted marks: chips, severity, the 24-hour ring, avatars, keycaps. Shape and colour together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from se_desk.ui.kit.clock import ClockRing as ClockRing  # one place to look for marks
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import Painted, draw_text, fill_round, text_width, tint
from se_desk.ui.kit.theme import theme

SEVERITIES = ("low", "medium", "high", "critical")


def paint_severity(
    painter: QPainter, rect: QRectF, severity: str | None, colour: QColor | None = None
) -> None:
    """Low a ring, medium a half disc, high a disc, critical a diamond, none a dot; drawn on a 10 px grid.

    In the theme's colour, or in ``colour`` where the ground is not the theme's.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.left(), rect.top())
    painter.scale(rect.width() / 10, rect.height() / 10)
    centre = QPointF(5, 5)
    colour = colour or theme().colour(f"sev-{severity}" if severity else "text-3")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if severity == "critical":
        painter.drawPolygon([QPointF(5, 0), QPointF(10, 5), QPointF(5, 10), QPointF(0, 5)])
    elif severity == "high":
        painter.drawEllipse(centre, 4.25, 4.25)
    elif severity == "medium":
        painter.drawPie(QRectF(1.25, 1.25, 7.5, 7.5), 90 * 16, 180 * 16)
        _ring(painter, QPen(colour, 1.5), 3.75)
    elif severity == "low":
        _ring(painter, QPen(colour, 1.75), 3.5)
    else:
        painter.drawEllipse(centre, 1.5, 1.5)
    painter.restore()


def _ring(painter: QPainter, pen: QPen, radius: float) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(5, 5), radius, radius)


def severity_words(severity: str | None) -> str:
    """The word that stands for the glyph."""
    return str(severity).capitalize() if severity else "No severity"


class SeverityGlyph(Painted):
    """The 10 px shape of a severity; its word is its accessible name."""

    def __init__(self, severity: str | None = None, size: int = 10) -> None:
        super().__init__()
        self._size = size
        self.set_severity(severity)

    def set_severity(self, severity: str | None) -> None:
        """Show another severity; None is the dot."""
        self._severity = str(severity) if severity else None
        self.setAccessibleName(severity_words(self._severity))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        paint_severity(painter, QRectF(self.rect()), self._severity)


@dataclass(frozen=True)
class ChipSpec:
    """A chip as a value, for delegates and timelines."""

    text: str
    tone: str = "neutral"
    glyph: str | None = None


def _chip_font() -> QFont:
    return font("micro")


def chip_height() -> int:
    """20 px at the usual text size."""
    return theme().px(20)


def chip_width(spec: ChipSpec) -> int:
    """What a chip takes in width."""
    glyph = 0.0
    if spec.glyph:
        glyph = (10.0 if spec.glyph in SEVERITIES else 12.0) + 6.0
    return -int(-(16 + glyph + text_width(spec.text, _chip_font())) // 1)


def paint_chip(painter: QPainter, rect: QRectF, spec: ChipSpec, fill: str = "") -> None:
    """Paint a chip into ``rect``; ``fill`` is another ground, for a chip on a selected row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, token = tint(spec.tone)
    if spec.tone == "line":
        ground_colour = theme().colour(fill) if fill else None
        fill_round(painter, rect, 6, ground_colour, theme().colour("line-strong"))
    else:
        fill_round(painter, rect, 6, theme().colour(fill or ground))
    x = rect.left() + 8
    if spec.glyph in SEVERITIES:
        paint_severity(painter, QRectF(x, rect.center().y() - 5, 10, 10), spec.glyph)
        x += 16
    elif spec.glyph:
        paint_icon(painter, QRectF(x, rect.center().y() - 6, 12, 12), spec.glyph, token)
        x += 18
    draw_text(
        painter, QRectF(x, rect.top(), rect.right() - x - 7, rect.height()), spec.text, _chip_font(), token
    )


class Chip(Painted):
    """A word or two on a tint. Never clickable."""

    def __init__(self, text: str, tone: str = "neutral", glyph: str | None = None) -> None:
        super().__init__()
        self.set(text, tone, glyph)

    @property
    def spec(self) -> ChipSpec:
        """What it shows."""
        return self._spec

    def set(self, text: str, tone: str = "neutral", glyph: str | None = None) -> None:
        """Show something else."""
        self._spec = ChipSpec(text, tone, str(glyph) if glyph else None)
        self.setAccessibleName(text)
        self._theme_changed()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._spec), chip_height())

    def draw(self, painter: QPainter) -> None:
        paint_chip(painter, QRectF(self.rect()), self._spec)


def initials_of(name: str) -> str:
    """First letters of the first and last word, at most two: "Ada Lovelace" is "AL"."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class Avatar(Painted):
    """A person's initials in a circle; ``accent`` is the person at this desk."""

    def __init__(self, initials: str, name: str = "", accent: bool = False, size: int = 24) -> None:
        super().__init__()
        self._size, self._accent = size, accent
        self.set(initials, name)

    def set(self, initials: str, name: str = "") -> None:
        """Show another person."""
        self._initials = initials
        self.setAccessibleName(name or initials)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        ground, token = tint("accent" if self._accent else "neutral")
        box = QRectF(self.rect())
        fill_round(painter, box, self._size / 2, theme().colour(ground))
        drawn = font("micro", weight=600)
        drawn.setPixelSize(10 if self._size < 32 else 14)
        draw_text(painter, box, self._initials, drawn, token, Qt.AlignmentFlag.AlignHCenter, elide=False)


class KeyCap(Painted):
    """The keys that do it, such as Ctrl+K; ``ground`` is the token behind the words."""

    def __init__(self, keys: str, ground: str = "neutral-tint") -> None:
        super().__init__()
        self._keys, self._ground = keys, ground
        self.setAccessibleName(keys)

    def sizeHint(self) -> QSize:
        return QSize(-int(-(12 + text_width(self._keys, font("micro"))) // 1), theme().px(20))

    def draw(self, painter: QPainter) -> None:
        paint_keycap(painter, QRectF(self.rect()), self._keys, self._ground)


def keycap_width(keys: str) -> int:
    """What a keycap takes in width, for delegates."""
    return -int(-(12 + text_width(keys, font("micro"))) // 1)


def paint_keycap(painter: QPainter, rect: QRectF, keys: str, ground: str = "neutral-tint") -> None:
    """Paint a keycap into ``rect``."""
    fill_round(painter, rect, 4, theme().colour(ground))
    draw_text(painter, rect, keys, font("micro"), "neutral-text", Qt.AlignmentFlag.AlignHCenter, elide=False)


class LetterBadge(Painted):
    """One letter in a 20 px square: filled when there is evidence, outlined when there is none."""

    def __init__(self, letter: str, on: bool = False, name: str = "") -> None:
        super().__init__()
        self._letter, self._words = letter, name or letter
        self.set_on(on)

    def set_on(self, on: bool) -> None:
        """Whether there is evidence."""
        self._on = on
        self.setAccessibleName(f"{self._words}: {'evidenced' if on else 'no evidence yet'}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def draw(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        if self._on:
            fill_round(painter, box, 5, theme().colour("accent-tint"))
        else:
            fill_round(painter, box, 5, border=theme().colour("line-strong"))
        token = "accent-text" if self._on else "text-3"
        draw_text(
            painter,
            box,
            self._letter,
            font("micro", weight=600),
            token,
            Qt.AlignmentFlag.AlignHCenter,
            elide=False,
        )


class BrandMark(Painted):
    """The program's mark: one sheet before another."""

    def __init__(self, size: int = 24) -> None:
        super().__init__()
        self._size = size
        self.setAccessibleName("SE Desk")

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def draw(self, painter: QPainter) -> None:
        painter.scale(self._size / 24, self._size / 24)
        fill_round(painter, QRectF(0, 0, 24, 24), 6, theme().colour("accent-fill"))
        pen = QPen(Qt.GlobalColor.white, 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawRect(QRectF(6, 7.5, 8, 6))
        behind = QPainterPath(QPointF(10, 16.5))
        behind.lineTo(18, 16.5)
        behind.lineTo(18, 10.5)
        pen.setColor(theme().colour("on-accent", 0.62))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(behind)
