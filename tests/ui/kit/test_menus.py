"""Menus are painted, and do what they say."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.menus import Menu


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
