"""Running text with what came on a tint and what went struck out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.ui.charters.word_changes import ADDED, REMOVED, Piece
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.theme import theme

LINE = 17


class MarkedText(QWidget):
    """Pieces of text in the small role; a screen reader hears what was added and what was removed."""

    def __init__(self, pieces: Sequence[Piece] = (), token: str = "text", weight: int = 0) -> None:
        super().__init__()
        self._token, self._weight = token, weight
        self.pieces: tuple[Piece, ...] = ()
        self._heights: dict[tuple[int, float], int] = {}  # layouts ask for one width many times
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._again)
        self.set_pieces(pieces)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show other text."""
        self.pieces = tuple(pieces)
        self._heights.clear()
        spoken = {ADDED: "added: {}", REMOVED: "removed: {}"}
        self.setAccessibleName(
            " ".join(spoken.get(piece.how, "{}").format(piece.text.strip()) for piece in self.pieces)
        )
        self._again()

    def _again(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        key = (width, theme().scale)
        if key not in self._heights:
            self._heights[key] = self._laid_out(width)[1]
        return self._heights[key]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme().px(LINE))

    def _laid_out(self, width: float) -> tuple[QTextLayout, int]:
        text = "".join(piece.text for piece in self.pieces).replace("\n", "\u2028")
        layout = QTextLayout(text, font("small", weight=self._weight))
        layout.setFormats(self._formats())
        layout.beginLayout()
        count, height = 0, theme().px(LINE)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, round(count * height + (height - line.height()) / 2)))
            count += 1
        layout.endLayout()
        return layout, max(count, 1) * height

    def _formats(self) -> list[QTextLayout.FormatRange]:
        ranges, start = [], 0
        for piece in self.pieces:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, len(piece.text), self._format(piece.how)
            ranges.append(made)
            start += len(piece.text)
        return ranges

    def _format(self, how: str) -> QTextCharFormat:
        drawn = QTextCharFormat()
        drawn.setForeground(theme().colour(self._token))
        if how == ADDED:
            drawn.setForeground(theme().colour("ok-text"))
            drawn.setBackground(theme().colour("ok-tint"))
        elif how == REMOVED:
            drawn.setForeground(theme().colour("text-3"))
            drawn.setFontStrikeOut(True)
        return drawn

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        layout, _ = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0), [], QRectF())
        painter.end()


def fixed_label(pieces: Sequence[Piece], width: int) -> MarkedText:
    """A marked text of a width of its own, such as the topic before a clause."""
    made = MarkedText(pieces, weight=600)
    made.setFixedWidth(width)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    made.setMinimumHeight(made.heightForWidth(width))
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
