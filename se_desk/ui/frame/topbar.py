"""The top bar: the field that opens the palette, and the two things done most often."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from se_desk.ui.frame.actions import action, keys_of
from se_desk.ui.kit.buttons import Button, Pressable, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.marks import keycap_width, paint_keycap
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring
from se_desk.ui.kit.theme import theme


class CommandField(Pressable):
    """Looks like a field; pressing it, or typing its key, opens the palette."""

    def __init__(self) -> None:
        super().__init__(action("find").text)
        self.setAccessibleName(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        tip(self, self.text(), keys_of("find"))

    def sizeHint(self) -> QSize:
        return QSize(400, theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        ground = "surface" if self.isEnabled() else "sunken"
        fill_round(painter, whole, 6, theme().colour(ground), theme().colour("line-strong"))
        if self.shows_focus():
            focus_ring(painter, whole, 6)
        paint_icon(painter, QRectF(11, (self.height() - 16) // 2, 16, 16), "search")
        words = QRectF(35, 0, self.width() - 110, self.height())
        draw_text(painter, words, self.text(), font("body"), "text-3")
        wide, high = keycap_width(keys_of("find")), theme().px(20)
        cap = QRectF(self.width() - wide - 7, (self.height() - high) // 2, wide, high)
        paint_keycap(painter, cap, keys_of("find"))
        painter.end()


class TopBar(QWidget):
    """Announces which action was asked for, by its id."""

    requestAction = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Search and quick actions")
        field = CommandField()
        note = _button("quick-note")
        flag = _button("flag", "flag")
        self._parts: tuple[Pressable, ...] = (field, note, flag)
        for part, key in zip(self._parts, ("find", "quick-note", "flag"), strict=True):
            part.clicked.connect(lambda _on=False, name=key: self.requestAction.emit(name))
        row = hbox(margins=(24, 0, 24, 0), gap=8)
        row.addWidget(field)
        row.addStretch(1)
        row.addWidget(note)
        row.addWidget(flag)
        self.setLayout(row)
        self.setFixedHeight(theme().px(52))

    def set_open(self, opened: bool) -> None:
        """Whether a desk is open."""
        for part in self._parts:
            part.setEnabled(opened)


def _button(key: str, kind: str = "") -> Button:
    chosen = action(key)
    return Button(chosen.text, chosen.icon, kind, keys=chosen.shown_keys)
