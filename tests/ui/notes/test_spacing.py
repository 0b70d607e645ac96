"""Typing paints the line it is in, and what stands there is what a fresh editor would show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.editor import NoteEditor
from se_desk.ui.notes.spacing import line_step

TEXT = "\n".join(["# Head", "", "words and **marks**", "- item", "```", "code", "```"] * 6)


class Painted(QObject):
    """Remembers what was painted of a widget."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.areas: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def made(qtbot: QtBot, text: str) -> NoteEditor:
    editor = NoteEditor()
    qtbot.addWidget(editor)
    editor.resize(500, 400)
    editor.show_document(SourceDocument(text, editor))
    editor.show()
    qtbot.waitExposed(editor)
    return editor


def test_a_letter_paints_its_line_and_a_new_line_the_page(qtbot: QtBot, dress: Theme) -> None:
    editor = made(qtbot, TEXT)
    cursor = editor.document().find("marks")
    cursor.clearSelection()
    editor.setTextCursor(cursor)
    QApplication.processEvents()
    painted = Painted(editor.viewport())
    QTest.keyClicks(editor, "x")
    qtbot.waitUntil(lambda: bool(painted.areas))
    assert max(area.height() for area in painted.areas) <= 3 * line_step()
    painted.areas.clear()
    QTest.keyClicks(editor, "\r")
    qtbot.waitUntil(lambda: bool(painted.areas))
    assert max(area.height() for area in painted.areas) > 6 * line_step()


def test_whatever_is_edited_looks_as_if_it_were_new(qtbot: QtBot, dress: Theme) -> None:
    editor = made(qtbot, TEXT)
    for first, last, words in (
        (20, 21, "`"),
        (8, 12, "x\u2029"),
        (0, 0, "```\u2029"),
        (30, 44, "a\u2029b\u2029c"),
    ):
        cursor = editor.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        cursor.insertText("y")
        cursor.deletePreviousChar()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.setCursorWidth(0)
    fresh = made(qtbot, editor.source)
    fresh.setCursorWidth(0)
    editor.setFocus()
    fresh.setFocus()
    qtbot.waitUntil(lambda: editor.viewport().grab().toImage() == fresh.viewport().grab().toImage())
