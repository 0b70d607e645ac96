"""The story of a call, told by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call, CallKind
from se_desk.services.desk import Desk
from se_desk.ui.calls.beat_dialog import BeatDialog
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.kit.buttons import Button
from se_desk.ui.kit.notices import Toast
from tests.ui.calls.conftest import AE, SE, collect, dialog_in, prepared


def test_the_standard_story(huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    story = huddle.body.story
    button = story.empty.findChildren(Button)[0]
    assert button.text() == "Take the standard story"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    beats = prepared(desk, call).beats
    assert len(beats) > 4
    assert [row.beat for row in story.rows] == list(beats)
    assert not story.empty.isVisible()
    assert story.rows[0].hasFocus()


def test_a_kind_without_a_story_is_told_by_hand(
    huddle: HuddlePage, desk: Desk, call: Call, qtbot: QtBot
) -> None:
    desk.calls.change(call.id, kind=CallKind.OTHER)
    qtbot.waitUntil(lambda: huddle.body.story.empty.findChildren(Button)[-1].text() == "Add the first beat")
    huddle.body.story.plus.click()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, BeatDialog)
    qtbot.keyClicks(dialog.topic, "Why now")
    qtbot.keyClicks(dialog.first, "5")
    dialog.accept()
    assert dialog.isVisible()  # one minute without the other
    assert dialog.problem is not None
    qtbot.keyClicks(dialog.last, "12")
    qtbot.keyClicks(dialog.line, "What changed since?")
    qtbot.keyClicks(dialog.hand_off, AE)
    QTest.keyClick(dialog.topic, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (beat,) = prepared(desk, call).beats
    assert (beat.topic, beat.span, beat.line) == ("Why now", "5–12", "What changed since?")
    assert (beat.who, beat.hand_off) == (SE, AE)
    assert "then over to Pavel Lindqvist" in huddle.body.story.rows[0].accessibleName()


@pytest.mark.parametrize("minute", ["soon", "-3", "99999"])
def test_what_is_no_minute(huddle: HuddlePage, desk: Desk, call: Call, minute: str) -> None:
    huddle.body.story.add_beat()
    dialog = dialog_in(huddle)
    assert isinstance(dialog, BeatDialog)
    dialog.topic.setText("Why now")
    dialog.first.setText(minute)
    dialog.accept()
    assert dialog.problem is not None
    dialog.topic.clear()
    dialog.accept()
    assert dialog.fields["topic"].error
    dialog.reject()
    assert prepared(desk, call).beats == ()


def topics(desk: Desk, call: Call) -> list[str]:
    return [beat.topic for beat in prepared(desk, call).beats]


def test_moving_beats_by_keys(told: HuddlePage, desk: Desk, call: Call) -> None:
    row = told.body.story.rows[0]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert topics(desk, call) == ["Two", "One", "Three"]
    assert told.body.story.rows[1].hasFocus()
    QTest.keyClick(told.body.story.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert topics(desk, call) == ["One", "Two", "Three"]
    QTest.keyClick(told.body.story.rows[0], Qt.Key.Key_Down)
    assert told.body.story.rows[1].hasFocus()
    QTest.keyClick(told.body.story.rows[1], Qt.Key.Key_Return)
    assert isinstance(dialog_in(told), BeatDialog)


def test_dragging_a_beat(told: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: told.body.story.rows[2].y() > 0)
    row, last = told.body.story.rows[0], told.body.story.rows[2]
    target = row.mapFromGlobal(last.mapToGlobal(QPoint(30, last.height() - 2)))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    QTest.mouseMove(row, QPoint(30, 30))
    QTest.mouseMove(row, target)
    assert told.body.story.beats._mark.isVisible()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=target)
    assert topics(desk, call) == ["Two", "Three", "One"]
    assert not told.body.story.beats._mark.isVisible()
    qtbot.waitUntil(lambda: told.body.story.rows[2].y() > 0)
    last = told.body.story.rows[2]
    target = last.mapFromGlobal(told.body.story.rows[0].mapToGlobal(QPoint(30, 2)))
    QTest.mousePress(last, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    QTest.mouseMove(last, target)
    QTest.mouseRelease(last, Qt.MouseButton.LeftButton, pos=target)
    assert topics(desk, call) == ["One", "Two", "Three"]


def test_a_removed_beat_comes_back_to_its_place(
    told: HuddlePage, desk: Desk, call: Call, qapp: QApplication
) -> None:
    row = told.body.story.rows[1]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert topics(desk, call) == ["One", "Three"]
    assert told.body.story.rows[1].hasFocus()
    collect(qapp)
    toast = told.window().findChildren(Toast)[-1]
    toast.acted.emit()
    assert topics(desk, call) == ["One", "Two", "Three"]


def test_a_beat_is_changed_by_a_click(told: HuddlePage, desk: Desk, call: Call, qtbot: QtBot) -> None:
    row = told.body.story.rows[0]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 12))
    dialog = dialog_in(told)
    assert isinstance(dialog, BeatDialog)
    dialog.topic.setText("First")
    dialog.accept()
    assert topics(desk, call) == ["First", "Two", "Three"]
