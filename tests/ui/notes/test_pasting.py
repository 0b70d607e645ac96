"""A paste is words, Markdown of HTML, or a link on the selected words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QImage
from PySide6.QtTest import QTest

from se_desk.ui.notes.editor import NoteEditor
from se_desk.ui.notes.pasting import is_address, link_on
from tests.ui.notes.test_editor import editor, seen, show

__all__ = ["editor"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def clipboard(qapp: object) -> Iterator[QClipboard]:
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


def mime(text: str = "", html: str = "") -> QMimeData:
    """What another program put on the clipboard."""
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("a |word| b", "https://x.example/y", "a [word](https://x.example/y)| b"),
        ("a |word| b", " https://x.example/y\n", "a [word](https://x.example/y)| b"),
        ("a| word |b", "https://x.example", "a [word](https://x.example) |b"),
        ("|word|", "https://x.example/a_(b)", "[word](<https://x.example/a_(b)>)|"),
        ("|word|", "mailto:a@x.example", "[word](mailto:a@x.example)|"),
        ("|word|", "javascript:alert(1)", "javascript:alert(1)|"),
        ("|word|", "two words", "two words|"),
        ("|one\ntwo|", "https://x.example", "https://x.example|"),
        ("|https://old.example|", "https://x.example", "https://x.example|"),
        ("word|", "https://x.example", "wordhttps://x.example|"),
    ],
)
def test_an_address_on_selected_words_is_a_link(
    editor: NoteEditor, before: str, text: str, after: str
) -> None:
    show(editor, before)
    editor.insertFromMimeData(mime(text))
    assert seen(editor) == after
    editor.undo()
    assert editor.source == before.replace("|", "")


def test_html_becomes_markdown(editor: NoteEditor) -> None:
    show(editor, "|")
    editor.insertFromMimeData(mime("Head\none", "<h2>Head</h2><ul><li>one <b>two</b></ul>"))
    assert editor.source == "## Head\n\n- one **two**"


@pytest.mark.parametrize(
    "html",
    ["<pre style='color:red'>words of code</pre>", "<div><span>x</span></div>", "<p>" + "<b>x" * 40_000],
)
def test_html_without_a_shape_is_its_words(editor: NoteEditor, html: str) -> None:
    show(editor, "|")
    editor.insertFromMimeData(mime("  words_of *code*", html))
    assert editor.source == "  words_of *code*"


def test_in_code_all_is_words(editor: NoteEditor) -> None:
    show(editor, "```\nco|de\n```")
    editor.shown.highlighter.rehighlight()  # type: ignore[union-attr]
    editor.insertFromMimeData(mime("plain", "<b>plain</b>"))
    assert editor.source == "```\ncoplainde\n```"


def test_what_is_copied_here_is_not_read_as_html(editor: NoteEditor) -> None:
    show(editor, "|**a** <b>x</b>|")
    copied = editor.createMimeDataFromSelection()
    copied.setHtml("<b>other</b>")
    show(editor, "")
    editor.insertFromMimeData(copied)
    assert editor.source == "**a** <b>x</b>"


def test_plain_paste_by_key(editor: NoteEditor, clipboard: QClipboard) -> None:
    show(editor, "|")
    editor.setFocus()
    clipboard.setMimeData(mime("plain", "<b>plain</b>"))
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL)
    assert editor.source == "**plain**"
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.source == "**plain**plain"
    editor.setReadOnly(True)
    editor.paste_plainly()
    assert editor.source == "**plain**plain"


def test_pictures_are_offered_to_who_takes_them(editor: NoteEditor) -> None:
    show(editor, "|")
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    assert not editor.canInsertFromMimeData(picture)
    editor.insertFromMimeData(picture)
    assert editor.source == ""
    taken: list[QMimeData] = []
    editor.take_in = lambda one: (taken.append(one), True)[1]
    editor.insertFromMimeData(picture)
    assert len(taken) == 1
    assert editor.source == ""


def test_the_time_by_key(editor: NoteEditor) -> None:
    show(editor, "at |noon|")
    editor.now = lambda: datetime(2026, 3, 4, 17, 52, tzinfo=UTC)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Semicolon, CTRL)
    assert editor.source == "at 17:52"


def test_a_name_is_completed_in_place(editor: NoteEditor) -> None:
    show(editor, "with \U0001f9ed @an| there")
    heard: list[str] = []
    editor.typed.connect(heard.append)
    editor.moveCursor(editor.textCursor().MoveOperation.StartOfBlock)
    cursor = editor.document().find("@an")
    cursor.clearSelection()
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, "a")
    assert heard == ["with \U0001f9ed @ana"]
    editor.insert_text("@ana.ruiz", instead_of=4)
    assert editor.source == "with \U0001f9ed @ana.ruiz there"


def test_a_first_key_is_taken(editor: NoteEditor) -> None:
    show(editor, "|")
    editor.first_key = lambda event: event.key() == Qt.Key.Key_A
    QTest.keyClicks(editor, "ab")
    assert editor.source == "b"


def test_addresses() -> None:
    assert is_address("https://x.example/a?b#c")
    assert not is_address("see https://x.example")
    assert link_on(" ", "https://x.example") == ""
