"""Choosing: segments, checks, selects and tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from se_desk.ui.kit.buttons import Pressable
from se_desk.ui.kit.checks import CheckBox as CheckBox  # one place to look for choices
from se_desk.ui.kit.checks import CheckRow as CheckRow
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.marks import SEVERITIES, paint_severity
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring, round_up, text_width, tint
from se_desk.ui.kit.theme import theme

ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True)
class Option:
    """One thing to choose: its key, its word, perhaps a severity or icon, and the tone when chosen."""

    key: str
    text: str
    glyph: str | None = None
    tone: str = "accent"


def _option(option: Option | tuple[str, str]) -> Option:
    return option if isinstance(option, Option) else Option(*option)


class _SegmentButton(Pressable):
    def __init__(self, option: Option, small: bool) -> None:
        super().__init__(option.text)
        self.option, self._small = option, small
        self.setCheckable(True)
        self.setAccessibleName(option.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        return font("small" if self._small else "ui", weight=500)

    def _glyph_width(self) -> float:
        if not self.option.glyph:
            return 0.0
        return 16.0 if self.option.glyph in SEVERITIES else 20.0

    def sizeHint(self) -> QSize:
        width = text_width(self.text(), self._font()) + self._glyph_width() + 2 * (8 if self._small else 10)
        return QSize(-int(-width // 1), theme().px(28 if self._small else 32) - 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # Qt would only move the focus where nothing is chosen yet
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, token = tint(self.option.tone)
        if self.isChecked():
            fill_round(painter, QRectF(self.rect()), 4, theme().colour(fill))
        elif self.hovered():
            fill_round(painter, QRectF(self.rect()), 4, theme().colour("hover"))
        if self.shows_focus():
            focus_ring(painter, QRectF(self.rect()), 4)
        if not self.isEnabled():
            token = "text-3"
        self._paint_words(painter, token if self.isChecked() else "text-2")
        painter.end()

    def _paint_words(self, painter: QPainter, token: str) -> None:
        total = self._glyph_width() + text_width(self.text(), self._font())
        x, middle = (self.width() - total) / 2, self.height() / 2
        if self.option.glyph in SEVERITIES:
            paint_severity(painter, QRectF(x, middle - 5, 10, 10), self.option.glyph)
        elif self.option.glyph:
            shown = token if self.isChecked() else "text-3"
            paint_icon(painter, QRectF(x, middle - 7, 14, 14), self.option.glyph, shown)
        box = QRectF(x + self._glyph_width(), 0, self.width(), self.height())
        draw_text(painter, box, self.text(), self._font(), token, elide=False)


class Segment(QWidget):
    """A choice of 2 to 5 words, all in sight; arrows move it, Tab passes it."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[Option | tuple[str, str]],
        value: str = "",
        *,
        small: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self._small = small
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _SegmentButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for option in map(_option, options):
            button = _SegmentButton(option, small)
            self._group.addButton(button)
            self._buttons[option.key] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The key of what is chosen, "" for nothing."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose without announcing; an unknown key clears the choice."""
        self._group.setExclusive(False)
        for own, button in self._buttons.items():
            button.setChecked(own == key)
        self._group.setExclusive(True)
        self._keep_one_stop()

    def _keep_one_stop(self) -> None:
        """Tab stops once: at what is chosen, or at the first where nothing is."""
        stop = self.value or next(iter(self._buttons), "")
        for own, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if own == stop else Qt.FocusPolicy.NoFocus)

    def set_text(self, key: str, text: str) -> None:
        """Another word for one option, such as a count that changed."""
        self._buttons[key].setText(text)
        self._buttons[key].setAccessibleName(text)
        self._buttons[key].updateGeometry()

    def _clicked(self, button: _SegmentButton) -> None:
        self._keep_one_stop()
        self.chosen.emit(button.option.key)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(28 if self._small else 32))

    def _next_of(self, step: int) -> _SegmentButton:
        """From what is chosen; where nothing is, from the one with the focus, else from the edge."""
        buttons = list(self._buttons.values())
        at = next((at for at, button in enumerate(buttons) if button.isChecked()), -1)
        if at < 0:
            at = next((at for at, button in enumerate(buttons) if button.hasFocus()), -1 if step > 0 else 0)
        return buttons[(at + step) % len(buttons)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        button = self._next_of(step)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What can be read and not changed has no border, like the fields beside it.
        fill, edge = ("sunken", "sunken") if self.property("fixed") else ("surface", "line-strong")
        fill_round(painter, QRectF(self.rect()), 6, theme().colour(fill), theme().colour(edge))
        painter.end()


class _SelectRows(QStyledItemDelegate):
    """Only here so that Qt takes the style sheet's height for the rows of the list."""


class Select(QComboBox):
    """One of many, in a list that opens."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[Option | tuple[str, str]],
        value: str = "",
        *,
        name: str = "",
        small: bool = False,
    ) -> None:
        super().__init__()
        self._small = small
        self.setItemDelegate(_SelectRows(self))
        self.setAccessibleName(name)
        self.setMaxVisibleItems(14)
        # Any other policy makes Qt resize the box by itself, against its layout.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.set_value(value)
        self.activated.connect(lambda _row: self.chosen.emit(self.value))

    def set_options(self, options: Sequence[Option | tuple[str, str]]) -> None:
        """Other things to choose from; keeps the choice where it is still there."""
        kept = self.value
        self.clear()
        for option in map(_option, options):
            self.addItem(option.text, option.key)
        self.set_value(kept)

    @property
    def value(self) -> str:
        """The key of what is chosen, "" for nothing."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose without announcing; an unknown key leaves the first."""
        self.setCurrentIndex(max(self.findData(key), 0 if self.count() else -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change what was chosen."""
        event.ignore()

    def sizeHint(self) -> QSize:
        widest = max(
            (text_width(self.itemText(row), font("body")) for row in range(self.count())), default=60.0
        )
        return QSize(round_up(widest) + 48, theme().px(28 if self._small else 32))

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "sunken" if self.property("fixed") else "line"
        fill, border = ("surface", "line-strong") if self.isEnabled() else ("sunken", edge)
        whole = QRectF(self.rect())
        fill_round(painter, whole, 6, theme().colour(fill), theme().colour(border))
        if self.hasFocus():
            focus_ring(painter, whole, 6)
        paint_icon(painter, QRectF(self.width() - 24, (self.height() - 14) // 2, 14, 14), "chevron-down")
        words = QRectF(10, 0, self.width() - 38, self.height())
        token = "text" if self.isEnabled() or self.property("fixed") else "text-3"
        draw_text(painter, words, self.currentText(), font("small" if self._small else "body"), token)
        painter.end()
