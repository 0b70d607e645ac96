"""Checks, and the rows of a checklist."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from se_desk.ui.kit.buttons import BY_KEYBOARD
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring, round_up, text_width
from se_desk.ui.kit.theme import theme


def paint_check(
    painter: QPainter, box: QRectF, on: bool, enabled: bool, lit: bool, round_: bool = False
) -> None:
    """The 16 px box of a check, for widgets and delegates."""
    radius = 8.0 if round_ else 4.0
    if on and enabled:
        fill_round(painter, box, radius, theme().colour("accent-fill"))
        paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", "on-accent", 3.0)
        return
    border = "accent" if lit else "control" if enabled else "line-strong"
    fill = "surface" if enabled else "sunken"
    fill_round(painter, box, radius, theme().colour(fill), theme().colour(border), 1.5)
    if on:
        paint_icon(painter, box.adjusted(2, 2, -2, -2), "check", "text-3", 3.0)


class CheckBox(QCheckBox):
    """A check with its words; ``round`` is for steps that can be settled."""

    padding = 0
    _by_keyboard = False

    def __init__(self, text: str, checked: bool = False, *, round: bool = False) -> None:
        super().__init__(text)
        self._round = round
        self.setChecked(checked)
        self.setAccessibleName(text)
        theme().changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Other words."""
        self.setText(text)
        self.setAccessibleName(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        words = text_width(self.text(), font("body")) + 10 if self.text() else 0
        return QSize(round_up(16 + words + 2 * self.padding) + 2, max(theme().px(20), 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(16 + 2 * self.padding, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and self.underMouse()
        focused = self.hasFocus() and self._by_keyboard
        if lit and self.padding:
            painter.fillRect(self.rect(), theme().colour("hover"))
        box = QRectF(self.padding, (self.height() - 16) // 2, 16, 16)
        paint_check(painter, box, self.isChecked(), self.isEnabled(), lit or focused, self._round)
        if focused:
            focus_ring(painter, box.adjusted(-3, -3, 3, 3) if self.padding else box, 8 if self._round else 6)
        token = "text" if self.isEnabled() and not (self.isChecked() and self.padding) else "text-3"
        words = QRectF(self.padding + 26, 0, self.width() - 2 * self.padding - 26, self.height())
        self._draw_words(painter, words, token)
        painter.end()

    def _draw_words(self, painter: QPainter, box: QRectF, token: str) -> None:
        draw_text(painter, box, self.text(), font("body"), token)


class CheckRow(CheckBox):
    """A 32 px row of a checklist; the whole row toggles, done words go quiet."""

    padding = 16

    def __init__(self, text: str, checked: bool = False, second: str = "") -> None:
        super().__init__(text, checked)
        self._second = second
        self.setAccessibleDescription(second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(48 if self._second else 32))

    def _draw_words(self, painter: QPainter, box: QRectF, token: str) -> None:
        if not self._second:
            super()._draw_words(painter, box, token)
            return
        half = box.height() / 2
        draw_text(painter, QRectF(box.left(), 4, box.width(), half - 4), self.text(), font("body"), token)
        low = QRectF(box.left(), half, box.width(), half - 4)
        draw_text(painter, low, self._second, font("small"), "text-3")
