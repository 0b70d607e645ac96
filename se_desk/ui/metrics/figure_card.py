"""A figure on a card: title, standing, value with its base, chart, and a note under a rule."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from se_desk.domain.metrics_words import Figure
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.labels import PlainLabel
from se_desk.ui.kit.layout import HLine, Surface, hbox, vbox
from se_desk.ui.kit.marks import Chip
from se_desk.ui.kit.painting import Painted, draw_text, fill_round, round_up, text_width
from se_desk.ui.kit.theme import theme
from se_desk.ui.metrics.chart import PALE, Chart

Swatch = tuple[str, str]  # its look ("pale", "full", "tick") and its words
_LOOKS = {"pale": (10, 10), "full": (10, 10), "tick": (2, 12)}


class FigureCard(Surface):
    """One figure and its chart. ``legend`` explains the chart's marks where there is more than one."""

    def __init__(self, chart: Chart, legend: tuple[Swatch, ...] = ()) -> None:
        super().__init__("card")
        self.chart, self.key = chart, ""
        self._title = PlainLabel("", "body", weight=600)
        self._standing = Chip("")
        self._aside = PlainLabel("", "small", "text-3")
        self._value = PlainLabel("", "display")
        self._base = PlainLabel("", "small", "text-3", elide=True)
        self._note = PlainLabel("", "small", "text-2", elide=True)
        self._lay_out(Legend(legend) if legend else None)

    def _lay_out(self, legend: Legend | None) -> None:
        head = hbox(self._title, None, self._standing, self._aside)
        value = hbox(self._value, gap=8)
        value.addWidget(self._base, 1, Qt.AlignmentFlag.AlignBottom)
        self._base.setContentsMargins(0, 0, 0, 6)
        foot = hbox(gap=12)
        if legend is not None:
            foot.addWidget(legend)
        foot.addWidget(self._note, 1)
        self.setLayout(
            vbox(
                *(head, 2, value, 12),
                self.chart,
                *(12, HLine(), 10, foot),
                margins=(20, 16, 20, 16),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figure(self, figure: Figure) -> None:
        """Show other words; those of the chart are its own."""
        self.key = figure.key
        self.setAccessibleName(figure.say())
        self._title.set_text(figure.title)
        plain = figure.tone == "neutral"
        self._standing.setVisible(bool(figure.standing) and not plain)
        self._standing.set(figure.standing, figure.tone)
        self._aside.setVisible(bool(figure.standing) and plain)
        self._aside.set_text(figure.standing)
        self._value.set_text(figure.value)
        self._base.set_text(figure.base)
        left = " ".join(figure.left_out)
        self._note.set_text(" ".join(part for part in (figure.note, left) if part))


class Legend(Painted):
    """What the marks of a chart stand for."""

    def __init__(self, swatches: tuple[Swatch, ...]) -> None:
        super().__init__()
        self._swatches = swatches
        self.setAccessibleName(", ".join(words for _, words in swatches))

    def sizeHint(self) -> QSize:
        small = font("small")
        wide = sum(_LOOKS[look][0] + 20 + text_width(words, small) for look, words in self._swatches)
        return QSize(round_up(wide), theme().px(16))

    def draw(self, painter: QPainter) -> None:
        x = 0.0
        for look, words in self._swatches:
            wide, tall = _LOOKS[look]
            box = QRectF(x, (self.height() - tall) / 2, wide, tall)
            colour = theme().colour("text-2" if look == "tick" else "accent", PALE if look == "pale" else 1)
            fill_round(painter, box, 1 if look == "tick" else 2, colour)
            x += wide + 6
            line = QRectF(x, 0, self.width(), self.height())
            x += draw_text(painter, line, words, font("small"), "text-2", elide=False) + 14
