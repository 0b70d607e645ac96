"""The tabs of a page, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from se_desk.ui.kit.buttons import Pressable
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.painting import draw_text, focus_ring, round_up, text_width
from se_desk.ui.kit.theme import theme

ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


@dataclass(frozen=True)
class Tab:
    """One tab: its key, its word, and a count such as "14" or "5/8"."""

    key: str
    text: str
    count: str = ""


class _TabButton(Pressable):
    def __init__(self, tab: Tab) -> None:
        super().__init__(tab.text)
        self.key, self._count = tab.key, tab.count
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(tab.count)

    def set_count(self, count: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = text_width(self._count, font("micro", tabular=True)) + 6 if self._count else 0
        return QSize(round_up(text_width(self.text(), font("ui")) + count), theme().px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # the bar steps; Qt would go by places on the screen
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(0, 0, self.width(), self.height() - 2)
        token = "text" if on or self.hovered() else "text-2"
        taken = draw_text(painter, box, self.text(), font("ui"), token, elide=False)
        if self._count:
            after = QRectF(taken + 6, 0, 80, self.height() - 2)
            draw_text(painter, after, self._count, font("micro", tabular=True), "text-3", elide=False)
        if on:
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme().colour("accent"))
        if self.shows_focus():
            focus_ring(painter, QRectF(0, 6, self.width(), self.height() - 12), 4, 1.5)
        painter.end()


class TabBar(QWidget):
    """Tabs on one hairline, and room for a widget at the right end."""

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[Tab], value: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _TabButton] = {}
        self._row = hbox(gap=20)
        for tab in tabs:
            button = _TabButton(tab)
            self._group.addButton(button)
            self._buttons[tab.key] = button
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.setLayout(self._row)
        self._group.buttonClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value(value or (tabs[0].key if tabs else ""))

    @property
    def value(self) -> str:
        """The key of the current tab."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Go to a tab without announcing it."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._keep_one_stop()

    def _keep_one_stop(self) -> None:
        """Tab and Shift+Tab stop at the current tab only."""
        for button in self._buttons.values():
            stop = Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(stop)

    def set_count(self, key: str, count: int | str) -> None:
        """The number after a tab's word; 0 shows none."""
        self._buttons[key].set_count(str(count) if count not in (0, "0", "") else "")

    def add_right(self, widget: QWidget) -> None:
        """A widget at the right end, such as a filter."""
        self._row.addWidget(widget)

    def step(self, by: int) -> None:
        """The next (+1) or previous (-1) tab, round and round."""
        keys = list(self._buttons)
        key = keys[(keys.index(self.value) + by) % len(keys)]
        self.set_value(key)
        self.chosen.emit(key)

    def _clicked(self, button: _TabButton) -> None:
        self._keep_one_stop()
        self.chosen.emit(button.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self.step(step)
        self._buttons[self.value].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
        painter.end()
