"""The find bar by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.notes.conftest import Opened

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = "Crane one, crane two.\n\nThe third Crane."


def opened_bar(opened: Opened, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_F) -> None:
    """Show the text and open the bar by its key."""
    writing = opened.page.writing
    writing.take(TEXT)
    opened.key(Qt.Key.Key_Home, CTRL)
    QTest.keyClick(writing.editor, key, CTRL)
    qtbot.waitUntil(writing.finder.words.hasFocus)


def test_finding_by_keys(opened: Opened, qtbot: QtBot) -> None:
    opened_bar(opened, qtbot)
    writing, bar = opened.page.writing, opened.page.writing.finder
    assert not bar.instead.isVisible()
    QTest.keyClicks(bar.words, "crane")
    assert bar.state.text() == "1 of 3"
    assert len(writing.editor.spots) == 3
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.state.text() == "3 of 3"
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.state.text() == "1 of 3"
    QTest.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    assert bar.state.text() == "3 of 3"
    bar.exact_case.click()
    assert bar.state.text() == "1 of 1"
    bar.whole_words.click()
    QTest.keyClicks(bar.words, "x")
    assert bar.state.text() == "Not found"
    bar.expression.click()
    bar.words.setText("(")
    assert bar.state.text() == "Not an expression"
    assert not bar.after.isEnabled()
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert writing.editor.hasFocus()
    assert writing.editor.spots == []


def test_selected_words_are_looked_for_and_f3_goes_on_without_the_bar(opened: Opened, qtbot: QtBot) -> None:
    writing, bar = opened.page.writing, opened.page.writing.finder
    writing.take(TEXT)
    opened.select("third")
    QTest.keyClick(writing.editor, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(bar.words.hasFocus)
    assert bar.words.text() == "third"
    bar.words.setText("crane")
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    opened.key(Qt.Key.Key_Home, CTRL)
    opened.key(Qt.Key.Key_F3)
    opened.key(Qt.Key.Key_F3)
    assert writing.editor.textCursor().selectionStart() == TEXT.index("crane")
    opened.key(Qt.Key.Key_F3, SHIFT)
    assert writing.editor.textCursor().selectionStart() == 0


def test_replacing_by_keys(opened: Opened, qtbot: QtBot) -> None:
    opened_bar(opened, qtbot, Qt.Key.Key_H)
    writing, bar = opened.page.writing, opened.page.writing.finder
    QTest.keyClicks(bar.words, "crane")
    QTest.keyClick(bar.words, Qt.Key.Key_Tab)
    bar.instead.setFocus()
    QTest.keyClicks(bar.instead, "lift")
    QTest.keyClick(bar.instead, Qt.Key.Key_Return)
    assert writing.editor.source == TEXT.replace("Crane", "lift", 1)
    assert bar.state.text() == "1 of 2"
    bar.all.click()
    assert bar.state.text() == "2 places replaced"
    assert writing.editor.source == "lift one, lift two.\n\nThe third lift."
    writing.editor.undo()
    writing.editor.undo()
    assert writing.editor.source == TEXT
    bar.one.click()
    assert opened.page.text_saving.dirty or opened.page.note is not None


def test_what_is_typed_in_the_text_is_found(opened: Opened, qtbot: QtBot) -> None:
    opened_bar(opened, qtbot)
    bar = opened.page.writing.finder
    QTest.keyClicks(bar.words, "crane")
    opened.page.writing.editor.moveCursor(opened.page.writing.editor.textCursor().MoveOperation.End)
    opened.type(" crane")
    qtbot.waitUntil(lambda: len(opened.page.writing.editor.spots) == 4)
    assert not opened.page.writing.editor.grab().isNull()


def test_a_note_that_is_read_is_shown_with_its_source(opened: Opened, qtbot: QtBot, side: str) -> None:
    writing = opened.page.writing
    writing.set_view("read")
    writing.open_find(replacing=True)
    assert writing.view == "split"
    assert writing.finder.instead.isVisible()
    names = [child.accessibleName() for child in writing.finder.findChildren(QWidget) if child.isEnabled()]
    assert "Find in this note" in names
    qtbot.waitUntil(lambda: QApplication.focusWidget() is writing.finder.words)
    assert not writing.finder.grab().isNull()
