"""Notes in the trash are seen, and taken back by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from se_desk.domain.deals import Deal
from se_desk.domain.notes import Note
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.notes import KEPT_IN_TRASH
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.wishes import Place, TrashedNotes
from se_desk.ui.notes.trash_dialog import KEPT_DAYS, TrashDialog
from se_desk.ui.notes.wishes import GRANTS
from tests.ui.conftest import NOW


def test_a_note_is_taken_back(
    desk: Desk, bus: Bus, clock: MovableClock, deal: Deal, note: Note, window: QWidget, side: str
) -> None:
    desk.notes.trash(note.id)
    clock.at = NOW + timedelta(days=28)
    went: list[Place] = []
    GRANTS[TrashedNotes](TrashedNotes(), window, desk, bus, went.append)
    (dialog,) = window.findChildren(TrashDialog)
    model = dialog.list.model()
    said = [model.index(0, column).data() for column in range(model.columnCount())]
    assert said == ["Line walk, Halvorsen Quays, technical, 15 words", "in 2 days"]
    assert not dialog.grab().isNull()
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert desk.notes.get(note.id).trashed_at is None
    assert went == [Place("note", note.id)]


def test_an_empty_trash_says_so(desk: Desk, window: QWidget) -> None:
    dialog = TrashDialog(window, desk)
    dialog.open()
    assert not dialog.primary.isEnabled()
    assert not dialog.list.isVisible()
    assert not dialog.confirm()


def test_the_last_day_is_said(desk: Desk, clock: MovableClock, note: Note, window: QWidget) -> None:
    desk.notes.trash(note.id)
    clock.at = NOW + timedelta(days=30)
    dialog = TrashDialog(window, desk)
    assert dialog.list.model().index(0, 1).data() == "today"
    assert timedelta(days=KEPT_DAYS) == KEPT_IN_TRASH


def test_a_note_that_is_gone_is_told(
    desk: Desk, note: Note, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr("se_desk.ui.notes.trash_dialog.tell", lambda _parent, error: told.append(error))
    desk.notes.trash(note.id)
    dialog = TrashDialog(window, desk)
    monkeypatch.setattr("se_desk.services.notes.KEPT_IN_TRASH", timedelta(days=-1))
    desk.notes.clear_trash()
    assert not dialog.confirm()
    assert len(told) == 1
