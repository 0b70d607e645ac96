"""The scrim over a window, and the shadow of what stands on it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from se_desk.ui.kit.painting import fill_round
from se_desk.ui.kit.theme import SCRIM_ALPHA, theme

PASSES_COVERS = "passes-covers"  # property of a window's QAction whose keys work under a scrim too


def paint_shadow(painter: QPainter, box: QRectF, radius: float, blur: float = 40, drop: float = 12) -> None:
    """A soft shadow of 22 % black under ``box``; ``blur`` as in CSS, twice the standard deviation."""
    sigma, reach = blur / 2, round(blur)
    ground = box.translated(0, drop).adjusted(-reach, -reach, reach, reach)
    shade = QImage(ground.size().toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    shade.fill(Qt.GlobalColor.transparent)
    layers = QPainter(shade)
    layers.setRenderHint(QPainter.RenderHint.Antialiasing)
    # From the outside in, each layer replaces what lies under it: adding many faint ones would tint.
    layers.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    inner = QRectF(reach, reach, box.width(), box.height())
    for spread in range(reach, -reach - 1, -1):
        colour = QColor(20, 24, 26)
        colour.setAlphaF(0.22 * (1 - math.erf(spread / sigma / math.sqrt(2))) / 2)
        grown = inner.adjusted(-spread, -spread, spread, spread)
        if grown.width() > 0 and grown.height() > 0:
            fill_round(layers, grown, max(radius + spread, 1), colour)
    layers.end()
    painter.drawImage(ground.topLeft(), shade)


def animates() -> bool:
    """Whether motion is wanted and can be seen."""
    return not theme().reduce_motion and QGuiApplication.platformName() not in ("offscreen", "minimal")


def fade_in(widget: QWidget, milliseconds: int) -> None:
    """Let a widget appear; at once where motion is not wanted."""
    if not animates():
        return
    effect = QGraphicsOpacityEffect(widget)
    widget.setGraphicsEffect(effect)
    motion = QPropertyAnimation(effect, b"opacity", widget)
    motion.setDuration(milliseconds)
    motion.setStartValue(0.0)
    motion.setEndValue(1.0)
    motion.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]  # stubs know no None
    motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


class Scrim(QWidget):
    """Dims a whole window and keeps pointer, keyboard and shortcuts from what lies under it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._under = window
        self._ground = QPixmap()
        self._ground_of: tuple[object, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        theme().changed.connect(self.update)

    def cover(self) -> None:
        """Lie over the whole window, on top."""
        self.setGeometry(self._under.rect())
        self.raise_()
        self.show()
        fade_in(self, 120)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._under:
            self.setGeometry(self._under.rect())
        return False

    def event(self, event: QEvent) -> bool:
        # Every key that is pressed under this scrim comes by here before the shortcuts of the window:
        # taken, it goes to the field that has the focus and to nothing behind the scrim.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(not (self._has_shortcut(event) or self._passes(event)))
            return True
        return super().event(event)

    def _has_shortcut(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        if any(pressed == own.key() for own in self.findChildren(QShortcut)):
            return True
        actions = (action for widget in self.findChildren(QWidget) for action in widget.actions())
        return any(pressed in action.shortcuts() for action in actions)

    def _passes(self, event: QKeyEvent) -> bool:
        """Whether the window does something for this key whatever covers it, such as locking."""
        pressed = QKeySequence(event.keyCombination())
        own = (action for action in self._under.actions() if action.property(PASSES_COVERS))
        return any(pressed in action.shortcuts() for action in own)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted_ground())
        painter.end()

    def _painted_ground(self) -> QPixmap:
        """Painted once per size: each keystroke in a dialog repaints the corner behind it."""
        boxes = [
            child.geometry() for child in self.children() if isinstance(child, QWidget) and child.isVisible()
        ]
        ratio = self.devicePixelRatioF()
        key = (self.size(), theme().side, ratio, tuple(box.getRect() for box in boxes))
        if key != self._ground_of:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(theme().colour("scrim", SCRIM_ALPHA[theme().side]))
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for box in boxes:
                paint_shadow(painter, QRectF(box), 10)
            painter.end()
            self._ground, self._ground_of = made, key
        return self._ground
