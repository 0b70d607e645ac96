"""Menus are painted, and do what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import menus
from se_desk.ui.kit.menus import Menu, rounded


def test_items_act_and_are_painted(side: str, qtbot: QtBot) -> None:
    done: list[str] = []
    menu = Menu(name="More")
    qtbot.addWidget(menu)
    first = menu.add("Write note", lambda: done.append("note"), "square-pen", "Ctrl+N")
    menu.add("Not now", enabled=False)
    menu.add("Newest first", checked=True)
    menu.addSeparator()
    foreign = QAction("From elsewhere", menu)
    foreign.setShortcut(QKeySequence("Ctrl+E"))
    menu.addAction(foreign)
    menu.addMenu(QMenu("More", menu))
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(first)
    assert not menu.grab().isNull()
    first.trigger()
    assert done == ["note"]
    assert menu.actionGeometry(first).height() == 32
    menu.close()


def test_without_a_compositor_its_corners_are_cut(
    side: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(menus, "needs_cutting", lambda: True)
    menu = Menu(name="More")
    qtbot.addWidget(menu)
    menu.add("Write note")
    menu.popup(QPoint(0, 0))
    assert not menu.mask().contains(QPoint(0, 0))
    assert menu.mask().contains(menu.rect().center())
    assert rounded(QRect(0, 0, 100, 60), 8).contains(QPoint(99, 30))
    assert menu.grab().toImage().pixelColor(menu.rect().center()).alpha() == 255
