"""Choosing by pointer and by keyboard; a choice made by the program is not announced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.choices import CheckBox, CheckRow, Option, Segment, Select
from se_desk.ui.kit.tabs import Tab, TabBar
from se_desk.ui.kit.theme import Theme

THREE = (("write", "Write"), ("split", "Split"), ("read", "Read"))


@pytest.fixture
def segment(dress: Theme, qtbot: QtBot) -> Segment:
    made = Segment(THREE, "write", name="View")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_click_chooses(segment: Segment, qtbot: QtBot) -> None:
    with qtbot.waitSignal(segment.chosen) as heard:
        qtbot.mouseClick(segment._buttons["read"], Qt.MouseButton.LeftButton)
    assert heard.args == ["read"]
    assert segment.value == "read"


def test_arrows_go_round(segment: Segment, qtbot: QtBot) -> None:
    for key, wanted in ((Qt.Key.Key_Left, "read"), (Qt.Key.Key_Right, "write"), (Qt.Key.Key_Right, "split")):
        QTest.keyClick(segment, key)
        assert segment.value == wanted


def test_other_keys_are_left_alone(segment: Segment, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(segment.chosen):
        QTest.keyClick(segment, Qt.Key.Key_A)


def test_a_choice_by_the_program_is_silent(segment: Segment, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(segment.chosen):
        segment.set_value("split")
        segment.set_value("nothing")
    assert segment.value == ""
    segment._buttons["split"].clearFocus()
    segment._buttons["write"].clearFocus()
    QTest.keyClick(segment, Qt.Key.Key_Right)
    assert segment.value == "write"
    segment.set_value("")
    segment._buttons["write"].clearFocus()
    QTest.keyClick(segment, Qt.Key.Key_Left)
    assert segment.value == "read"


def test_its_words_can_change(segment: Segment) -> None:
    before = segment.sizeHint().width()
    segment.set_text("read", "Read 14")
    assert segment._buttons["read"].accessibleName() == "Read 14"
    assert segment.sizeHint().width() > before


def test_a_severity_wears_its_tint(side: str, qtbot: QtBot) -> None:
    made = Segment(
        [Option("high", "High", "high", "high"), Option("lock", "Private", "lock")], "high", small=True
    )
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.setEnabled(False)
    assert not made.grab().isNull()
    assert made.height() == 28


def test_a_check_row_toggles_as_a_whole(dress: Theme, qtbot: QtBot) -> None:
    row = CheckRow("Objective confirmed", second="by Ines")
    qtbot.addWidget(row)
    row.resize(400, 48)
    row.show()
    with qtbot.waitSignal(row.toggled):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(390, 24))
    with qtbot.waitSignal(row.toggled):
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert not row.isChecked()
    assert row.accessibleName() == "Objective confirmed"
    assert row.accessibleDescription() == "by Ines"


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("round_", [True, False])
def test_a_check_is_painted_in_each_state(
    checked: bool, enabled: bool, round_: bool, side: str, qtbot: QtBot
) -> None:
    box = CheckBox("Words", checked, round=round_)
    qtbot.addWidget(box)
    box.setEnabled(enabled)
    box.show()
    box.setFocus(Qt.FocusReason.TabFocusReason)
    assert not box.grab().isNull()
    box.set_text("Other words")
    assert box.accessibleName() == "Other words"


@pytest.fixture
def select(dress: Theme, qtbot: QtBot) -> Select:
    made = Select(THREE, "split", name="View")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_select_keeps_its_choice_among_other_options(select: Select, qtbot: QtBot) -> None:
    assert select.value == "split"
    with qtbot.assertNotEmitted(select.chosen):
        select.set_options((("split", "Split"), ("new", "New")))
    assert select.value == "split"
    select.set_options((("new", "New"),))
    assert select.value == "new"
    select.set_options(())
    assert select.value == ""


def test_a_select_announces_what_a_person_chose(select: Select, qtbot: QtBot) -> None:
    with qtbot.waitSignal(select.chosen) as heard:
        QTest.keyClick(select, Qt.Key.Key_Down)
    assert heard.args == ["read"]


def test_a_wheel_over_a_select_changes_nothing(select: Select) -> None:
    middle = QPointF(20, 10)
    wheel = QWheelEvent(
        middle,
        select.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    select.wheelEvent(wheel)
    assert select.value == "split"
    assert not wheel.isAccepted()


@pytest.fixture
def tabs(dress: Theme, qtbot: QtBot) -> TabBar:
    made = TabBar((Tab("timeline", "Timeline"), Tab("notes", "Notes", "14"), Tab("risks", "Risks")))
    qtbot.addWidget(made)
    made.show()
    return made


def test_tabs_step_round(tabs: TabBar, qtbot: QtBot) -> None:
    assert tabs.value == "timeline"
    with qtbot.waitSignal(tabs.chosen) as heard:
        tabs.step(-1)
    assert heard.args == ["risks"]
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.value == "timeline"
    QTest.keyClick(tabs, Qt.Key.Key_Down)
    assert tabs.value == "timeline"


def test_a_tab_is_clicked(tabs: TabBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tabs.chosen) as heard:
        qtbot.mouseClick(tabs._buttons["notes"], Qt.MouseButton.LeftButton)
    assert heard.args == ["notes"]


def test_counts_are_said_and_zero_is_not(tabs: TabBar) -> None:
    assert tabs._buttons["notes"].accessibleName() == "Notes, 14"
    tabs.set_count("notes", 0)
    assert tabs._buttons["notes"].accessibleName() == "Notes"
    tabs.set_value("no such tab")
    assert tabs.value == "timeline"


def test_arrows_choose_at_once_where_nothing_was_chosen(segment: Segment, qtbot: QtBot) -> None:
    segment.set_value("")
    first, second = segment._buttons["write"], segment._buttons["split"]
    assert [button.focusPolicy() for button in segment._buttons.values()] == [
        Qt.FocusPolicy.TabFocus,
        Qt.FocusPolicy.NoFocus,
        Qt.FocusPolicy.NoFocus,
    ]
    first.setFocus()
    with qtbot.waitSignal(segment.chosen):
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert segment.value == "split"
    assert second.hasFocus()
    stops = [key for key, one in segment._buttons.items() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["split"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_choose(segment: Segment, qtbot: QtBot, key: Qt.Key) -> None:
    segment.set_value("")
    with qtbot.waitSignal(segment.chosen):
        QTest.keyClick(segment._buttons["write"], key)
    assert segment.value == "write"


def test_the_current_tab_is_the_one_stop(dress: Theme, qtbot: QtBot) -> None:
    bar = TabBar([Tab("one", "One"), Tab("two", "Two"), Tab("three", "Three")])
    qtbot.addWidget(bar)

    def stops() -> list[str]:
        return [key for key, one in bar._buttons.items() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops() == ["one"]
    QTest.keyClick(bar._buttons["one"], Qt.Key.Key_Right)
    assert (bar.value, stops()) == ("two", ["two"])
    qtbot.mouseClick(bar._buttons["three"], Qt.MouseButton.LeftButton)
    assert stops() == ["three"]
    bar.step(1)
    assert stops() == ["one"]
