"""Menus, painted: icon, words, shortcut at the right, on a raised ground."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import dress_icon, paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round
from se_desk.ui.kit.theme import theme

RADIUS = 8


def needs_cutting() -> bool:
    """X11 may run without a compositor, and then what is translucent is black."""
    return QGuiApplication.platformName() == "xcb"


def rounded(box: QRect, radius: int) -> QRegion:
    """The pixels of a box with round corners, for a mask."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(box), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())


class Menu(QMenu):
    """A menu of the design. QActions that come from elsewhere are painted the same way."""

    def __init__(self, parent: QWidget | None = None, name: str = "") -> None:
        super().__init__(name, parent)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self._cut = needs_cutting()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, not self._cut)
        self.setAccessibleName(name)

    def add(
        self,
        text: str,
        then: Callable[[], object] | None = None,
        icon: str = "",
        keys: str = "",
        *,
        token: str = "text-3",
        enabled: bool = True,
        checked: bool | None = None,
    ) -> QAction:
        """One more item; ``keys`` is only told, the action that owns the shortcut is elsewhere."""
        action = QAction(f"{text}\t{keys}" if keys else text, self)
        action.setEnabled(enabled)
        if icon:
            dress_icon(action, icon, token)
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        if then is not None:
            action.triggered.connect(lambda: then())
        self.addAction(action)
        return action

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cut:
            self.setMask(rounded(self.rect(), RADIUS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._cut:  # what shines through at the cut corners is the border
            painter.fillRect(self.rect(), theme().colour("line-strong"))
        whole = QRectF(self.rect())
        fill_round(painter, whole, RADIUS, theme().colour("raised"), theme().colour("line-strong"))
        for action in self.actions():
            box = QRectF(self.actionGeometry(action))
            if action.isSeparator():
                painter.fillRect(
                    box.adjusted(4, box.height() / 2, -4, 1 - box.height() / 2), theme().colour("line")
                )
            elif action.isVisible():
                self._paint_item(painter, box.adjusted(1, 0, -1, 0), action)
        painter.end()

    def _paint_item(self, painter: QPainter, box: QRectF, action: QAction) -> None:
        if action is self.activeAction() and action.isEnabled():
            fill_round(painter, box, 6, theme().colour("hover"))
        x, middle = box.left() + 8, round(box.center().y())
        if action.isChecked():
            _tick(painter, x, middle)
        elif not action.icon().isNull():
            painter.drawPixmap(int(x), middle - 8, action.icon().pixmap(16, 16))
        if self._has_lead():
            x += 26
        text, _, keys = action.text().replace("&", "").partition("\t")
        keys = keys or action.shortcut().toString()
        if action.menu() is not None:
            _arrow(painter, box.right() - 22, middle)
        token = "text" if action.isEnabled() else "text-3"
        right = Qt.AlignmentFlag.AlignRight
        draw_text(
            painter,
            QRectF(x, box.top(), box.right() - x, box.height()),
            text,
            font("body"),
            token,
            elide=False,
        )
        draw_text(painter, box.adjusted(0, 0, -8, 0), keys, font("small"), "text-3", right, elide=False)

    def _has_lead(self) -> bool:
        return any(not action.icon().isNull() or action.isCheckable() for action in self.actions())


def _tick(painter: QPainter, x: float, middle: float) -> None:
    paint_icon(painter, QRectF(x, middle - 8, 16, 16), "check", "accent")


def _arrow(painter: QPainter, x: float, middle: float) -> None:
    paint_icon(painter, QRectF(x, middle - 7, 14, 14), "chevron-right")
