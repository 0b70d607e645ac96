"""Once, when the window has come to rest."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.soon import Soon


def test_many_wishes_are_one_call(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[int]()
    soon = Soon(owner, lambda: heard.append(1))
    for _ in range(5):
        soon.start()
    assert heard == []
    qtbot.waitUntil(lambda: heard == [1])
    soon.start()
    qtbot.waitUntil(lambda: heard == [1, 1])
