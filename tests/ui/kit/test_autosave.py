"""No keystroke is lost: what could not be written stays, is said once, and is tried again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskBusy, DeskError, DiskFull
from se_desk.ui.kit.autosave import Autosave

NOW = datetime(2025, 9, 4, 17, 52, tzinfo=UTC)


class Editor(QObject):
    """An editor and a disk that can be full."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.disk: list[str] = []
        self.fault: DeskError | None = None
        self.autosave = Autosave(self, lambda: self.text, self.write, pause_ms=5, now=lambda: NOW, retry_ms=5)

    def write(self, text: str) -> None:
        if self.fault is not None:
            raise self.fault
        self.disk.append(text)

    def type(self, text: str) -> None:
        self.text += text
        self.autosave.touch()


@pytest.fixture
def editor(qapp: object) -> Editor:
    return Editor()


def test_it_writes_after_a_pause(editor: Editor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.autosave.saved) as heard:
        for letter in "abc":
            editor.type(letter)
        assert editor.disk == []
        assert editor.autosave.dirty
    assert editor.disk == ["abc"]
    assert heard.args == [NOW]
    assert not editor.autosave.dirty


def test_it_says_that_something_waits_once(editor: Editor, qtbot: QtBot) -> None:
    with qtbot.waitSignals([editor.autosave.waiting, editor.autosave.saved]):
        editor.type("a")
        with qtbot.assertNotEmitted(editor.autosave.waiting):
            editor.type("b")


def test_who_types_without_a_pause_is_saved_all_the_same(editor: Editor, qtbot: QtBot) -> None:
    """The control is a pause alone: it never comes while a key follows the other."""
    patient = Autosave(editor, lambda: editor.text, editor.write, pause_ms=60_000, latest_ms=60_000)
    editor.autosave = Autosave(editor, lambda: editor.text, editor.write, pause_ms=60_000, latest_ms=30)
    saved: list[object] = []
    editor.autosave.saved.connect(saved.append)

    def typed_until_saved() -> bool:
        editor.type("a")
        patient.touch()
        return bool(saved)

    qtbot.waitUntil(typed_until_saved)
    assert patient.dirty


def test_where_writing_fails_keys_do_not_try_again_at_once(editor: Editor, qtbot: QtBot) -> None:
    editor.autosave = Autosave(editor, lambda: editor.text, editor.write, pause_ms=60_000, latest_ms=0)
    editor.fault = DiskFull("The disk is full.")
    editor.type("a")
    qtbot.waitUntil(lambda: editor.autosave.problem is not None)
    editor.fault = None
    editor.type("b")
    assert editor.autosave.dirty
    assert editor.disk == []


def test_a_flush_writes_at_once_and_only_what_is_new(editor: Editor, qtbot: QtBot) -> None:
    editor.type("a")
    assert editor.autosave.flush()
    assert editor.autosave.flush()
    assert editor.disk == ["a"]


def test_a_full_disk_keeps_the_text_and_is_said_once(editor: Editor, qtbot: QtBot) -> None:
    faults: list[DeskError] = []
    editor.autosave.failed.connect(faults.append)
    editor.fault = DiskFull("The disk is full.")
    with qtbot.assertNotEmitted(editor.autosave.saved):
        editor.type("precious")
        assert not editor.autosave.flush()
        assert not editor.autosave.flush()
    assert editor.autosave.dirty
    assert [type(fault) for fault in faults] == [DiskFull]
    editor.fault = DeskBusy("Another program holds the desk.")
    assert not editor.autosave.flush()
    assert [type(fault) for fault in faults] == [DiskFull, DeskBusy]
    assert editor.autosave.problem is editor.fault


def test_it_tries_again_by_itself(editor: Editor, qtbot: QtBot) -> None:
    editor.fault = DiskFull("The disk is full.")
    editor.type("precious")
    assert not editor.autosave.flush()
    with qtbot.waitSignal(editor.autosave.saved):
        editor.fault = None
    assert editor.disk == ["precious"]
    assert editor.autosave.problem is None


def test_a_fault_of_our_own_keeps_the_text_too(editor: Editor) -> None:
    editor.autosave = Autosave(editor, lambda: "x", lambda _text: 1 / 0)
    editor.autosave.touch()
    with pytest.raises(ZeroDivisionError):
        editor.autosave.flush()
    assert editor.autosave.dirty


def test_typing_during_the_write_is_seen(editor: Editor) -> None:
    editor.type("a")
    seen: list[str] = []

    def slow(text: str) -> None:
        seen.append(text)
        if len(seen) == 1:
            editor.text += "b"
            autosave.touch()

    autosave = Autosave(editor, lambda: editor.text, slow)
    autosave.touch()
    assert not autosave.flush()
    assert autosave.flush()
    assert seen == ["a", "ab"]


def test_what_is_given_up_is_given_up(editor: Editor) -> None:
    editor.fault = DiskFull("The disk is full.")
    editor.type("a")
    editor.autosave.flush()
    editor.autosave.forget()
    editor.fault = None
    assert editor.autosave.flush()
    assert editor.disk == []
