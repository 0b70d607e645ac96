"""The short list: shown under its field, chosen by steps, never in the way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.ui.kit.choice_list import EDGE, INSET, ROW, Choice, ChoiceList
from se_desk.ui.kit.theme import Theme

CHOICES = (Choice("a", "Arden", "2 deals", "briefcase"), Choice("b", "Brook"), Choice("c", "Crane " * 40))


@pytest.fixture
def shown(dress: Theme, qtbot: QtBot) -> ChoiceList:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    made = ChoiceList(window, "Filters", lambda typed, title: ((0, 2),) if typed else ())
    made.offer(CHOICES, "ar", QRect(20, 20, 300, 32), window.rect())
    made.kept = window  # type: ignore[attr-defined]
    return made


def test_steps_go_round_and_are_said(shown: ChoiceList) -> None:
    assert (shown.choice, shown.accessibleName()) == (CHOICES[0], "Filters: Arden, 2 deals, 1 of 3")
    shown.step(-1)
    assert shown.choice == CHOICES[2]
    shown.step(1)
    assert shown.choice == CHOICES[0]


def test_the_pointer_chooses(shown: ChoiceList, qtbot: QtBot) -> None:
    spot = QPoint(EDGE + 40, EDGE + INSET + ROW + 10)
    QTest.mouseMove(shown, spot)
    with qtbot.waitSignal(shown.picked) as picked:
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=spot)
    assert picked.args == [1]


def test_stands_over_its_field_where_there_is_no_room_below(shown: ChoiceList) -> None:
    room = shown.kept.rect()  # type: ignore[attr-defined]
    shown.offer(CHOICES, "", QRect(20, 340, 300, 32), room)
    assert shown.geometry().bottom() < 360
    assert not shown.grab().isNull()


def test_nothing_to_choose_is_not_shown(shown: ChoiceList) -> None:
    shown.offer((), "", QRect(), QRect())
    shown.step(1)
    assert (shown.isVisible(), shown.choice) == (False, None)
