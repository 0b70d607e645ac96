"""The quick note and the new note, as the frame grants them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, Stage
from se_desk.domain.errors import NotFound
from se_desk.domain.notes import NoteKind
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import NewNote, Place, QuickNote
from se_desk.ui.notes.quick_note import QuickNoteDialog, ThrowAway
from se_desk.ui.notes.wishes import GRANTS
from tests.ui.notes.conftest import dialogs_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def quick(window: QWidget, desk: Desk, bus: Bus, went: list[Place], deal_id: str = "") -> QuickNoteDialog:
    GRANTS[QuickNote](QuickNote(deal_id), window, desk, bus, went.append)
    found = dialogs_of(window)[-1]
    assert isinstance(found, QuickNoteDialog)
    return found


def test_ctrl_enter_files_it(window: QWidget, desk: Desk, bus: Bus, deal: Deal) -> None:
    went: list[Place] = []
    dialog = quick(window, desk, bus, went, deal.id)
    QTest.keyClicks(dialog.text, "They want the gate first")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, CONTROL)
    (note,) = desk.notes.of_deal(deal.id)
    assert (note.body, note.kind, note.private) == ("They want the gate first", NoteKind.IDEA, False)
    assert note.call_id is None
    (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
    toast.acted.emit()
    assert went == [Place("note", note.id)]


def test_the_deal_of_the_call_that_is_on_is_guessed(
    window: QWidget, desk: Desk, bus: Bus, deal: Deal
) -> None:
    desk.calls.plan("Walk", desk.now() - timedelta(minutes=10), minutes=60, deal_id=deal.id)
    dialog = quick(window, desk, bus, [])
    assert dialog.deal.value == deal.id
    dialog.deal.set_value("")
    dialog.privacy._buttons["private"].click()
    dialog.text.set_text("Loose\u00a0thought")
    dialog.accept()
    (note,) = desk.notes.inbox()
    assert (note.body, note.private) == ("Loose\u00a0thought", True)
    assert [view.call.title for view in desk.calls.to_log()] == []


def test_without_a_call_no_deal_is_guessed(window: QWidget, desk: Desk, bus: Bus, call: Call) -> None:
    assert quick(window, desk, bus, []).deal.value == ""


def test_nothing_is_not_filed(window: QWidget, desk: Desk, bus: Bus) -> None:
    dialog = quick(window, desk, bus, [])
    dialog.accept()
    assert dialog.isVisible()
    assert desk.notes.inbox() == ()
    dialog.reject()
    assert dialogs_of(window) == []


def test_a_draft_survives_a_hasty_escape(window: QWidget, desk: Desk, bus: Bus) -> None:
    dialog = quick(window, desk, bus, [])
    dialog.text.set_text("Half a")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    asking = dialogs_of(window)[-1]
    assert isinstance(asking, ThrowAway)
    asking.reject()
    assert dialog.isVisible()
    assert dialog.text.text == "Half a"
    dialog.reject()
    dialogs_of(window)[-1].accept()
    assert not dialog.isVisible()
    assert desk.notes.inbox() == ()


def test_a_second_wish_finds_the_same_dialog(window: QWidget, desk: Desk, bus: Bus) -> None:
    first = quick(window, desk, bus, [])
    assert quick(window, desk, bus, []) is first
    assert len(dialogs_of(window)) == 1


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.DISCOVERY, NoteKind.DISCOVERY),
        (Stage.DEMO, NoteKind.DEMO),
        (Stage.POC, NoteKind.POC),
        (Stage.PROCUREMENT, NoteKind.TECHNICAL),
    ],
)
def test_a_new_note_is_of_the_kind_that_fits(
    window: QWidget, desk: Desk, bus: Bus, deal: Deal, stage: Stage, kind: NoteKind
) -> None:
    desk.deals.advance(deal.id, stage)
    went: list[Place] = []
    GRANTS[NewNote](NewNote(deal_id=deal.id), window, desk, bus, went.append)
    (note,) = desk.notes.of_deal(deal.id)
    assert note.kind is kind
    assert note.body == desk.notes.template(kind, deal.id)
    assert went == [Place("note", note.id)]


def test_a_new_note_of_a_call(window: QWidget, desk: Desk, bus: Bus, call: Call) -> None:
    GRANTS[NewNote](NewNote(call_id=call.id), window, desk, bus, lambda _place: None)
    (note,) = desk.notes.of_call(call.id)
    assert (note.kind, note.title, note.deal_id) == (NoteKind.CALL, call.title, call.deal_id)


def test_a_new_note_of_nothing_and_of_a_kind(window: QWidget, desk: Desk, bus: Bus, deal: Deal) -> None:
    GRANTS[NewNote](NewNote(), window, desk, bus, lambda _place: None)
    assert desk.notes.inbox()[0].kind is NoteKind.IDEA
    GRANTS[NewNote](NewNote(deal_id=deal.id, kind="decision"), window, desk, bus, lambda _place: None)
    assert desk.notes.of_deal(deal.id)[0].kind is NoteKind.DECISION
    with pytest.raises(NotFound):
        GRANTS[NewNote](NewNote(deal_id="nowhere"), window, desk, bus, lambda _place: None)
