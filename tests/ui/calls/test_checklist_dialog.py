"""Checklists of the SE's own, through their dialog and the huddle's card."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call, CallKind
from se_desk.domain.checklists import Line
from se_desk.services.checklists import ChecklistView
from se_desk.services.desk import Desk
from se_desk.ui.calls.checklist_dialog import NEW, ChecklistDialog
from se_desk.ui.calls.huddle_page import HuddlePage
from se_desk.ui.kit.buttons import Button, IconButton
from se_desk.ui.kit.menus import Menu
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import ManageChecklists
from tests.ui.calls.conftest import nameless, prepared

ALT = Qt.KeyboardModifier.AltModifier
LINES = (Line("Room booked"), Line("Screen shared", "By whom"))


@pytest.fixture
def dialog(window: QWidget, desk: Desk) -> ChecklistDialog:
    made = ChecklistDialog(window, desk)
    made.open()
    return made


@pytest.fixture
def own(desk: Desk) -> ChecklistView:
    return desk.checklists.add("Before a demo", LINES)


def test_the_standard_one_is_only_read(dialog: ChecklistDialog) -> None:
    assert len(dialog.lines.rows) == 5
    assert all(row.text.isReadOnly() for row in dialog.lines.rows)
    assert not dialog.primary.isEnabled()
    assert not dialog.remove.isVisible()
    assert nameless(dialog) == []


def test_one_is_made_by_keyboard(dialog: ChecklistDialog, desk: Desk) -> None:
    dialog.choose.chosen.emit(NEW)
    assert dialog.window().focusWidget() is dialog.name
    QTest.keyClicks(dialog.name, "Before a demo")
    first = dialog.lines.rows[0]
    QTest.keyClicks(first.text, "Room booked")
    QTest.keyClick(first.text, Qt.Key.Key_Return)
    second = dialog.lines.rows[1]
    assert dialog.window().focusWidget() is second.text
    QTest.keyClicks(second.text, "Screen shared")
    QTest.keyClicks(second.hint, "By whom")
    QTest.keyClick(second.text, Qt.Key.Key_Up, ALT)
    assert dialog.lines.rows[0] is second
    dialog.kinds[CallKind.DEMO].setChecked(True)
    assert nameless(dialog) == []
    dialog.accept()
    (made,) = [view for view in desk.checklists.all() if not view.is_standard]
    assert (made.title, made.lines, made.kinds) == ("Before a demo", LINES[::-1], (CallKind.DEMO,))


def test_one_is_changed_and_its_kinds_too(dialog: ChecklistDialog, desk: Desk, own: ChecklistView) -> None:
    desk.checklists.set_default(CallKind.POC, own.id)
    dialog._offer(own.id)
    dialog.show_list(own.id)
    assert dialog.kinds[CallKind.POC].isChecked()
    dialog.kinds[CallKind.POC].setChecked(False)
    dialog.kinds[CallKind.DEMO].setChecked(True)
    off = dialog.lines.rows[0].findChildren(IconButton)[-1]
    assert off.accessibleName() == "Take off: line 1"
    off.click()
    dialog.lines.more.click()
    dialog.accept()  # the empty line is left out
    changed = desk.checklists.all()[1]
    assert (changed.lines, changed.version, changed.kinds) == ((LINES[1],), 2, (CallKind.DEMO,))


def test_the_buttons_move_a_line_no_further_than_the_ends(
    dialog: ChecklistDialog, own: ChecklistView
) -> None:
    dialog.show_list(own.id)
    up, down, _ = dialog.lines.rows[0].findChildren(IconButton)
    up.click()
    assert dialog.lines.lines == LINES
    down.click()
    assert dialog.lines.lines == LINES[::-1]


def test_another_one_is_the_start(dialog: ChecklistDialog, desk: Desk) -> None:
    dialog.copy.click()
    assert [row.text.isReadOnly() for row in dialog.lines.rows] == [False] * 5
    dialog.accept()
    assert dialog.isVisible()  # it needs a name
    QTest.keyClicks(dialog.name, "Mine")
    dialog.accept()
    assert [view.title for view in desk.checklists.all()] == ["Standard", "Mine"]
    assert desk.checklists.all()[1].lines[0].key  # it still counts as the standard line


def test_what_is_wrong_is_said_and_nothing_is_kept(dialog: ChecklistDialog, desk: Desk) -> None:
    dialog.choose.chosen.emit(NEW)
    QTest.keyClicks(dialog.name, "Mine")
    dialog.accept()
    assert dialog.problem is not None
    assert "needs a line" in dialog.problem.accessibleName()
    assert len(desk.checklists.all()) == 1


def test_one_is_removed_and_comes_back(dialog: ChecklistDialog, desk: Desk, own: ChecklistView) -> None:
    desk.checklists.set_default(CallKind.DEMO, own.id)
    dialog.show_list(own.id)
    dialog.remove.click()
    assert len(desk.checklists.all()) == 1
    dialog.reject()
    (toast,) = dialog._window.findChildren(Toast)
    toast.findChild(Button).click()
    back = desk.checklists.all()[1]
    assert (back.title, back.lines, back.kinds) == (own.title, own.lines, (CallKind.DEMO,))


def test_a_huddle_takes_another_list_and_shows_its_hints(
    huddle: HuddlePage, desk: Desk, call: Call, own: ChecklistView, qtbot: QtBot
) -> None:
    card = huddle.body.checklist
    card.more.click()
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Menu) and w.isVisible())
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Standard", "Before a demo", "Change checklists"]
    next(action for action in menu.actions() if action.text() == "Before a demo").trigger()
    menu.close()
    assert [tick.text for tick in prepared(desk, call).ticks] == ["Room booked", "Screen shared"]
    assert [row.check.toolTip() for row in card.rows.values()] == ["Room booked", "Screen shared\nBy whom"]
    with qtbot.waitSignal(huddle.requestWish) as wished:
        card.manageAsked.emit()
    assert wished.args == [ManageChecklists()]
