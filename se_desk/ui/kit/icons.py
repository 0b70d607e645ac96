"""Lucide's icons in the colour of a token, sharp on every screen and repainted when the theme changes."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from se_desk.paths import resources
from se_desk.ui.kit.theme import follow, theme


@cache
def _names() -> frozenset[str]:
    return frozenset(file.stem for file in (resources() / "icons").glob("*.svg"))


def __getattr__(name: str) -> frozenset[str]:
    """ICONS, read from the folder when first asked for."""
    if name == "ICONS":
        return _names()
    raise AttributeError(name)


@cache
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str, width: float) -> QSvgRenderer:
    drawn = _source(name).replace("currentColor", colour)
    if width != 1.75:
        drawn = drawn.replace('stroke-width="1.75"', f'stroke-width="{width}"')
    return QSvgRenderer(QByteArray(drawn.encode()))


def paint_icon(
    painter: QPainter, rect: QRectF, name: str, token: str = "text-3", width: float = 1.75
) -> None:
    """Paint an icon into ``rect``; ``width`` is the stroke on Lucide's 24 px grid."""
    _renderer(name, theme().value(token), width).render(painter, rect)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = _renderer(name, colour, 1.75)  # first: a fault under an open painter ends the program
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def pixmap(name: str, token: str = "text-3", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture in today's colours; ``ratio`` is the screen's device pixel ratio."""
    return _pixmap(name, theme().value(token), size, ratio)


_RATIOS = (1.0, 2.0, 3.0)


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faint: str, size: int) -> QIcon:
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(_pixmap(name, colour, size, ratio))
        made.addPixmap(_pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return made


def icon(name: str, token: str = "text-3", size: int = 16) -> QIcon:
    """An icon in today's colours; an unknown name raises FileNotFoundError.

    The kit's own buttons follow a change of theme by themselves; for Qt's actions use ``dress_icon``.
    """
    return _icon(name, theme().value(token), theme().value("text-3"), size)


def dress_icon(target: QAction | QAbstractButton, name: str, token: str = "text-3", size: int = 16) -> None:
    """Give an action or button an icon, and give it again whenever the theme changes."""
    follow(target, lambda living: living.setIcon(icon(name, token, size)))
