"""Unknown words are marked where they are seen, by key and menu mended or added, and never wait for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.services import spelling as verbs
from se_desk.services.desk import Desk
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.wishes import Place
from se_desk.ui.notes.choices import Choices, keep, kept
from se_desk.ui.notes.spelling_words import LONGEST_LINE, spelled_words
from tests.ui.notes.conftest import Opened

TEXT = "The crnae stands still.\n\n```\ncodee\n```\n\nA longg berth."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("the crane isn't here", ["the", "crane", "isn't", "here"]),
        ("a `co de` and ``x ` y``", ["and"]),
        ("see https://x.example/pth and www.x.example now", ["see", "and", "now"]),
        ("[words](https://x.example/pth) [[Brth]] @ana.ruiz #tagg", ["words"]),
        ("mail ana@x.example", ["mail"]),
        ("a_b v2 C4 one/two path\\to", []),
        ("NATO iPhone Crane", ["Crane"]),
        ("**bold**-ish \u00e9tage", ["bold", "ish", "\u00e9tage"]),
    ],
)
def test_what_is_spelled(line: str, words: list[str]) -> None:
    found = list(spelled_words(line))
    assert [word for _, _, word in found] == words
    assert [line[start:end] for start, end, _ in found] == words


def test_the_end_of_an_endless_line_is_not_looked_at() -> None:
    assert len(list(spelled_words("ab " * LONGEST_LINE))) < LONGEST_LINE


@pytest.fixture
def spelled(opened: Opened, qtbot: QtBot) -> Opened:
    """The page, with its dictionary there."""
    qtbot.waitUntil(lambda: opened.page.spelling.speller is not None, timeout=20_000)
    opened.page.writing.take(TEXT)
    opened.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    return opened


def unknown(opened: Opened) -> list[str]:
    """The unknown words of the whole note."""
    document, found = opened.page.writing.editor.document(), []
    for number in range(document.blockCount()):
        found += [each[2] for each in opened.page.spelling.unknown_in(document.findBlockByNumber(number))]
    return found


def picture(opened: Opened) -> QImage:
    return opened.page.writing.editor.grab().toImage()


def test_unknown_words_are_marked(spelled: Opened, side: str) -> None:
    assert unknown(spelled) == ["crnae", "longg"]
    spelled.page.writing.editor.setCursorWidth(0)
    marked = picture(spelled)
    spelled.page.spelling.choose(Choices(spelling=False))
    assert picture(spelled) != marked
    assert unknown(spelled) == []


def test_a_word_that_is_being_typed_is_not_marked(spelled: Opened) -> None:
    editor = spelled.page.writing.editor
    spelled.page.writing.take("wrd")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.setFocus()
    editor.setCursorWidth(0)
    typing = picture(spelled)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert picture(spelled) != typing


def open_menu(opened: Opened) -> Menu:
    """The menu that F7 shows."""
    opened.key(Qt.Key.Key_F7)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    return menu


def test_by_key_to_the_next_word_and_its_suggestions(spelled: Opened, desk: Desk) -> None:
    editor = spelled.page.writing.editor
    menu = open_menu(spelled)
    assert "crane" in [action.text() for action in menu.actions()]
    next(action for action in menu.actions() if action.text() == "crane").trigger()
    menu.close()
    assert editor.source == TEXT.replace("crnae", "crane")
    menu = open_menu(spelled)
    menu.actions()[-2].trigger()
    menu.close()
    assert verbs.own_words(desk) == ("longg",)
    assert unknown(spelled) == []
    spelled.key(Qt.Key.Key_F7)
    assert QApplication.activePopupWidget() is None
    editor.undo()
    assert editor.source == TEXT
    menu = open_menu(spelled)  # around the end of the note
    menu.close()


def test_by_the_menu_at_the_pointer(spelled: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = spelled.page.writing.editor
    place = editor.cursorRect(editor.document().find("rnae")).center()
    shown: list[Menu] = []
    monkeypatch.setattr(Menu, "popup", lambda menu, _at: shown.append(menu))
    editor.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.mapToGlobal(QPoint(0, 0)))
    )
    assert "crane" in [action.text() for action in shown[0].actions()]
    spelled.select("stands")
    assert "crane" not in [action.text() for action in spelled.page.becoming.menu().actions()]


def test_a_word_that_is_like_no_other(spelled: Opened) -> None:
    spelled.page.writing.take("a" * 36)
    menu = open_menu(spelled)
    assert menu.actions()[0].text() == "No suggestions"
    menu.close()


def test_a_word_that_cannot_be_kept_is_told(spelled: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Exception] = []
    monkeypatch.setattr("se_desk.ui.notes.spelling.tell", lambda _parent, error: told.append(error))

    def full(*_given: object, **_named: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(verbs, "add_word", full)
    spelled.page.spelling.add("crnae")
    assert len(told) == 1
    assert "crnae" in unknown(spelled)


def test_choices_are_kept(spelled: Opened, desk: Desk, qtbot: QtBot) -> None:
    assert kept(desk) == Choices()
    keep(desk, numbers=True, spelling=False, view="write")
    assert kept(desk) == Choices(view="write", numbers=True, spelling=False)
    assert spelled.page.note is not None
    spelled.page.enter(Place("note", spelled.page.note.id))
    assert spelled.page.writing.editor.numbers.isVisible()
    assert spelled.page.spelling.speller is None
    keep(desk, view="sideways", spelling=True, language="xx_XX")
    assert kept(desk).view == "split"
    spelled.page.enter(Place("note", spelled.page.note.id))
    qtbot.waitUntil(lambda: spelled.page.spelling.speller is not None, timeout=20_000)


def test_typing_asks_about_no_more_than_it_may(spelled: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("se_desk.ui.notes.spelling.MOST_ASKED", 3)
    spelled.page.spelling.choose(Choices())
    spelled.page.writing.take(" ".join(f"wrd{chr(97 + n)}" for n in range(12)))
    spelled.page.spelling._seen.clear()
    spelled.page.spelling.paint()
    assert len(spelled.page.spelling._seen) == 3
    QTest.qWaitForWindowExposed(spelled.page.window())
