"""Buttons, painted: icon, words and shortcut in one line, with the states of the design."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from se_desk.ui.kit.fonts import font
from se_desk.ui.kit.icons import paint_icon
from se_desk.ui.kit.painting import draw_text, fill_round, focus_ring, text_width
from se_desk.ui.kit.theme import theme

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


def tip(widget: QWidget, text: str, keys: str = "") -> None:
    """Tooltip and accessible description, with the shortcut that does the same."""
    widget.setToolTip(f"{text} ({keys})" if keys else text)
    widget.setAccessibleDescription(f"Shortcut {keys}" if keys else "")


SHORTEST = 96  # pixels to which a button that shrinks may


class Pressable(QPushButton):
    """A push button that paints itself and shows focus only to those who use the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the pointer comes and goes
        self._by_keyboard = False
        theme().changed.connect(self._theme_changed)

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does; once, however long it is held."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            self.click()

    def shows_focus(self) -> bool:
        """Whether the ring is to be painted."""
        return self.hasFocus() and self._by_keyboard

    def hovered(self) -> bool:
        """Whether the pointer is over it and it can be pressed."""
        return self.isEnabled() and self.underMouse()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class Button(Pressable):
    """A button: default, primary (one per view at most), ghost, link, or flag.

    One that ``shrinks`` ends its words with an ellipsis where there is no room for all of them.
    """

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: str = "",
        *,
        small: bool = False,
        keys: str = "",
        chevron: bool = False,
        menu: QMenu | None = None,
        shrinks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._shrinks = shrinks
        self._icon, self._kind, self._small, self._keys = icon, kind, small, keys
        self._chevron = chevron or menu is not None
        across = QSizePolicy.Policy.Maximum if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if keys:
            tip(self, text, keys)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if menu is not None:
            self.setMenu(menu)

    def set_text(self, text: str) -> None:
        """Other words on the same button."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Another icon; empty for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Another look."""
        self._kind = kind
        self.update()

    def _font(self) -> QFont:
        return font("small" if self._small else "ui", weight=500)

    def _parts(self) -> list[tuple[str, float]]:
        """(what, width) from left to right, without the gaps."""
        parts: list[tuple[str, float]] = []
        if self._icon:
            parts.append(("icon", 14.0 if self._small else 16.0))
        if self.text():
            parts.append(("text", text_width(self.text(), self._font())))
        if self._keys:
            parts.append(("keys", text_width(self._keys, font("micro")) + 2))
        if self._chevron:
            parts.append(("chevron", 14.0))
        return parts

    def _gap(self) -> float:
        return 6.0 if self._small else 8.0

    def sizeHint(self) -> QSize:
        parts = self._parts()
        padding = 0 if self._kind == "link" else (9 if self._small else 13)
        width = sum(part[1] for part in parts) + self._gap() * (len(parts) - 1) + 2 * padding
        return QSize(-int(-width // 1), theme().px(24 if self._small else 32))

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme().px(SHORTEST)), whole.height()) if self._shrinks else whole

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_parts(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        whole = QRectF(self.rect())
        radius = 5.0 if self._small else 6.0
        fill, border = self._colours()
        if self.shows_focus():
            focus_ring(painter, whole, radius + 1)
            whole, radius, border = whole.adjusted(3, 3, -3, -3), radius - 2, ""
        fill_round(
            painter,
            whole,
            radius,
            theme().colour(fill) if fill else None,
            theme().colour(border) if border else None,
        )

    def _colours(self) -> tuple[str, str]:
        if self._kind == "link":
            return "", ""
        if self._kind == "ghost":
            return ("line" if self.isDown() else "hover" if self._lit() else ""), ""
        if not self.isEnabled():
            return "sunken", "line"
        if self._kind == "primary":
            return ("accent-fill-hover" if self._lit() or self.isDown() else "accent-fill"), ""
        return ("line" if self.isDown() else "hover" if self._lit() else "surface"), "line-strong"

    def _lit(self) -> bool:
        return self.hovered() or (self.isCheckable() and self.isChecked())

    def _tokens(self) -> dict[str, str]:
        if not self.isEnabled():
            return dict.fromkeys(("icon", "text", "keys", "chevron"), "text-3")
        if self._kind == "primary":
            return dict.fromkeys(("icon", "text", "keys", "chevron"), "on-accent")
        if self._kind == "link":
            return dict.fromkeys(("icon", "text", "keys", "chevron"), "accent")
        icon = "sev-high" if self._kind == "flag" else "text-2"
        text = "text-2" if self._kind == "ghost" else "text"
        return {"icon": icon, "text": text, "keys": "text-3", "chevron": "text-3"}

    def _paint_parts(self, painter: QPainter) -> None:
        parts, tokens, height = self._parts(), self._tokens(), float(self.height())
        total = sum(part[1] for part in parts) + self._gap() * (len(parts) - 1)
        lacking = max(total - self.width(), 0.0) if self._shrinks else 0.0
        parts = [(what, width - lacking if what == "text" else width) for what, width in parts]
        x = max((self.width() - total) / 2, 0.0)
        for what, width in parts:
            if what in ("icon", "chevron"):
                name = self._icon if what == "icon" else "chevron-down"
                paint_icon(
                    painter, QRectF(round(x), round((height - width) / 2), width, width), name, tokens[what]
                )
            else:
                used = self._font() if what == "text" else font("micro")
                shift = 2.0 if what == "keys" else 0.0
                box = QRectF(x + shift, 0, width + 1, height)
                draw_text(
                    painter,
                    box,
                    self.text() if what == "text" else self._keys,
                    used,
                    tokens[what],
                    elide=bool(lacking),
                )
            x += width + self._gap()
        if self._kind == "link" and (self.hovered() or self.shows_focus()):
            painter.setPen(theme().colour("accent"))
            base = round(height / 2 + 7)
            painter.drawLine(0, base, self.width(), base)


class IconButton(Pressable):
    """A button that is only an icon; its name is what a screen reader and the tooltip say."""

    def __init__(
        self,
        icon: str,
        name: str,
        keys: str = "",
        *,
        size: int = 28,
        bordered: bool = False,
        icon_size: int = 16,
        token: str = "text-3",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._icon, self._size, self._bordered, self._icon_size = icon, size, bordered, icon_size
        self._token = token
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip(self, name, keys)

    def set_icon(self, icon: str, token: str = "") -> None:
        """Another icon, such as pause for play."""
        self._icon, self._token = icon, token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        fill = "line" if self.isDown() else "hover" if self.hovered() else ""
        if self.isCheckable() and self.isChecked():
            fill = "neutral-tint"
        if self._bordered:
            fill_round(painter, whole, 6, theme().colour(fill or "surface"), theme().colour("line-strong"))
        elif fill:
            fill_round(painter, whole, 6, theme().colour(fill))
        if self.shows_focus():
            focus_ring(painter, whole, 6)
        edge = self._icon_size
        box = QRectF((self.width() - edge) // 2, (self.height() - edge) // 2, edge, edge)
        paint_icon(painter, box, self._icon, self._token if self.isEnabled() else "line-strong")
        painter.end()
