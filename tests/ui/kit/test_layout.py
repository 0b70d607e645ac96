"""Rows, columns, and the keyboard in what was laid out just now."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.layout import focus_on, vbox
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def shown(qtbot: QtBot, dress: Theme) -> QWidget:
    window, before = QWidget(), LineEdit(name="Before")
    qtbot.addWidget(window)
    window.setLayout(vbox(before))
    window.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    return window


def put_into(window: QWidget) -> LineEdit:
    """A field that is laid out in this very turn of the loop."""
    field, layout = LineEdit(name="Field"), window.layout()
    assert layout is not None
    layout.addWidget(field)
    return field


def test_what_was_laid_out_just_now_takes_the_keyboard(shown: QWidget) -> None:
    field = put_into(shown)
    focus_on(field)
    assert QApplication.focusWidget() is field


def test_without_help_it_does_not_take_it_yet(shown: QWidget) -> None:
    field = put_into(shown)
    field.setFocus()
    assert QApplication.focusWidget() is not field


def test_what_was_hidden_stays_hidden(shown: QWidget) -> None:
    field = put_into(shown)
    field.hide()
    focus_on(field)
    assert not field.isVisible()
