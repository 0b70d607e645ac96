"""The window's first size fits its screen, and its place does not creep from start to start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.frame.remembered import FRAME_ROOM, Remembered, fit


def _kept(folder: Path) -> object:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat).value("place")


def test_the_first_size_leaves_room_for_the_frame(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    free = window.screen().availableGeometry()
    window.resize(free.size())
    fit(window)
    assert window.height() == free.height() - FRAME_ROOM[1]
    assert window.width() == free.width() - FRAME_ROOM[0]
    assert free.contains(window.geometry())
    window.setMinimumSize(free.size())
    fit(window)
    assert window.size() == free.size()


def test_a_place_nobody_changed_is_not_kept_anew(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 50, 300, 200)
    window.show()
    Remembered(tmp_path).keep(window)
    first = _kept(tmp_path)
    assert isinstance(first, QByteArray)
    again = Remembered(tmp_path)
    again.place(window)
    window.move(45, 55)  # as a window manager may
    again._land(window)
    again.keep(window)
    assert _kept(tmp_path) == first
    window.move(100, 100)  # as a person may
    again.keep(window)
    assert _kept(tmp_path) != first
