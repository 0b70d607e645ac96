"""Revisions: shown with what changed, and restored as a new one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.notes import Note
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.diffs import CHANGED
from se_desk.ui.notes.revisions import RevisionsDialog
from tests.ui.notes.conftest import BODY, Disk, Opened, dialogs_of

LATER = BODY.replace("twice", "three times")


@pytest.fixture
def dialog(opened: Opened, desk: Desk, note: Note, clock: MovableClock, window: QWidget, qtbot: QtBot):  # type: ignore[no-untyped-def]
    clock.move(timedelta(hours=1))
    desk.notes.write(note.id, LATER)
    qtbot.waitUntil(lambda: opened.page.writing.editor.source == LATER)
    opened.page.head.revisions.click()
    (found,) = dialogs_of(window)
    with qtbot.waitSignal(found.compared):  # type: ignore[attr-defined]
        pass
    return found


def test_the_revision_before_is_compared_with_now(dialog: RevisionsDialog, dress: Theme) -> None:
    assert [each.number for each in dialog.revisions] == [2, 1]
    assert dialog.list.current().number == 1  # type: ignore[union-attr]
    assert dialog.tally.text() == "Since then 1 line added, 1 taken away"
    assert CHANGED in {row.kind for row in dialog.diff.shown}
    dialog.view._buttons["one"].click()
    assert CHANGED not in {row.kind for row in dialog.diff.shown}
    dress.choose("dark")
    assert not dialog.diff.grab().isNull()
    assert "three times" in dialog.diff.accessibleDescription()


def test_the_text_of_now_is_not_restored(dialog: RevisionsDialog, qtbot: QtBot) -> None:
    assert dialog.primary.isEnabled()
    with qtbot.waitSignal(dialog.compared):
        dialog.list.select(dialog.revisions[0].id)
    assert not dialog.primary.isEnabled()
    assert dialog.diff.shown == ()


def test_restoring_makes_a_new_revision(
    dialog: RevisionsDialog, opened: Opened, desk: Desk, note: Note
) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = desk.notes.get(note.id)
    assert (found.body, found.revision) == (BODY, 3)
    assert opened.page.writing.editor.source == BODY
    assert opened.page.status.revision.text() == "Revision 3"
    opened.page.writing.editor.undo()
    assert opened.page.writing.editor.source == LATER


def test_scrolling_by_keyboard(dialog: RevisionsDialog) -> None:
    dialog.diff.resize(300, 60)
    bar = dialog.diff.verticalScrollBar()
    QTest.keyClick(dialog.diff, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(dialog.diff, Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()


def test_it_opens_by_its_key_and_only_over_a_saved_text(opened: Opened, disk: Disk, window: QWidget) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    disk.full = True
    opened.type("x")
    opened.key(Qt.Key.Key_H, held)
    assert dialogs_of(window) == []
    disk.full = False
    opened.key(Qt.Key.Key_H, held)
    assert [type(each) for each in dialogs_of(window)] == [RevisionsDialog]
