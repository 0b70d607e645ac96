"""Hostile text through the widget: what is on the desk is what was typed, pasted or there before."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.documents import SourceDocument
from tests.ui.conftest import KEY
from tests.ui.notes.conftest import Opened
from tests.ui.notes.texts import HOSTILE, TEXTS

END = QTextCursor.MoveOperation.End
NO_KEYS = Qt.KeyboardModifier.NoModifier
PIECE = "long words \u00a0and \U0001f9ed "
MORE = (
    "\u05e9\u05dc\u05d5\u05dd (RTL) \u202eturned\u202c \u2066isolated\u2069",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "zalgo z\u0351\u036b\u0343\u036a\u0302\u036b\u033d",
    "<script>alert(1)</script> &amp; <img src=x onerror=y>",
    "'; DROP TABLE notes; -- \\0 %s {0}",
    "a\x00b\x01c\x7fd\x80e",
    "\t\ttabs\tin\tbetween ",
    "\u3000wide\u2003em\u00a0nbsp\u202fnarrow\u200bzero\ufeff",
    "tail without end",
    "many\n\n\n\n\n",
)


def paste(opened: Opened, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    opened.page.writing.editor.insertFromMimeData(mime)


def emptied(opened: Opened) -> None:
    """Nothing is in the note."""
    opened.page.writing.editor.selectAll()
    opened.key(Qt.Key.Key_Delete)


def stored(opened: Opened, desk: Desk) -> str:
    """What is on the desk once the page has written."""
    assert opened.page.saving.flush()
    assert opened.page.note is not None
    return desk.notes.get(opened.page.note.id).body


@pytest.mark.parametrize("text", [text for text in (*HOSTILE, *MORE) if text])
def test_what_is_pasted_is_on_the_desk(opened: Opened, desk: Desk, text: str) -> None:
    emptied(opened)
    paste(opened, text)
    assert stored(opened, desk) == text.replace("\r\n", "\n")
    opened.page.writing.editor.undo()
    opened.page.writing.editor.redo()
    assert stored(opened, desk) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", (*HOSTILE, *MORE))
def test_what_was_there_stays_around_what_is_typed(opened: Opened, desk: Desk, text: str) -> None:
    """Another note is opened, written in, left, and opened again as if the program had been closed."""
    other = desk.notes.start(None, title="Other", body=text)
    opened.page.enter(Place("note", other.id))
    opened.page.writing.editor.moveCursor(END)
    QTest.keyClicks(opened.page.writing.editor, " typed")
    assert stored(opened, desk) == f"{text} typed"
    opened.page.documents.forget(other.id)
    opened.page.enter(Place("note", other.id))
    assert opened.page.writing.editor.source == f"{text} typed"
    for view in ("read", "write", "split"):
        opened.page.writing.set_view(view)
    assert not opened.page.saving.dirty
    assert stored(opened, desk) == f"{text} typed"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=TEXTS, second=TEXTS, at=st.floats(0, 1))
def test_any_text_pasted_anywhere(opened: Opened, desk: Desk, first: str, second: str, at: float) -> None:
    emptied(opened)
    paste(opened, first)
    editor = opened.page.writing.editor
    whole = editor.source
    cursor = editor.textCursor()
    place = int(at * len(first.replace("\r\n", "\n")))
    cursor.setPosition(SourceDocument(whole[:place]).characterCount() - 1)
    editor.setTextCursor(cursor)
    paste(opened, second)
    assert stored(opened, desk) == whole[:place] + second.replace("\r\n", "\n") + whole[place:]


def test_an_edit_in_a_note_from_elsewhere_keeps_its_line_ends(opened: Opened, desk: Desk) -> None:
    other = desk.notes.start(None, body="one\r\ntwo\r\n")
    opened.page.enter(Place("note", other.id))
    opened.page.writing.editor.moveCursor(END)
    opened.key(Qt.Key.Key_Return)
    opened.type("three")
    assert stored(opened, desk) == "one\r\ntwo\r\n\r\nthree"
    opened.page.writing.editor.moveCursor(QTextCursor.MoveOperation.Start)
    opened.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stored(opened, desk) == "two\r\none\r\n\r\nthree"


def test_undo_brings_back_no_other_note_s_text(opened: Opened, desk: Desk) -> None:
    """The last twenty notes keep theirs."""
    notes = [desk.notes.start(None, body=f"note {number}") for number in range(19)]
    opened.type(" more")
    mine = opened.page.writing.editor.source
    first = opened.page.note
    assert first is not None
    for note in notes:
        opened.page.enter(Place("note", note.id))
        for _ in range(3):
            opened.page.writing.editor.undo()
        assert opened.page.writing.editor.source == note.body
    opened.page.enter(Place("note", first.id))
    assert opened.page.writing.editor.source == mine
    opened.page.writing.editor.undo()
    assert opened.page.writing.editor.source == mine.removesuffix(" more")


def test_what_is_typed_by_any_keyboard_or_input_method(opened: Opened, desk: Desk) -> None:
    """Dead keys, input methods and emoji pickers send whole texts, bidi marks and what is beyond the BMP."""
    emptied(opened)
    editor = opened.page.writing.editor
    texts = ("\u00a0", "\u05e9", "\u200f", "\u0301", "\U0001f9ed", "\u2066", "\u3042")
    for text in texts:
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, NO_KEYS, text))
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    commit = QInputMethodEvent("", [])
    commit.setCommitString(f"{family}\u2028e\u0301")
    QApplication.sendEvent(editor, commit)
    assert stored(opened, desk) == f"{''.join(texts)}{family}\u2028e\u0301"


@pytest.mark.parametrize("text", [text for text in (*HOSTILE, *MORE) if text])
def test_what_is_dropped_is_on_the_desk(opened: Opened, desk: Desk, text: str) -> None:
    emptied(opened)
    mime = QMimeData()
    mime.setText(text)
    view = opened.page.writing.editor.viewport()
    middle = QPointF(view.rect().center())
    for kind in (QDragEnterEvent, QDropEvent):
        place = middle.toPoint() if kind is QDragEnterEvent else middle
        event = kind(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NO_KEYS)
        QApplication.sendEvent(view, event)
    assert stored(opened, desk) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", [*HOSTILE, *MORE])
def test_through_every_view_and_a_closed_desk(opened: Opened, desk: Desk, qtbot: QtBot, text: str) -> None:
    """As it is loaded: seen in every view, edited and taken back, saved, the file closed and opened again."""
    other = desk.notes.start(None, title="Other", body=text)
    writing = opened.page.writing
    opened.page.enter(Place("note", other.id))
    for view in ("write", "split", "read"):
        with qtbot.waitSignal(writing.preview.rendered, timeout=60_000) if view != "write" else nullcontext():
            writing.set_view(view)
        assert writing.editor.source == text
    writing.set_view("write")
    writing.editor.moveCursor(END)
    QTest.keyClicks(writing.editor, "x")
    assert stored(opened, desk) == f"{text}x"
    writing.editor.undo()
    assert stored(opened, desk) == text
    desk.close()
    again = Desk(open_store(desk.store.path, KEY))
    assert again.notes.get(other.id).body == text
    again.close()


@pytest.fixture
def line(request: pytest.FixtureRequest) -> str:
    """A line without an end: a megabyte with ``--long``, since Qt lays all of it out at every key."""
    return PIECE * (40_000 if request.config.getoption("--long") else 3_000)


def test_a_very_long_line_is_typed_in_shown_and_kept(
    opened: Opened, desk: Desk, qtbot: QtBot, line: str
) -> None:
    emptied(opened)
    paste(opened, line)
    opened.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    opened.type("at it ")
    with qtbot.waitSignal(opened.page.writing.preview.rendered, timeout=60_000):
        opened.page.writing.set_view("read")
    assert stored(opened, desk) == f"at it {line}"
    desk.close()
    again = Desk(open_store(desk.store.path, KEY))
    assert opened.page.note is not None
    assert again.notes.get(opened.page.note.id).body == f"at it {line}"
    again.close()
