"""Every key that the key sheet names for the note editor does what it says there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.frame.actions import ACTIONS
from se_desk.ui.frame.keys_elsewhere import KEYS_ELSEWHERE
from se_desk.ui.notes.revisions import RevisionsDialog
from tests.ui.notes.conftest import Opened, dialogs_of

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"
# The key, the text before with the selection between bars, and the text after.
WRITES = {
    "Ctrl+B": ("a ¦word¦ b", "a **word** b"),
    "Ctrl+I": ("a ¦word¦ b", "a *word* b"),
    "Ctrl+Shift+K": ("a ¦word¦ b", "a [word](https://) b"),
    "Ctrl+Shift+G": ("¦¦word", "# word"),
    "Ctrl+Shift+L": ("¦¦word", "- word"),
    "Ctrl+Shift+D": ("¦¦word", "1. word"),
    "Ctrl+Shift+T": ("¦¦word", "- [ ] word"),
    "Ctrl+Shift+Q": ("¦¦word", "> word"),
    "Ctrl+Shift+C": ("a ¦word¦ b", "a `word` b"),
    "Ctrl+Shift+B": ("word¦¦", "word\n\n| Column | Column |\n|---|---|\n|  |  |"),
    "Tab": ("- wo¦¦rd", "  - word"),
    "Shift+Tab": ("  - wo¦¦rd", "- word"),
    "Ctrl+;": ("at ¦¦", "at 10:30"),
    "Ctrl+Shift+V": ("a ¦¦", "a plain"),
    "Alt+Up": ("one\ntw¦¦o", "two\none"),
    "Alt+Down": ("on¦¦e\ntwo", "two\none"),
}


def press(opened: Opened, keys: str) -> None:
    """Press a key by its name, as the key sheet has it."""
    pressed = QKeySequence(keys)[0]
    key = Qt.Key.Key_Backtab if keys == "Shift+Tab" else pressed.key()
    QTest.keyClick(opened.page.writing.editor, key, pressed.keyboardModifiers())


def show(opened: Opened, text: str) -> None:
    """Show a text with its selection."""
    before, chosen, after = text.split("¦")
    opened.page.writing.take(before + chosen + after)
    cursor = opened.page.writing.editor.textCursor()
    cursor.setPosition(len(before))
    cursor.setPosition(len(before + chosen), QTextCursor.MoveMode.KeepAnchor)
    opened.page.writing.editor.setTextCursor(cursor)


@pytest.mark.parametrize(("keys", "before", "after"), [(key, *texts) for key, texts in WRITES.items()])
def test_keys_that_write(opened: Opened, keys: str, before: str, after: str) -> None:
    mime = QMimeData()
    mime.setText("plain")
    mime.setHtml("<b>plain</b>")
    QGuiApplication.clipboard().setMimeData(mime)
    show(opened, before)
    press(opened, keys)
    assert opened.page.writing.editor.source == after
    QGuiApplication.clipboard().clear()


def found(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    press(opened, "Ctrl+F")
    assert opened.page.writing.finder.isVisible()


def replaced(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    press(opened, "Ctrl+H")
    assert opened.page.writing.finder.instead.isVisible()


def next_found(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    opened.page.writing.finder.words.setText("word")
    show(opened, "¦¦word and word")
    for keys, place in (("F3", 0), ("F3", 9), ("Shift+F3", 0)):
        press(opened, keys)
        assert opened.page.writing.editor.textCursor().selectionStart() == place


def next_unknown(opened: Opened, qtbot: QtBot, _window: QWidget) -> None:
    qtbot.waitUntil(lambda: opened.page.spelling.speller is not None, timeout=20_000)
    show(opened, "¦¦a wrod")
    press(opened, "F7")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def actions_of_the_selection(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    show(opened, "a ¦word¦")
    press(opened, "Ctrl+Shift+A")
    assert opened.page.writing.selection.flag.hasFocus()


def attached(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileNames", lambda *_all: (asked.append("files"), ([], ""))[1])
        press(opened, "Ctrl+Shift+I")
    assert asked == ["files"]


def completed(opened: Opened, qtbot: QtBot, _window: QWidget) -> None:
    show(opened, "¦¦")
    opened.type("[[Ber")
    qtbot.waitUntil(opened.page.completing.list.isVisible)


def followed(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    show(opened, "see #li¦¦fts")
    press(opened, "Ctrl+Return")
    assert [place.page for place in opened.went.places] == ["search"]


def next_view(opened: Opened, _qtbot: QtBot, _window: QWidget) -> None:
    before = opened.page.writing.view
    press(opened, "Ctrl+Shift+P")
    assert opened.page.writing.view != before


def revisions(opened: Opened, _qtbot: QtBot, window: QWidget) -> None:
    press(opened, "Ctrl+Shift+H")
    assert [type(dialog) for dialog in dialogs_of(window)] == [RevisionsDialog]


DOES: dict[str, Callable[[Opened, QtBot, QWidget], None]] = {
    "Ctrl+F": found,
    "Ctrl+H": replaced,
    "F3, Shift+F3": next_found,
    "F7": next_unknown,
    "Ctrl+Shift+A": actions_of_the_selection,
    "Ctrl+Shift+I": attached,
    "@, #, [[": completed,
    "Ctrl+Enter": followed,
    "Ctrl+Shift+P": next_view,
    "Ctrl+Shift+H": revisions,
}


@pytest.mark.parametrize("keys", DOES)
def test_keys_that_do(opened: Opened, qtbot: QtBot, window: QWidget, keys: str) -> None:
    DOES[keys](opened, qtbot, window)


def test_every_key_of_the_sheet_is_pressed_here() -> None:
    """A key that is added to the sheet needs a line in one of the tables above."""
    sheet = {keys for keys, _, where in KEYS_ELSEWHERE if where == "Note editor"}
    written = {keys for keys in sheet if all(key in WRITES for key in keys.split(", "))}
    assert sheet - written == set(DOES)


def test_no_key_of_the_editor_is_the_window_s() -> None:
    window = {keys for action in ACTIONS for keys in action.keys}
    ours = {key for keys, _, where in KEYS_ELSEWHERE if where == "Note editor" for key in keys.split(", ")}
    assert window & ours == set()
