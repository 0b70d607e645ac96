"""What is copied carries the marks that keep it out of clipboard histories."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from se_desk.ui.kit import clipboard
from se_desk.ui.kit.clipboard import MARKS, copy_html, copy_text, keep_marked
from se_desk.ui.kit.inputs import LineEdit, TextArea
from se_desk.ui.kit.theme import install_theme
from tests.architecture.source import ROOT

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    install_theme(qapp, "light")


def _held() -> tuple[str, bool]:
    """What is on the clipboard, and whether it carries every mark."""
    held = QGuiApplication.clipboard().mimeData()
    return held.text(), set(MARKS) <= set(held.formats())


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


def test_a_field_marks_what_it_copies_and_cuts(qtbot: QtBot) -> None:
    field = LineEdit("Brookmoor Dairy", name="Account")
    qtbot.addWidget(field)
    field.setSelection(0, 9)
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert _held() == ("Brookmoor", True)
    QTest.keyClick(field, Qt.Key.Key_X, CTRL)
    assert (_held(), field.text()) == (("Brookmoor", True), " Dairy")
    copy_text("before")
    field.deselect()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert _held()[0] == "before"  # a passphrase is not copied


def test_an_area_marks_what_it_copies(qtbot: QtBot) -> None:
    area = TextArea("one\nt\u00a0wo")
    qtbot.addWidget(area)
    cursor = area.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    area.setTextCursor(cursor)
    QTest.keyClick(area, Qt.Key.Key_C, CTRL)
    text, marked = _held()
    assert (text.replace("\u00a0", " "), marked) == ("one\nt wo", True)


@pytest.mark.parametrize("ours", [True, False])
def test_what_copies_by_itself_is_marked_too(
    qtbot: QtBot, ours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control is what another program has copied. Without a screen nobody owns the clipboard."""
    monkeypatch.setattr(clipboard, "_ours", lambda _clipboard: ours)
    keep_marked()
    keep_marked()
    words = QLabel("Halvorsen Quays")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
    qtbot.addWidget(words)
    words.setSelection(0, 9)
    copy_text("before")
    QTest.keyClick(words, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: _held() == ("Halvorsen", ours))


def test_a_program_without_a_screen_ends_in_peace() -> None:
    """Such as the tour: what it copied must not outlive the Python that it is of."""
    program = (
        "from PySide6.QtWidgets import QApplication\n"
        "from se_desk.ui.kit.clipboard import copy_text\n"
        "app = QApplication([])\n"
        "copy_text('words')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0
