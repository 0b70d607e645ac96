"""Where the call card stood the last time: kept beside the desk, since it is no part of the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from se_desk.services.desk import Desk

SETTINGS, PLACE, EDGE = "window.ini", "card", 16
WIDTH, HEIGHT, LEAST = 420, 760, (360, 520)


def come_back(card: QWidget, desk: Desk) -> None:
    """To where the last card stood; the first one to the right edge of the screen."""
    place = _settings(desk).value(PLACE)
    if isinstance(place, QByteArray) and card.restoreGeometry(place):
        return
    room = card.screen().availableGeometry()
    card.resize(WIDTH, min(HEIGHT, max(room.height() - 4 * EDGE, LEAST[1])))
    card.move(room.right() - WIDTH - EDGE, room.top() + max((room.height() - card.height()) // 2, 0))


def keep_place(card: QWidget, desk: Desk) -> None:
    """For the next card."""
    _settings(desk).setValue(PLACE, card.saveGeometry())


def _settings(desk: Desk) -> QSettings:
    return QSettings(str(Path(desk.store.path).with_name(SETTINGS)), QSettings.Format.IniFormat)
