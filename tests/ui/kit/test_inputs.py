"""Fields keep what was typed, say what is wrong, and let go of the complaint when one types on."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadInput
from se_desk.ui.kit.inputs import DayEdit, Field, LineEdit, SearchField, TextArea
from se_desk.ui.kit.layout import hbox
from se_desk.ui.kit.theme import Theme

TODAY = date(2025, 9, 4)


@pytest.mark.parametrize("text", ["", "one", "a\u00a0b", "tab\there", "two\nlines\n", "emoji 🙂 and 李"])
def test_an_area_gives_back_what_it_was_given(text: str, dress: Theme, qtbot: QtBot) -> None:
    area = TextArea(text, name="Message")
    qtbot.addWidget(area)
    assert area.text == text
    area.set_text(text + "x")
    assert area.text == text + "x"
    assert not area.document().isUndoAvailable()


def test_an_area_takes_no_markup(dress: Theme, qtbot: QtBot) -> None:
    area = TextArea("<b>x</b>")
    qtbot.addWidget(area)
    assert area.text == "<b>x</b>"
    assert not area.acceptRichText()


def test_an_area_says_when_it_is_left(dress: Theme, qtbot: QtBot) -> None:
    area, other = TextArea(), LineEdit()
    qtbot.addWidget(area)
    qtbot.addWidget(other)
    area.show()
    area.activateWindow()
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    with qtbot.waitSignal(area.committed):
        area.clearFocus()


def test_lines_of_an_area_are_20_px(dress: Theme, qtbot: QtBot) -> None:
    area = TextArea("one\ntwo\nthree")
    qtbot.addWidget(area)
    area.resize(300, 100)
    area.show()
    first, second = area.document().firstBlock(), area.document().firstBlock().next()
    layout = area.document().documentLayout()
    assert layout.blockBoundingRect(second).top() - layout.blockBoundingRect(first).top() == 20


def test_a_search_waits_for_a_pause(dress: Theme, qtbot: QtBot) -> None:
    field = SearchField("Search", "Ctrl+K", pause_ms=10)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.searched) as heard:
        QTest.keyClicks(field, "press")
    assert heard.args == ["press"]
    field.grab()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field.grab()


@pytest.fixture
def day_edit(dress: Theme, qtbot: QtBot) -> DayEdit:
    made = DayEdit(date(2025, 9, 30), TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_day_is_typed(day_edit: DayEdit, qtbot: QtBot) -> None:
    assert day_edit.text() == "Tue 30 Sep"
    day_edit.clear()
    QTest.keyClicks(day_edit, "14.11.")
    with qtbot.waitSignal(day_edit.dayChanged) as heard:
        QTest.keyClick(day_edit, Qt.Key.Key_Return)
    assert heard.args == [date(2025, 11, 14)]
    assert day_edit.text() == "Fri 14 Nov"


def test_a_day_can_be_taken_away(day_edit: DayEdit, qtbot: QtBot) -> None:
    day_edit.clear()
    with qtbot.waitSignal(day_edit.dayChanged) as heard:
        QTest.keyClick(day_edit, Qt.Key.Key_Return)
    assert heard.args == [None]
    assert day_edit.day is None


def test_what_is_no_day_stays_and_is_marked(day_edit: DayEdit, qtbot: QtBot) -> None:
    day_edit.clear()
    QTest.keyClicks(day_edit, "31 Feb")
    with qtbot.assertNotEmitted(day_edit.dayChanged):
        QTest.keyClick(day_edit, Qt.Key.Key_Return)
    assert day_edit.text() == "31 Feb"
    assert day_edit.property("error") is True
    assert "31 Feb" in day_edit.toolTip()
    with pytest.raises(BadInput):
        _ = day_edit.day
    day_edit.set_day(TODAY)
    assert day_edit.property("error") is False


def test_a_day_is_picked(day_edit: DayEdit, qtbot: QtBot) -> None:
    QTest.keyClick(day_edit, Qt.Key.Key_Down)
    menu = day_edit.findChild(QMenu)
    calendar = menu.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2025, 9, 30)
    with qtbot.waitSignal(day_edit.dayChanged) as heard:
        calendar.clicked.emit(QDate(2025, 10, 6))
    assert heard.args == [date(2025, 10, 6)]
    menu.close()


def test_the_calendar_opens_on_today_when_there_is_no_day(day_edit: DayEdit) -> None:
    day_edit.setText("soon")
    day_edit.pick()
    menu = day_edit.findChild(QMenu)
    assert menu.findChild(QCalendarWidget).selectedDate() == QDate(2025, 9, 4)
    menu.close()


def test_a_field_says_what_is_wrong_until_one_types(dress: Theme, qtbot: QtBot) -> None:
    field = Field("Closing day", LineEdit("31 Feb"), "The day of the signature", "optional")
    qtbot.addWidget(field)
    field.show()
    assert field.editor.accessibleName() == "Closing day"
    assert field.editor.accessibleDescription() == "The day of the signature"
    field.set_error("This day does not exist. Try 28 Feb.")
    assert field.error == "This day does not exist. Try 28 Feb."
    assert field.editor.property("error") is True
    assert field.editor.accessibleDescription() == field.error
    QTest.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert field.error == ""
    assert field.editor.property("error") is False
    field.set_note("needed")


def test_an_error_moves_no_neighbour(dress: Theme, qtbot: QtBot) -> None:
    whole = QWidget()
    left, right = Field("One", LineEdit("", "One")), Field("Two", LineEdit("", "Two"))
    whole.setLayout(hbox(left, right))
    qtbot.addWidget(whole)
    whole.resize(400, 90)
    whole.show()
    before = right.editor.y()
    left.set_error("Write when it is to be done, and by whom, in one or two lines of text.")
    whole.resize(400, 160)
    qtbot.wait(1)
    assert right.editor.y() == before == left.editor.y()
    assert left.height() == right.height()
