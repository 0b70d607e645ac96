"""Text that shows a person's words: never guessed to be rich text, in the roles and tokens of the design."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from se_desk.ui.kit.fonts import font, line_height
from se_desk.ui.kit.painting import LONGEST_LINE, elided
from se_desk.ui.kit.theme import theme


class PlainLabel(QLabel):
    """A label in one role and one token; its text is plain whatever it holds."""

    def __init__(
        self,
        text: str = "",
        role: str = "ui",
        token: str = "text",
        *,
        wrap: bool = False,
        weight: int = 0,
        tabular: bool = False,
        elide: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role, self._weight, self._tabular, self._elide = role, weight, tabular, elide
        self._full = ""
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.set_token(token)
        self.set_text(text)
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFont(font(self._role, weight=self._weight, tabular=self._tabular))
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.WindowText, theme().colour(self._token))
        self.setPalette(dress)
        if not self.wordWrap():
            self.setMinimumHeight(line_height(self._role))

    def set_text(self, text: str) -> None:
        """Show ``text`` as it stands; an eliding label keeps the whole for its tooltip and its reader."""
        self._full = text
        if self._elide:
            self._shorten()
        else:
            self.setText(text)

    def full_text(self) -> str:
        """The text before it was shortened."""
        return self._full

    def set_token(self, token: str) -> None:
        """Write it in another colour."""
        self._token = token
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Under a style sheet Qt gives a widget its first font and colours back when it gets a new parent.
        if event.type() == QEvent.Type.ParentChange:
            self._dress()

    def _shorten(self) -> None:
        metrics = self.fontMetrics()
        # The width is 0 before the first layout: show the whole until then.
        width = (
            self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.isVisible() else 10_000
        )
        shown = metrics.elidedText(self._full[:LONGEST_LINE], Qt.TextElideMode.ElideRight, width)
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
        self.setAccessibleName(self._full)

    def sizeHint(self) -> QSize:
        if not self._elide:
            return super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, line_height(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._shorten()


class Caption(PlainLabel):
    """The small label above a group."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "micro", "text-3", weight=600, parent=parent)


@dataclass(frozen=True)
class Run:
    """A stretch of text in one colour and weight."""

    text: str
    token: str = ""
    weight: int = 0
    mono: bool = False


Content = str | Sequence[Run]
# An address that is longer than the line must not run over what stands beside it. Qt looks to the end of a
# word for each line it fills, so a word without end is broken wherever the line ends.
_BY_WORDS, _ANYWHERE = QTextOption(), QTextOption()
_BY_WORDS.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
_ENDLESS = re.compile(rf"\S{{{LONGEST_LINE}}}")


def runs_of(content: Content) -> tuple[Run, ...]:
    """Content as runs."""
    return (Run(content),) if isinstance(content, str) else tuple(content)


def plain_of(content: Content) -> str:
    """Content as one string."""
    return content if isinstance(content, str) else "".join(run.text for run in content)


def layout_runs(
    content: Content, role: str, token: str, width: float, height: float, max_lines: int = 0
) -> tuple[QTextLayout, int]:
    """Lay runs out in lines of ``height`` px, at most ``max_lines`` (0: all); the layout and its line count.

    Where text is left over, the last line ends in an ellipsis.
    """
    if max_lines:
        content = _cut(runs_of(content), max_lines * LONGEST_LINE)
    layout, count, used = _lay(content, role, token, width, height, max_lines)
    whole = plain_of(content).replace("\n", "\u2028")
    if not max_lines or used >= len(whole):
        return layout, count
    last = layout.lineAt(count - 1)
    start = last.textStart()
    metrics = QFontMetricsF(font(role, weight=600))
    tail = elided(metrics, whole[start : start + LONGEST_LINE].split("\u2028")[0] + "…", width)
    kept = _cut(runs_of(content), start + len(tail.rstrip("…").rstrip()))
    layout, count, _ = _lay(
        (*kept, Run("…", kept[-1].token if kept else "")), role, token, width, height, max_lines
    )
    return layout, count


def _cut(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    kept: list[Run] = []
    for run in runs:
        if length <= 0:
            break
        kept.append(Run(run.text[:length], run.token, run.weight, run.mono))
        length -= len(run.text)
    return tuple(kept)


def _lay(
    content: Content, role: str, token: str, width: float, height: float, max_lines: int
) -> tuple[QTextLayout, int, int]:
    layout = QTextLayout(plain_of(content).replace("\n", "\u2028"), font(role))
    layout.setFormats(_formats(runs_of(content), role, token))
    layout.setTextOption(_ANYWHERE if _ENDLESS.search(layout.text()) else _BY_WORDS)
    layout.beginLayout()
    count, used = 0, 0
    while not max_lines or count < max_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, round(count * height + (height - line.height()) / 2)))
        count, used = count + 1, line.textStart() + line.textLength()
    layout.endLayout()
    return layout, count, used


def _formats(runs: Sequence[Run], role: str, token: str) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    start = 0
    for run in runs:
        drawn = QTextCharFormat()
        drawn.setForeground(theme().colour(run.token or token))
        drawn.setFont(_run_font(run, role))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, len(run.text), drawn
        ranges.append(made)
        start += len(run.text)
    return ranges


def _run_font(run: Run, role: str) -> QFont:
    if not run.mono:
        return font(role, weight=run.weight)
    made = font("mono", weight=run.weight)
    made.setPixelSize(min(made.pixelSize(), font(role).pixelSize()))
    return made


class BodyText(QWidget):
    """Running text with the design's line height, in one or more runs, cut after ``max_lines``."""

    def __init__(
        self,
        content: Content = "",
        role: str = "body",
        token: str = "text",
        max_lines: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content: Content = content
        self._role, self._token, self._max_lines = role, token, max_lines
        # One line has one height: a row that holds it may then set its own.
        one = max_lines == 1
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed if one else QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(not one)
        self.setSizePolicy(policy)
        self.setAccessibleName(plain_of(content))
        theme().changed.connect(self._again)

    def set_content(self, content: Content) -> None:
        """Show other text."""
        self._content = content
        self.setAccessibleName(plain_of(content))
        self._again()

    def text(self) -> str:
        """The whole text as one string."""
        return plain_of(self._content)

    def _again(self) -> None:
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self._max_lines != 1

    def heightForWidth(self, width: int) -> int:
        _, count = layout_runs(
            self._content, self._role, self._token, width, line_height(self._role), self._max_lines
        )
        return max(count, 1) * line_height(self._role)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(self._role, weight=600)).horizontalAdvance(plain_of(self._content))
        wide = min(round(width) + 4, 560)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, line_height(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        layout, _ = layout_runs(
            self._content, self._role, self._token, self.width(), line_height(self._role), self._max_lines
        )
        layout.draw(painter, QPointF(0, 0), [], QRectF())
        painter.end()
