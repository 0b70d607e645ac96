"""Keys work where they belong, and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.shortcuts import on_key


def test_keys_of_a_part_work_while_it_has_the_keyboard(qtbot: QtBot) -> None:
    window, part, within, beside = QWidget(), QWidget(), QPushButton("In it"), QPushButton("Beside it")
    part.setLayout(vbox(within))
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setLayout(vbox(part, beside))
    qtbot.addWidget(window)
    heard: list[str] = []
    on_key(part, "N", lambda: heard.append("anywhere in it"))
    on_key(part, Qt.Key.Key_F2, lambda: heard.append("it alone"), inside=False)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    for widget, expected in (
        (within, ["anywhere in it"]),
        (part, ["anywhere in it", "it alone"]),
        (beside, []),
    ):
        heard.clear()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        QTest.keyClick(widget, Qt.Key.Key_N)
        QTest.keyClick(widget, Qt.Key.Key_F2)
        assert heard == expected
