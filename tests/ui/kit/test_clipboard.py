"""What is copied carries the marks that keep it out of clipboard histories."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.clipboard import MARKS, copy_html, copy_text


def test_text_is_marked(qtbot: QtBot) -> None:
    copy_text("customer's words")
    held = QGuiApplication.clipboard().mimeData()
    assert held.text() == "customer's words"
    assert set(MARKS) <= set(held.formats())
    assert bytes(held.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_html_brings_its_text(qtbot: QtBot) -> None:
    copy_html("<p>one</p>", "one")
    held = QGuiApplication.clipboard().mimeData()
    assert held.html() == "<p>one</p>"
    assert held.text() == "one"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in name for name in held.formats())
