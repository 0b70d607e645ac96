"""Items of evidence while a flag is written: typed, moved, changed and taken out, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.evidence import EvidenceItem, EvidenceKind, computed, own
from se_desk.ui.frame.actions import ACTIONS
from se_desk.ui.kit.inputs import LineEdit
from se_desk.ui.kit.layout import vbox
from se_desk.ui.risks.evidence_block import ADD_KEYS, FROM_PRIVATE, EvidenceBlock

KEYS = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
MINE = EvidenceItem(EvidenceKind.NOTE, "My own note", private=True)


@pytest.fixture
def block(host: QWidget, qtbot: QtBot) -> EvidenceBlock:
    """Two items, between two other fields, in a window that has the keyboard."""
    made = EvidenceBlock([computed("12 weeks"), own("Seen so")])
    host.setLayout(vbox(LineEdit(name="Before"), made, LineEdit(name="After"), None))
    host.activateWindow()
    made.typed.setFocus()
    qtbot.waitUntil(made.typed.hasFocus)
    return made


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def words(block: EvidenceBlock) -> list[str]:
    return [item.words for item in block.items]


def test_enter_keeps_what_is_typed_and_what_is_not_entered_counts(block: EvidenceBlock) -> None:
    QTest.keyClicks(block.typed, "Said on Monday")
    assert words(block) == ["12 weeks", "Seen so", "Said on Monday"]
    assert len(block.rows) == 2
    press(KEYS.Key_Return)
    assert len(block.rows) == 3
    assert block.typed.text == ""
    assert block.typed.hasFocus()
    press(KEYS.Key_Return)  # nothing typed, nothing added
    QTest.keyClicks(block.typed, "first")
    press(KEYS.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(block.typed, "second")
    press(KEYS.Key_Return)
    assert words(block)[2:] == ["Said on Monday", "first\nsecond"]


def test_the_line_grows_with_its_words_up_to_four_lines(block: EvidenceBlock) -> None:
    one = block.typed.sizeHint().height()
    block.typed.set_text("a\nb")
    assert block.typed.sizeHint().height() > one
    block.typed.set_text("\n".join("abcdefgh"))
    four = block.typed.sizeHint().height()
    block.typed.set_text("\n".join("abcd"))
    assert block.typed.sizeHint().height() == four
    block.typed.set_text("")
    assert block.typed.sizeHint().height() == one


def test_the_arrows_reach_the_items_and_come_back(block: EvidenceBlock) -> None:
    press(KEYS.Key_Up)
    assert block.rows[1].hasFocus()
    press(KEYS.Key_Up)
    press(KEYS.Key_Up)
    assert block.rows[0].hasFocus()
    press(KEYS.Key_Down)
    press(KEYS.Key_Down)
    assert block.typed.hasFocus()


def test_up_in_the_middle_of_words_stays_in_them(block: EvidenceBlock) -> None:
    QTest.keyClicks(block.typed, "words")
    press(KEYS.Key_Up)
    assert block.typed.hasFocus()


def test_tab_stops_at_one_item(block: EvidenceBlock, host: QWidget) -> None:
    def steps(key: Qt.Key) -> list[QWidget | None]:
        found = []
        for _ in range(3):
            press(key)
            found.append(QApplication.focusWidget())
        return found

    host.findChildren(LineEdit)[0].setFocus()
    assert steps(KEYS.Key_Tab) == [block.rows[0], block.typed, block.add]
    block.rows[1].setFocus()
    host.findChildren(LineEdit)[0].setFocus()
    assert steps(KEYS.Key_Tab)[0] is block.rows[1]


def test_items_are_moved_and_taken_out(block: EvidenceBlock) -> None:
    press(KEYS.Key_Up)
    press(KEYS.Key_Up, ALT)
    assert words(block) == ["Seen so", "12 weeks"]
    assert block.rows[0].hasFocus()
    press(KEYS.Key_Up, ALT)  # no further than the top
    press(KEYS.Key_Down, ALT)
    assert words(block) == ["12 weeks", "Seen so"]
    press(KEYS.Key_Delete)
    assert words(block) == ["12 weeks"]
    assert block.rows[0].hasFocus()
    press(KEYS.Key_Backspace)
    assert words(block) == []
    assert block.typed.hasFocus()


def test_the_words_of_an_item_are_changed_and_what_was_typed_comes_back(block: EvidenceBlock) -> None:
    QTest.keyClicks(block.typed, "half a sen")
    block.rows[0].setFocus()
    press(KEYS.Key_Return)
    assert block.typed.text == "12 weeks"
    QTest.keyClicks(block.typed, "13 weeks")
    assert words(block) == ["13 weeks", "Seen so", "half a sen"]  # also before it is entered
    press(KEYS.Key_Return)
    assert block.items[0] == computed("13 weeks")
    assert block.typed.text == "half a sen"


def test_esc_leaves_an_item_as_it_was(block: EvidenceBlock) -> None:
    block.rows[1].setFocus()
    press(KEYS.Key_F2)
    QTest.keyClicks(block.typed, "other")
    press(KEYS.Key_Escape)
    assert words(block) == ["12 weeks", "Seen so"]


def test_an_item_changed_to_nothing_is_taken_out(block: EvidenceBlock) -> None:
    block.rows[0].setFocus()
    press(KEYS.Key_F2)
    press(KEYS.Key_Delete)
    assert words(block) == ["Seen so"]
    press(KEYS.Key_Return)
    assert len(block.rows) == 1


def test_another_item_is_changed_before_the_first_is_entered(block: EvidenceBlock) -> None:
    block.rows[0].setFocus()
    press(KEYS.Key_F2)
    QTest.keyClicks(block.typed, "13 weeks")
    QTest.mouseDClick(block.rows[1], Qt.MouseButton.LeftButton)
    assert words(block) == ["13 weeks", "Seen so"]
    block.rows[0].remove.click()  # while an item is being changed the list holds still
    block.rows[0].moved.emit(1)
    press(KEYS.Key_Return)
    assert words(block) == ["13 weeks", "Seen so"]


def test_the_same_item_is_kept_once(block: EvidenceBlock) -> None:
    block.append(computed(" 12 weeks "))
    block.append(own("12 weeks"))
    assert words(block) == ["12 weeks", "Seen so", "12 weeks"]


def test_private_items_are_marked(block: EvidenceBlock) -> None:
    assert not block.private.isVisible()
    block.append(MINE)
    assert block.private.isVisible()
    assert block.private.text() == FROM_PRIVATE
    assert block.rows[2].accessibleName() == "Note, private: My own note, 3 of 3"


def test_adding_is_asked_for_by_button_and_key(block: EvidenceBlock, host: QWidget, qtbot: QtBot) -> None:
    assert not [each.id for each in ACTIONS if ADD_KEYS in each.keys]
    with qtbot.waitSignal(block.addAsked):
        block.add.click()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(block.addAsked):
        QTest.keyClick(host.windowHandle(), KEYS.Key_X, held)


def test_everything_has_a_name(block: EvidenceBlock) -> None:
    named = [*block.rows, block.typed, *block.findChildren(QAbstractButton)]
    assert all(widget.accessibleName() for widget in named)
    assert block.rows[0].accessibleName() == "Computed: 12 weeks, 1 of 2"
    assert "Delete" in block.rows[0].accessibleDescription()
