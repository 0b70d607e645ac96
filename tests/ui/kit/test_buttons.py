"""Buttons in every kind and state; the ring is for those who use the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.layout import vbox
from se_desk.ui.kit.theme import Theme, theme

KINDS = ("", "primary", "ghost", "link", "flag")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["enabled", "disabled", "down", "focused"])
def test_every_kind_in_every_state(kind: str, state: str, side: str, qtbot: QtBot) -> None:
    button = Button("Save record", "flag", kind, keys="Ctrl+S", chevron=True)
    qtbot.addWidget(button)
    button.setEnabled(state != "disabled")
    button.setDown(state == "down")
    button.show()
    if state == "focused":
        button.setFocus(Qt.FocusReason.TabFocusReason)
    assert not button.grab().isNull()
    assert button.height() == 32


def test_a_primary_button_is_filled(side: str, qtbot: QtBot) -> None:
    button = Button("Save", kind="primary")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button.grab().toImage().pixelColor(6, 6) == QColor(theme().value("accent-fill"))


def test_focus_by_pointer_shows_no_ring(dress: Theme, qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    button.show()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.shows_focus()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.shows_focus() == button.hasFocus()


def test_it_is_pressed_by_key_and_pointer(dress: Theme, qtbot: QtBot) -> None:
    button = Button("Save", small=True)
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.height() == 24


def test_words_can_change(dress: Theme, qtbot: QtBot) -> None:
    button = Button("Save", "check")
    qtbot.addWidget(button)
    before = button.sizeHint().width()
    button.set_text("Save the whole record")
    button.set_icon("")
    button.set_kind("primary")
    assert button.sizeHint().width() > before
    assert button.accessibleName() == "Save the whole record"


def test_the_shortcut_is_told(dress: Theme, qtbot: QtBot) -> None:
    button, small = Button("Flag a risk", keys="Ctrl+Shift+R"), IconButton("lock", "Lock now", "Ctrl+L")
    qtbot.addWidget(button)
    qtbot.addWidget(small)
    assert button.toolTip() == "Flag a risk (Ctrl+Shift+R)"
    assert small.accessibleName() == "Lock now"
    assert small.accessibleDescription() == "Shortcut Ctrl+L"


@pytest.mark.parametrize("bordered", [True, False])
def test_icon_buttons(bordered: bool, side: str, qtbot: QtBot) -> None:
    button = IconButton("pause", "Pause", bordered=bordered)
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setChecked(True)
    button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.grab()
    button.set_icon("play", "accent")
    button.setEnabled(False)
    assert not button.grab().isNull()


def test_a_button_with_a_menu_has_a_chevron(dress: Theme, qtbot: QtBot) -> None:
    menu = QMenu()
    button, plain = Button("All deals", menu=menu), Button("All deals")
    qtbot.addWidget(button)
    qtbot.addWidget(plain)
    assert button.sizeHint().width() == plain.sizeHint().width() + 22
    assert button.menu() is menu


def test_enter_presses_once(dress: Theme, qtbot: QtBot) -> None:
    button = Button("Keep")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    button.setEnabled(False)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 2


def test_one_that_shrinks_leaves_its_column_its_width(dress: Theme, qtbot: QtBot) -> None:
    column = QWidget()
    qtbot.addWidget(column)
    long = "From the note about the gearboxes and what is opened by calendar"
    shrinking, fixed = Button(long, "file-text", "link", shrinks=True), Button(long, "file-text", "link")
    column.setLayout(vbox(shrinking))
    assert column.minimumSizeHint().width() < 200 < fixed.minimumSizeHint().width()
    assert shrinking.sizeHint() == fixed.sizeHint()
    column.resize(200, 60)
    column.grab()
    assert shrinking.width() <= 200
