"""What leaves is shown before it leaves, and words that may read as blame are named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.ui.kit.leaving import LeavingDialog
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def window(qtbot: QtBot, dress: Theme) -> Iterator[QWidget]:
    assert dress
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 680)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def test_nothing_leaves_before_the_yes(window: QWidget) -> None:
    left: list[str] = []

    def act() -> bool:
        left.append("primary")
        return True

    dialog = LeavingDialog(window, "Minutes", "All is calm here.", "Copy text", act)
    dialog.open()
    QApplication.processEvents()
    assert left == [] and dialog.text.isReadOnly()
    assert dialog.tone.text() == "4 words. This is all that leaves."
    dialog.reject()
    assert left == []
    again = LeavingDialog(window, "Minutes", "All is calm here.", "Copy text", act)
    again.open()
    QTest.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert left == ["primary"] and not again.isVisible()


def test_blame_is_named_and_not_removed(window: QWidget) -> None:
    text = "It was his fault that the demo failed."
    dialog = LeavingDialog(window, "Minutes", text, "Copy text", lambda: True)
    assert "“fault”, “failed”" in dialog.tone.text()
    assert dialog.text.text == text


def test_a_second_way_out_and_what_stands_in_its_way(window: QWidget) -> None:
    answers: list[object] = [DiskFull("There is no room left."), False, True]

    def other() -> bool:
        answer = answers.pop(0)
        if isinstance(answer, DiskFull):
            raise answer
        return bool(answer)

    dialog = LeavingDialog(window, "Minutes", "Calm.", "Copy", lambda: False, other=("Save…", other))
    dialog.open()
    assert dialog.other is not None
    dialog.other.click()
    assert any("no room left" in banner.accessibleName() for banner in dialog.findChildren(Banner))
    dialog.other.click()
    assert dialog.isVisible()
    dialog.accept()
    assert dialog.isVisible()
    dialog.other.click()
    assert not dialog.isVisible()
