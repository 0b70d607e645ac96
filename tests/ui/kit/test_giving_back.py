"""After a dialog the keyboard is on the page, also where the row that had it is gone."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.dialogs import Dialog, ask
from se_desk.ui.kit.layout import hbox, vbox
from se_desk.ui.kit.pages import Page
from se_desk.ui.kit.theme import Theme


class Desk(QMainWindow):
    """A sidebar's button, and a page with a row that can go."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page(cast("Any", None), cast("Any", None))
        self.today, self.first, self.row = QPushButton("Today"), QPushButton("First"), QPushButton("Row")
        self.page.setLayout(vbox(self.first, self.row))
        whole = QWidget()
        whole.setLayout(hbox(self.today, self.page))
        self.setCentralWidget(whole)
        self.resize(1100, 680)


@pytest.fixture
def window(dress: Theme, qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.row.setFocus()
    return made


def test_what_had_it_gets_it_back(window: Desk, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Title")
    dialog.open()
    dialog.reject()
    qtbot.wait(1)
    assert window.row.hasFocus()


@pytest.mark.parametrize("when", ["before", "confirmed", "after"])
def test_a_row_that_goes_leaves_it_to_the_page(window: Desk, qtbot: QtBot, when: str) -> None:
    dialog = Dialog(window, "Title")
    dialog.open()
    if when == "before":
        window.row.hide()
    if when == "confirmed":
        dialog.confirmed.connect(window.row.deleteLater)
        dialog.confirmed.connect(window.row.hide)
    dialog.accept()
    if when == "after":
        window.row.hide()
    qtbot.waitUntil(window.first.hasFocus)
    assert not window.today.hasFocus()


def test_a_page_without_fields_takes_it_itself(window: Desk, qtbot: QtBot) -> None:
    window.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dialog = Dialog(window, "Title")
    dialog.open()
    window.row.hide()
    window.first.setEnabled(False)
    dialog.reject()
    qtbot.waitUntil(window.page.hasFocus)


def test_the_next_dialog_keeps_it(window: Desk, qtbot: QtBot) -> None:
    dialog, following = Dialog(window, "One"), Dialog(window, "Two")
    dialog.open()
    window.row.hide()
    dialog.confirmed.connect(following.open)
    dialog.accept()
    qtbot.wait(1)
    assert following.isAncestorOf(cast("QWidget", QApplication.focusWidget()))


def test_throwing_away_is_not_what_enter_does(window: Desk, qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer

    seen: list[object] = []

    def look() -> None:
        dialog = window.findChildren(Dialog)[-1]
        seen.extend((dialog.cancel.hasFocus(), dialog.cancel.text()))
        qtbot.keyClick(dialog.cancel, "\r")

    QTimer.singleShot(0, window, look)
    assert not ask(window, "Leave?", "Words are lost.", "Throw away", cancel="Keep", destructive=True)
    assert seen == [True, "Keep"]
