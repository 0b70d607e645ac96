"""Words on paper: fonts of a role, and text broken into slices of one line each.

All sizes are in px of an A4 page of 794 x 1123 (96 to the inch), as in the design's record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from se_desk.ui.kit.fonts import MONO_FAMILY, UI_FAMILY
from se_desk.ui.kit.theme import tokens
from se_desk.ui.paper.flow import Paint, Slice

INK = "#1A2023"
QUIET = "#4B5457"
LINE = "#CBC7BD"
NO_LIGATURES = ("liga", "clig", "calt", "dlig")


def paper_colour(token: str) -> QColor:
    """A colour of the light theme: paper is white, whatever the screen is."""
    return QColor(tokens()["color"]["light"][token]["value"])


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: px size and line height, weight 400 to 600, colour, family."""

    size: float = 12
    line: float = 17
    weight: int = 400
    colour: str = INK
    mono: bool = False
    italic: bool = False

    def font(self) -> QFont:
        """The font, without ligatures, so that a reader finds "first" in the text of the PDF."""
        made = QFont(MONO_FAMILY if self.mono else UI_FAMILY)
        made.setPointSizeF(self.size * 0.75)  # 96 px are 72 points
        made.setWeight(QFont.Weight(self.weight))
        made.setItalic(self.italic)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if hasattr(QFont, "setFeature"):
            for tag in NO_LIGATURES:
                made.setFeature(QFont.Tag(tag), 0)
        return made


@dataclass(frozen=True, slots=True)
class Words:
    """A run of one style."""

    text: str
    style: Style


class Lines:
    """Words broken to a width; each line can be painted by itself."""

    def __init__(self, runs: Sequence[Words], width: float, align: str = "left") -> None:
        self.height = max((run.style.line for run in runs), default=0.0)
        self._layout = _layout(runs, align)
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
        self._layout.endLayout()

    def __len__(self) -> int:
        return self._layout.lineCount()

    def width(self) -> float:
        """The widest line, in px."""
        return max((self._layout.lineAt(n).naturalTextWidth() for n in range(len(self))), default=0.0)

    def last_width(self) -> float:
        """The last line, in px."""
        return self._layout.lineAt(len(self) - 1).naturalTextWidth() if len(self) else 0.0

    def paint(self, painter: QPainter, number: int, x: float, y: float) -> None:
        """Line ``number``, centred in its line height; nothing where there is no such line."""
        if number < len(self):
            line = self._layout.lineAt(number)
            top = y + (self.height - line.height()) / 2
            line.draw(painter, QPointF(x, top - line.y()))


def _layout(runs: Sequence[Words], align: str) -> QTextLayout:
    text = "".join(run.text for run in runs).replace("\n", "\u2028")
    first = runs[0].style if runs else Style()
    made = QTextLayout(text, first.font())
    option = QTextOption({"right": Qt.AlignmentFlag.AlignRight}.get(align, Qt.AlignmentFlag.AlignLeft))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.setFormats(list(_formats(runs)))
    return made


def _formats(runs: Iterable[Words]) -> Iterable[QTextLayout.FormatRange]:
    start = 0
    for run in runs:
        found = QTextLayout.FormatRange()
        found.start = start
        found.length = len(run.text.encode("utf-16-le")) // 2
        found.format = QTextCharFormat()
        found.format.setFont(run.style.font())
        found.format.setForeground(QColor(run.style.colour))
        start += found.length
        yield found


@dataclass(frozen=True, slots=True)
class Cell:
    """Words at ``x``, broken to ``width``."""

    x: float
    width: float
    runs: tuple[Words, ...]
    align: str = "left"


def row(cells: Sequence[Cell], *, keep: bool = False, after: float = 0.0) -> list[Slice]:
    """Cells side by side as slices of one line each, so that a page may break between any two lines.

    The first two and the last two lines stay together; ``keep`` ties the last one to what follows,
    ``after`` is room below.
    """
    laid = [(cell, Lines(cell.runs, cell.width, cell.align)) for cell in cells]
    count = max((len(lines) for _, lines in laid), default=0)
    height = max((lines.height for _, lines in laid), default=0.0)
    slices = []
    for number in range(count):
        tied = number == 0 or number == count - 2
        last = number == count - 1
        slices.append(
            Slice(
                height + (after if last else 0.0),
                _painter(laid, number),
                keep=keep if last else tied,
            )
        )
    return slices


def _painter(laid: list[tuple[Cell, Lines]], number: int) -> Paint:
    def paint(painter: QPainter, y: float) -> None:
        for cell, lines in laid:
            lines.paint(painter, number, cell.x, y)

    return paint
