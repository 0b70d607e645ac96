"""The forecast axis: the AE's date and the SE's read side by side, and the gap between them as a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy

from se_desk.ui.kit.days import MONTHS, short_day
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.painting import Painted, draw_text, fill_round, hatch, text_width, tint
from se_desk.ui.kit.theme import theme

EDGE = 16.0
_RIGHT, _LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Forecast:
    """What the axis shows. Titles and notes are words for people: "Commit, 30 Sep", "Tom, since 12 Aug"."""

    today_on: date
    ae_on: date | None = None
    ae_title: str = ""
    ae_note: str = ""
    read_on: date | None = None
    read_title: str = ""
    read_note: str = ""
    earliest_on: date | None = None

    @property
    def days_apart(self) -> int | None:
        """Days between the two dates, None where one is missing."""
        if self.ae_on is None or self.read_on is None:
            return None
        return abs((self.read_on - self.ae_on).days)


@dataclass(frozen=True)
class _Block:
    """Three lines of one side: label, value, note."""

    label: str
    value: str
    note: str
    token: str
    x: float
    width: float
    align: Qt.AlignmentFlag

    @property
    def right(self) -> float:
        return self.x + self.width


def gap_words(days: int) -> str:
    """ "45 days apart", "1 day apart", "No gap"."""
    if days == 0:
        return "No gap"
    return f"{days} {'day' if days == 1 else 'days'} apart"


def gap_tone(days: int) -> str:
    """Green for none, neutral under 8 days, high to 30, critical over 30."""
    return "green" if days == 0 else "neutral" if days < 8 else "high" if days <= 30 else "critical"


def month_starts(first: date, last: date) -> list[date]:
    """The first days of the months from ``first``'s to the one after ``last``."""
    count = (last.year - first.year) * 12 + last.month - first.month + 2
    start = first.year * 12 + first.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, start + count)]


class ForecastAxis(Painted):
    """The product's signature: two dates, a hatched gap, and how many days it is."""

    def __init__(self, forecast: Forecast | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(forecast)

    def set(self, forecast: Forecast | None) -> None:
        """Show another forecast."""
        self._forecast = forecast
        self.setAccessibleName(self._words())
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        shown = self._forecast
        if shown is None:
            return "No forecast yet"
        parts = [
            f"AE forecast: {shown.ae_title or 'none'}",
            f"SE read: {shown.read_title or 'none'}",
        ]
        if shown.days_apart is not None:
            parts.append(gap_words(shown.days_apart))
        if shown.earliest_on is not None:
            parts.append(f"earliest signature {short_day(shown.earliest_on)}")
        return ", ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(480, theme().px(116) + (theme().px(32) if self._badge_below() else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, _event: object) -> None:
        self.updateGeometry()

    # ---- where things are -------------------------------------------------

    def _days(self) -> list[date]:
        shown = self._forecast
        if shown is None:
            return []
        asked = (shown.today_on, shown.ae_on, shown.read_on, shown.earliest_on)
        return sorted(day for day in asked if day is not None)

    def _ticks(self) -> list[date]:
        days = self._days()
        return month_starts(days[0], days[-1]) if days else []

    def _x(self, day: date) -> float:
        ticks = self._ticks()
        span = (ticks[-1] - ticks[0]).days
        return EDGE + (self.width() - 2 * EDGE) * (day - ticks[0]).days / span

    def _blocks(self) -> list[_Block]:
        """The words of each side lie outside the gap; at the edge of the card they are pushed in."""
        shown = self._forecast
        if shown is None:
            return []
        sides = []
        if shown.ae_on is not None:
            sides.append((shown.ae_on, "AE forecast", shown.ae_title, shown.ae_note, "text"))
        if shown.read_on is not None:
            sides.append((shown.read_on, "SE read", shown.read_title, shown.read_note, "accent"))
        sides.sort(key=lambda side: side[0])
        made = [self._block(side, last=place > 0 or shown.ae_on is None) for place, side in enumerate(sides)]
        if len(made) == 2 and made[0].right + 24 > made[1].x:
            made = self._pushed_apart(made[0], made[1])
        return made

    def _block(self, side: tuple[date, str, str, str, str], last: bool) -> _Block:
        day, label, value, note, token = side
        width = max(
            text_width(label, _label_font()),
            text_width(value, font("heading")),
            text_width(note, font("small")),
        )
        width = min(width + 2, (self.width() - 2 * EDGE - 24) / 2)
        x = self._x(day) + EDGE if last else self._x(day) - EDGE - width
        x = min(max(x, EDGE), self.width() - EDGE - width)
        left_of_day = x + width <= self._x(day)
        return _Block(label, value, note, token, x, width, _RIGHT if left_of_day else _LEFT)

    def _pushed_apart(self, first: _Block, second: _Block) -> list[_Block]:
        over = first.right + 24 - second.x
        left = max(first.x - over / 2, EDGE)
        right = min(max(second.x, left + first.width + 24), self.width() - EDGE - second.width)
        left = min(left, right - 24 - first.width)
        moved = []
        for block, x in ((first, left), (second, right)):
            moved.append(
                _Block(block.label, block.value, block.note, block.token, x, block.width, block.align)
            )
        return moved

    def _badge_box(self) -> QRectF | None:
        """Between the two blocks, None when it does not fit there."""
        blocks, shown = self._blocks(), self._forecast
        days = shown.days_apart if shown else None
        if shown is None or days is None or shown.ae_on is None or shown.read_on is None or len(blocks) < 2:
            return None
        wide = text_width(gap_words(days), font("ui", weight=600)) + 24
        left, right = blocks[0].right + 12, blocks[1].x - 12
        if right - left < wide:
            return None
        x = (self._x(shown.ae_on) + self._x(shown.read_on)) / 2 - wide / 2
        return QRectF(min(max(x, left), right - wide), 30, wide, 28)

    def _badge_below(self) -> bool:
        shown = self._forecast
        return (
            self.width() > 0
            and shown is not None
            and shown.days_apart is not None
            and self._badge_box() is None
        )

    # ---- painting ---------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        shown = self._forecast
        if shown is None:
            draw_text(
                painter,
                QRectF(self.rect()).adjusted(16, 0, -16, 0),
                "No forecast yet",
                font("body"),
                "text-3",
            )
            return
        self._draw_track(painter, shown)
        self._draw_months(painter, shown)
        for block in self._blocks():
            self._draw_block(painter, block)
        if shown.days_apart is not None:
            self._draw_badge(painter, shown.days_apart)
        elif not self._blocks():
            draw_text(painter, QRectF(16, 14, 400, 20), "No dates yet", font("body"), "text-3")

    def _draw_track(self, painter: QPainter, shown: Forecast) -> None:
        track = QRectF(EDGE, 79, self.width() - 2 * EDGE, 6)
        fill_round(painter, track, 3, theme().colour("track"))
        today = self._x(shown.today_on)
        if today - EDGE > 1:
            clip = QPainterPath()
            clip.addRoundedRect(track, 3, 3)
            painter.save()
            painter.setClipPath(clip)
            painter.fillRect(QRectF(EDGE, 79, today - EDGE, 6), theme().colour("text-3", 0.55))
            painter.restore()
        self._draw_gap(painter, shown)
        if shown.earliest_on is not None and shown.earliest_on not in (shown.ae_on, shown.read_on):
            painter.fillRect(
                QRectF(round(self._x(shown.earliest_on)) - 1, 76, 2, 12), theme().colour("text-3")
            )
        fill_round(painter, QRectF(round(today) - 0.5, 75, 2, 14), 1, theme().colour("text-2"))
        self._draw_ends(painter, shown)

    def _draw_gap(self, painter: QPainter, shown: Forecast) -> None:
        if shown.ae_on is None or shown.read_on is None or not shown.days_apart:
            return
        left, right = sorted((self._x(shown.ae_on), self._x(shown.read_on)))
        tone = gap_tone(shown.days_apart)
        fill, stroke = ("neutral-tint", "text-3") if tone == "neutral" else (tint(tone)[0], f"sev-{tone}")
        painter.fillRect(
            QRectF(left, 79, right - left, 6), hatch(fill, stroke, 0.38, self.devicePixelRatioF())
        )

    def _draw_ends(self, painter: QPainter, shown: Forecast) -> None:
        if shown.read_on is not None:
            painter.setPen(QPen(theme().colour("surface"), 2))
            painter.setBrush(theme().colour("accent"))
            painter.drawEllipse(QPointF(self._x(shown.read_on), 82), 7, 7)
        if shown.ae_on is not None:
            painter.setPen(QPen(theme().colour("text-2"), 2))
            same = shown.ae_on == shown.read_on
            painter.setBrush(Qt.BrushStyle.NoBrush if same else theme().colour("surface"))
            radius = 9.0 if same else 6.0
            painter.drawEllipse(QPointF(self._x(shown.ae_on), 82), radius, radius)

    def _draw_months(self, painter: QPainter, shown: Forecast) -> None:
        small, ticks = _label_font(500), self._ticks()
        box = QRectF(0, 94, 0, theme().px(14))
        today = f"Today, {short_day(shown.today_on)}"
        wide = text_width(today, small)
        x = self._x(shown.today_on) + 8
        if x + wide > self.width() - EDGE:
            x = self._x(shown.today_on) - 8 - wide
        taken = [(x - 6, x + wide + 6)]
        draw_text(painter, box.adjusted(x, 0, x + wide + 1, 0), today, small, "text-2", elide=False)
        for place, tick in enumerate(ticks):
            words = MONTHS[tick.month - 1] + (f" {tick.year}" if tick.month == 1 else "")
            length = text_width(words, small)
            left = self._x(tick) - (length if place == len(ticks) - 1 else 0)
            if all(left > end or left + length < begin for begin, end in taken):
                taken.append((left - 6, left + length + 6))
                draw_text(
                    painter, box.adjusted(left, 0, left + length + 1, 0), words, small, "text-3", elide=False
                )

    def _draw_block(self, painter: QPainter, block: _Block) -> None:
        line = QRectF(block.x, 14, block.width, 16)
        draw_text(painter, line, block.label, _label_font(), "text-3", block.align)
        value = QRectF(block.x, 32, block.width, 20)
        draw_text(painter, value, block.value, font("heading"), block.token, block.align)
        draw_text(painter, line.translated(0, 38), block.note, font("small"), "text-3", block.align)

    def _draw_badge(self, painter: QPainter, days: int) -> None:
        words, drawn = gap_words(days), font("ui", weight=600)
        box = self._badge_box()
        if box is None:
            box = QRectF(EDGE, theme().px(116) - 4, text_width(words, drawn) + 24, 28)
        fill, token = tint(gap_tone(days))
        fill_round(painter, box, 6, theme().colour(fill))
        draw_text(painter, box, words, drawn, token, Qt.AlignmentFlag.AlignHCenter, elide=False)


def _label_font(weight: int = 600) -> QFont:
    return font("micro", weight=weight)
