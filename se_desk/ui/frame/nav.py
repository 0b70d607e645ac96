"""A row of the sidebar: icon, word, count."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from se_desk.ui.kit.buttons import Pressable, tip
from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring
from se_desk.ui.kit.theme import theme


class NavRow(Pressable):
    """Goes to a main page; lit while that page is in front. A ``hot`` count is in the flag's colour."""

    def __init__(self, icon: str, text: str, keys: str, *, hot: bool = False) -> None:
        super().__init__(text)
        self._icon, self._hot, self._count = icon, hot, 0
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tip(self, text, keys)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """The number at the right; 0 shows none."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.update()

    def nextCheckState(self) -> None:
        """The page in front decides what is lit, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(208, theme().px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, lit = QRectF(self.rect()), self.isChecked()
        if lit or self.hovered():
            fill_round(painter, whole, 6, theme().colour("nav-active" if lit else "hover"))
        if self.shows_focus():
            focus_ring(painter, whole, 6)
        icon = QRectF(8, (self.height() - 16) // 2, 16, 16)
        paint_icon(painter, icon, self._icon, "accent" if lit else "text-3")
        token = ("text" if lit else "text-2") if self.isEnabled() else "text-3"
        draw_text(painter, QRectF(34, 0, self.width() - 76, self.height()), self.text(), font("ui"), token)
        if self._count:
            token = "sev-high" if self._hot else "text-2" if lit else "text-3"
            number = font("small", weight=500, tabular=True)
            box = QRectF(self.width() - 48, 0, 40, self.height())
            draw_text(painter, box, str(self._count), number, token, Qt.AlignmentFlag.AlignRight)
        painter.end()
