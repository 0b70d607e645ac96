"""Completion of people, tags, deals and notes, in the editor itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.services.desk import Desk
from se_desk.ui.notes.choice_list import ChoiceList
from se_desk.ui.notes.completing import Completing
from tests.ui.notes.conftest import Opened

LONG = 10_000


@pytest.fixture
def known(desk: Desk, deal: Deal) -> None:
    """Who and what can be named."""
    desk.people.add(deal.id, "Ana Ruiz", title="CIO")
    desk.people.add(deal.id, "Anabel Frost")
    desk.notes.start(deal.id, title="Quay map", body="#port #rail")


def completing(opened: Opened) -> Completing:
    return opened.page.completing


def titles(opened: Opened) -> list[str]:
    found = completing(opened)
    return [choice.title for choice in found.list.choices] if found.is_open else []


def last_line(opened: Opened) -> str:
    return opened.page.writing.editor.source.split("\n")[-1]


def typed(opened: Opened, text: str, qtbot: QtBot) -> list[str]:
    """Type at the end and wait for the list."""
    opened.page.writing.editor.setFocus()
    opened.type(text)
    qtbot.waitUntil(lambda: completing(opened).is_open, timeout=LONG)
    return titles(opened)


@pytest.mark.parametrize(
    ("text", "found", "made"),
    [
        ("ask @an", ["Ana Ruiz", "Anabel Frost"], "ask @Ana Ruiz"),
        ("ask @ana ru", ["Ana Ruiz"], "ask @Ana Ruiz"),
        ("is #p", ["port"], "is #port"),
        ("see [[hal", ["Halvorsen Quays"], "see [[Halvorsen Quays]]"),
        ("see [[map", ["Quay map"], "see [[Quay map]]"),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_what_fits_is_offered_and_taken(
    opened: Opened, known: None, qtbot: QtBot, text: str, found: list[str], made: str, key: Qt.Key
) -> None:
    assert typed(opened, text, qtbot) == found
    opened.key(key)
    assert last_line(opened) == made
    assert not completing(opened).is_open
    opened.page.writing.editor.undo()
    assert last_line(opened) == text  # one step back


def test_arrows_choose_and_escape_closes(opened: Opened, known: None, qtbot: QtBot) -> None:
    typed(opened, "@an", qtbot)
    opened.key(Qt.Key.Key_Down)
    opened.key(Qt.Key.Key_Down)  # round
    opened.key(Qt.Key.Key_Up)
    assert completing(opened).list.choice is not None
    assert completing(opened).list.accessibleName() == "Suggestions: Anabel Frost, Halvorsen Quays, 2 of 2"
    opened.key(Qt.Key.Key_Escape)
    assert not completing(opened).is_open
    assert last_line(opened) == "@an"
    typed(opened, "a", qtbot)  # typing on brings it back
    opened.key(Qt.Key.Key_Down)
    opened.key(Qt.Key.Key_Return)
    assert last_line(opened) == "@Anabel Frost"


def test_the_pointer_takes_a_row(opened: Opened, known: None, qtbot: QtBot) -> None:
    typed(opened, "@an", qtbot)
    chosen = completing(opened).list
    second = chosen._box(1).center().toPoint()
    QTest.mouseMove(chosen, second)
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton, pos=second)
    assert last_line(opened) == "@Anabel Frost"
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # its shadow is nothing


def settled(qtbot: QtBot, opened: Opened) -> None:
    """Whatever was looked for has been found or not."""
    found = completing(opened)
    qtbot.waitUntil(lambda: not found._pause.isActive() and found._job is None, timeout=LONG)


@pytest.mark.parametrize("text", ["me@an", "@zzz", "# A heading", "`@an", "@an says nothing", "@Ana Ruiz"])
def test_no_key_is_taken_where_there_is_nothing_to_complete(
    opened: Opened, known: None, qtbot: QtBot, text: str
) -> None:
    opened.page.writing.editor.setFocus()
    opened.type(text)
    settled(qtbot, opened)
    assert not completing(opened).is_open
    lines = opened.page.writing.editor.document().blockCount()
    opened.key(Qt.Key.Key_Return)
    assert opened.page.writing.editor.document().blockCount() == lines + 1


def test_nothing_is_offered_in_code(opened: Opened, known: None, qtbot: QtBot) -> None:
    opened.page.writing.editor.setFocus()
    opened.type("```")
    opened.key(Qt.Key.Key_Return)
    opened.type("@an")
    settled(qtbot, opened)
    assert not completing(opened).is_open


def test_brackets_that_stand_there_are_not_doubled(opened: Opened, known: None, qtbot: QtBot) -> None:
    editor = opened.page.writing.editor
    opened.type("[[ ]]")
    opened.key(Qt.Key.Key_Left)
    opened.key(Qt.Key.Key_Left)
    opened.key(Qt.Key.Key_Backspace)
    typed(opened, "quay m", qtbot)
    opened.key(Qt.Key.Key_Return)
    assert last_line(opened) == "[[Quay map]]"
    assert editor.textCursor().atEnd()


def test_letters_outside_the_first_plane_move_nothing(
    opened: Opened, known: None, qtbot: QtBot, desk: Desk, deal: Deal
) -> None:
    editor = opened.page.writing.editor
    editor.textCursor().insertText("\U0001f6a2\U0001f6a2 ")
    typed(opened, "@an", qtbot)
    opened.key(Qt.Key.Key_Return)
    assert last_line(opened) == "\U0001f6a2\U0001f6a2 @Ana Ruiz"


def test_the_list_goes_with_the_keyboard_and_with_the_link(opened: Opened, known: None, qtbot: QtBot) -> None:
    typed(opened, "@an", qtbot)
    opened.page.head.title.setFocus()
    assert not completing(opened).is_open
    opened.page.writing.editor.setFocus()
    typed(opened, "a", qtbot)
    opened.key(Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not completing(opened).is_open, timeout=LONG)


def test_another_note_is_not_typing(opened: Opened, known: None, desk: Desk, qtbot: QtBot) -> None:
    from se_desk.ui.kit.wishes import Place

    other = desk.notes.start(None, body="ask @an")
    opened.type("x")
    settled(qtbot, opened)
    opened.page.enter(Place("note", other.id))
    settled(qtbot, opened)
    assert not completing(opened).is_open


def test_a_list_stays_inside_the_window(qtbot: QtBot, window: QWidget) -> None:
    from PySide6.QtCore import QRect

    from se_desk.ui.notes.choice_list import Choice

    made = ChoiceList(window, "Deals")
    rows = [Choice(str(n), f"Deal {n}", "quiet words that are long " * 9) for n in range(5)]
    for place in (QRect(0, 0, 1, 20), QRect(1210, 840, 1, 20), QRect(600, 400, 1, 20)):
        made.offer(rows, "de", place, window.rect())
        assert window.rect().adjusted(-20, -20, 20, 20).contains(made.geometry())
    made.grab()
    made.offer([], "", QRect(), window.rect())
    assert not made.isVisible()
    assert made.choice is None
    made.step(1)
