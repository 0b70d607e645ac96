"""The editor: what is typed and pasted is what is kept, and keys know lists."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.documents import SourceDocument
from se_desk.ui.notes.editing import EDITINGS
from se_desk.ui.notes.editor import NoteEditor
from se_desk.ui.notes.spacing import line_step
from tests.ui.notes.texts import HOSTILE, TEXTS

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NAMED = {each.key: each for group in EDITINGS for each in group}


@pytest.fixture
def editor(qtbot: QtBot, dress: Theme) -> NoteEditor:
    made = NoteEditor()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(editor: NoteEditor, text: str) -> None:
    """Show a text; ``|`` is the cursor, two of them a selection."""
    first, _, rest = text.partition("|")
    chosen, second, last = rest.partition("|")
    document = SourceDocument(first + chosen + last, editor)
    editor.show_document(document)
    cursor = QTextCursor(document)
    cursor.setPosition(len(first))
    if second:
        cursor.setPosition(len(first + chosen), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def seen(editor: NoteEditor) -> str:
    """The text with the cursor or selection marked."""
    cursor, text = editor.textCursor(), editor.source
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    bar = "|" if cursor.hasSelection() else ""
    return f"{text[:start]}|{text[start:end]}{bar}{text[end:]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one|", "- one\n- |"),
        ("- o|ne", "- o\n- |ne"),
        ("|- one", "\n|- one"),
        ("9. nine|", "9. nine\n10. |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("> said|", "> said\n> |"),
        ("- one\n- |", "- one\n|"),
        ("- one\n  - |", "- one\n- |"),
        ("> |", "|"),
        ("words|", "words\n|"),
        ("```\n- code|", "```\n- code\n|"),
    ],
)
def test_enter(editor: NoteEditor, before: str, after: str) -> None:
    show(editor, before)
    editor.shown.highlighter.rehighlight()  # type: ignore[union-attr]  # shown above
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert seen(editor) == after


def test_shift_enter_is_a_plain_line(editor: NoteEditor) -> None:
    show(editor, "- one|")
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    assert seen(editor) == "- one\n|"


@pytest.mark.parametrize(
    ("before", "tab", "back"),
    [
        ("- one\n- t|wo", "- one\n  - t|wo", "- one\n- t|wo"),
        ("1. one\n2. t|wo", "1. one\n   2. t|wo", "1. one\n2. t|wo"),
        ("|one\ntwo|", "|  one\n  two|", "|one\ntwo|"),
        ("wo|rds", "wo\t|rds", "wo\t|rds"),
    ],
)
def test_tab_and_back(editor: NoteEditor, before: str, tab: str, back: str) -> None:
    show(editor, before)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert seen(editor) == tab
    QTest.keyClick(editor, Qt.Key.Key_Backtab, SHIFT)
    assert seen(editor) == back


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("one\nt|wo\nthree", Qt.Key.Key_Up, "t|wo\none\nthree"),
        ("one\nt|wo\nthree", Qt.Key.Key_Down, "one\nthree\nt|wo"),
        ("o|ne\ntwo", Qt.Key.Key_Up, "o|ne\ntwo"),
        ("one\ntw|o", Qt.Key.Key_Down, "one\ntw|o"),
        ("o|ne\ntw|o\nthree", Qt.Key.Key_Down, "three\no|ne\ntw|o"),
        ("one\n|two\n|three", Qt.Key.Key_Up, "|two\n|one\nthree"),
    ],
)
def test_lines_move(editor: NoteEditor, before: str, key: Qt.Key, after: str) -> None:
    show(editor, before)
    QTest.keyClick(editor, key, ALT)
    assert seen(editor) == after


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("bold", "a |word| b", "a **|word|** b"),
        ("bold", "a **|word|** b", "a |word| b"),
        ("bold", "a |**word**| b", "a |word| b"),
        ("bold", "a wo|rd b", "a **|word|** b"),
        ("bold", "|one\ntwo|", "|**one**\n**two**|"),
        ("italic", "|word|", "*|word|*"),
        ("code", "|word|", "`|word|`"),
        ("code", "|one\ntwo|", "|```\none\ntwo\n```|"),
        ("link", "a |word| b", "a [word](|https://|) b"),
        ("link", "|https://x.example|", "[|](https://x.example)"),
        ("heading", "wo|rds", "# wo|rds"),
        ("bullets", "|one\ntwo|", "|- one\n- two|"),
        ("checks", "one|", "- [ ] one|"),
        ("numbers", "|one\ntwo|", "|1. one\n2. two|"),
        ("quote", "one|", "> one|"),
        ("table", "one|", "one\n\n| |Column| | Column |\n|---|---|\n|  |  |".replace("| |C", "| |C")),
    ],
)
def test_buttons(editor: NoteEditor, what: str, before: str, after: str) -> None:
    show(editor, before)
    editor.perform(NAMED[what])
    assert seen(editor) == after
    editor.undo()
    assert editor.source == before.replace("|", "")


def test_keys_of_the_buttons(editor: NoteEditor, qtbot: QtBot) -> None:
    show(editor, "|word|")
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert editor.source == "**word**"
    assert len({each.keys for each in NAMED.values()}) == len(NAMED)


def test_what_may_not_be_changed_is_not(editor: NoteEditor) -> None:
    show(editor, "- one|")
    editor.setReadOnly(True)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    editor.perform(NAMED["bold"])
    assert editor.source == "- one"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_copy_and_paste_keep_every_character(editor: NoteEditor, text: str) -> None:
    show(editor, text)
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    show(editor, "")
    editor.insertFromMimeData(copied)
    assert editor.source == text.replace("\r\n", "\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_pasted_text_is_there(editor: NoteEditor, text: str) -> None:
    show(editor, "")
    mime = QMimeData()
    mime.setText(text)
    editor.insertFromMimeData(mime)
    assert editor.source == text.replace("\r\n", "\n")


def test_emoji_do_not_shift_what_keys_do(editor: NoteEditor) -> None:
    show(editor, "- 🧭 north|")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.source == "- 🧭 north\n- "
    assert editor.line_and_column() == (2, 3)
    QTest.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert editor.source == "- \n- 🧭 north"


def test_lines_have_the_height_of_the_design(editor: NoteEditor) -> None:
    show(editor, "one\n" + "long " * 60 + "\nlast|")
    tops = []
    for number in (0, 1, 2):
        block = editor.document().findBlockByNumber(number)
        box = editor.blockBoundingGeometry(block)
        tops.append(box.top())
        lines = block.layout().lineCount()
        assert box.height() - lines * line_step() == (16 if number == 2 else 0)
    assert tops[1] - tops[0] == line_step()
    assert not editor.grab().isNull()


def test_each_note_has_its_place_and_its_undo(editor: NoteEditor) -> None:
    first, second = SourceDocument("one two", editor), SourceDocument("other", editor)
    editor.show_document(first)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, " more")
    editor.show_document(second)
    editor.undo()
    assert second.source == "other"
    editor.show_document(first)
    assert editor.textCursor().position() == len("one two more")
    editor.undo()
    assert first.source == "one two"


def test_a_document_that_nobody_else_holds_can_be_replaced(editor: NoteEditor) -> None:
    """Qt reaches for the old document while it takes the new one; it once was gone by then."""
    for number in range(200):
        show(editor, f"note {number}|")
        gc.collect(0)
    assert editor.source == "note 199"


def test_a_word_without_end_is_broken_anywhere(editor: NoteEditor) -> None:
    """The control is any other note: it is broken between words."""
    by_words, anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere
    assert editor.wordWrapMode() is by_words
    mime = QMimeData()
    mime.setText("a" * 300_000)
    editor.insertFromMimeData(mime)
    assert editor.wordWrapMode() is anywhere
    editor.show_document(SourceDocument("words and words", editor))
    assert editor.wordWrapMode() is by_words
    editor.show_document(SourceDocument("a" * 300_000, editor))
    assert editor.wordWrapMode() is anywhere
