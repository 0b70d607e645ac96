"""The quick note and the new note, as the frame grants them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal, Stage
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.notes import NoteKind
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import NewNote, Place, QuickNote
from se_desk.ui.notes.quick_note import QuickNoteDialog, ThrowAway
from se_desk.ui.notes.quick_window import QuickNoteWindow
from se_desk.ui.notes.wishes import GRANTS
from tests.ui.notes.conftest import Disk, dialogs_of

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = 10_000


def quick(window: QWidget, desk: Desk, bus: Bus, went: list[Place], deal_id: str = "") -> QuickNoteDialog:
    GRANTS[QuickNote](QuickNote(deal_id), window, desk, bus, went.append)
    found = dialogs_of(window)[-1]
    assert isinstance(found, QuickNoteDialog)
    return found


def shown_toast(window: QWidget) -> Toast:
    return [each for each in window.findChildren(Toast) if each.isVisible()][-1]


def test_ctrl_enter_files_it(window: QWidget, desk: Desk, bus: Bus, deal: Deal) -> None:
    went: list[Place] = []
    dialog = quick(window, desk, bus, went, deal.id)
    QTest.keyClicks(dialog.text, "They want the gate first")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, CONTROL)
    (note,) = desk.notes.of_deal(deal.id)
    assert (note.body, note.kind, note.private) == ("They want the gate first", NoteKind.IDEA, False)
    assert note.call_id is None
    assert desk.notes.inbox() == ()
    shown_toast(window).acted.emit()
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


def test_three_keys_file_it_under_a_deal(window: QWidget, desk: Desk, bus: Bus, deal: Deal) -> None:
    desk.deals.open("Grain", "Fenwold Mills")
    window.activateWindow()
    dialog = quick(window, desk, bus, [])
    QTest.keyClicks(dialog.text, "Loose thought")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_H, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or dialog.text, key)
    assert not dialog.isVisible()
    assert [note.body for note in desk.notes.of_deal(deal.id)] == ["Loose thought"]


def test_letters_that_are_no_deal_file_nothing(
    window: QWidget, desk: Desk, bus: Bus, deal: Deal, qtbot: QtBot
) -> None:
    dialog = quick(window, desk, bus, [])
    QTest.keyClicks(dialog.text, "x")
    dialog.deal.setFocus()
    QTest.keyClicks(dialog.deal, "zzz")
    assert dialog.deal.unclear
    QTest.keyClick(dialog.deal, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert desk.notes.of_deal(deal.id) == ()
    qtbot.waitUntil(lambda: len(desk.notes.inbox()) == 1, timeout=LONG)


def test_the_first_letter_is_kept_at_once_and_the_rest_after_a_pause(
    window: QWidget, desk: Desk, bus: Bus, qtbot: QtBot
) -> None:
    dialog = quick(window, desk, bus, [])
    QTest.keyClicks(dialog.text, "H")
    qtbot.waitUntil(lambda: [note.body for note in desk.notes.inbox()] == ["H"], timeout=LONG)
    QTest.keyClicks(dialog.text, "alf a thought")
    qtbot.waitUntil(lambda: [note.body for note in desk.notes.inbox()] == ["Half a thought"], timeout=LONG)


def test_nothing_is_not_filed(window: QWidget, desk: Desk, bus: Bus) -> None:
    dialog = quick(window, desk, bus, [])
    dialog.accept()
    assert dialog.isVisible()
    assert desk.notes.inbox() == ()
    dialog.reject()
    assert dialogs_of(window) == []


def test_what_was_written_and_taken_back_leaves_nothing(
    window: QWidget, desk: Desk, bus: Bus, qtbot: QtBot
) -> None:
    dialog = quick(window, desk, bus, [])
    QTest.keyClicks(dialog.text, "H")
    qtbot.waitUntil(lambda: bool(desk.notes.inbox()), timeout=LONG)
    QTest.keyClick(dialog.text, Qt.Key.Key_Backspace)
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialogs_of(window) == []
    assert desk.notes.inbox() == ()


def test_escape_keeps_it_in_the_inbox_and_offers_to_throw_it_away(
    window: QWidget, desk: Desk, bus: Bus
) -> None:
    dialog = quick(window, desk, bus, [])
    dialog.text.set_text("Half a")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert dialogs_of(window) == []
    assert [note.body for note in desk.notes.inbox()] == ["Half a"]
    shown_toast(window).acted.emit()
    assert desk.notes.inbox() == ()


def test_a_private_one_that_is_closed_stays_private(window: QWidget, desk: Desk, bus: Bus) -> None:
    dialog = quick(window, desk, bus, [])
    dialog.text.set_text("Between us")
    dialog.form.privacy.set_value("private")
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    (note,) = desk.notes.inbox()
    assert (note.body, note.private) == ("Between us", True)


def test_what_cannot_be_kept_is_given_up_only_in_so_many_words(
    window: QWidget, desk: Desk, bus: Bus, disk: Disk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    start = desk.notes.start

    def refused(*args: object, **named: object) -> object:
        if disk.full:
            raise DiskFull("The disk is full.", "What you typed is on the screen.", "Make room.")
        return start(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.notes, "start", refused)
    disk.full = True
    dialog = quick(window, desk, bus, [])
    QTest.keyClicks(dialog.text, "Half a")
    qtbot.waitUntil(lambda: dialog.problem is not None, timeout=LONG)
    dialog.reject()
    asking = dialogs_of(window)[-1]
    assert isinstance(asking, ThrowAway)
    asking.reject()
    assert dialog.isVisible()
    assert dialog.text.text == "Half a"
    disk.full = False
    dialog.form.saving.flush()
    assert dialog.problem is None
    assert [note.body for note in desk.notes.inbox()] == ["Half a"]
    disk.full = True
    QTest.keyClicks(dialog.text, "gain")
    dialog.reject()
    dialogs_of(window)[-1].accept()
    assert dialogs_of(window) == []


def test_a_second_wish_finds_the_same_dialog(window: QWidget, desk: Desk, bus: Bus) -> None:
    first = quick(window, desk, bus, [])
    assert quick(window, desk, bus, []) is first
    GRANTS[QuickNote](QuickNote(apart=True), window, desk, bus, lambda _place: None)
    assert len(dialogs_of(window)) == 1
    assert not any(isinstance(each, QuickNoteWindow) for each in QApplication.topLevelWidgets())


def windows() -> list[QuickNoteWindow]:
    tops = QApplication.topLevelWidgets()
    return [each for each in tops if isinstance(each, QuickNoteWindow) and each.isVisible()]


def test_a_window_of_its_own_is_opened_once_and_files(
    window: QWidget, desk: Desk, bus: Bus, deal: Deal, qtbot: QtBot
) -> None:
    went: list[Place] = []
    for _ in range(2):
        GRANTS[QuickNote](QuickNote(apart=True), window, desk, bus, went.append)
    (apart,) = windows()
    qtbot.waitUntil(apart.form.text.hasFocus, timeout=LONG)
    QTest.keyClicks(apart.form.text, "Loose thought")
    apart.form.deal.set_value(deal.id)
    QTest.keyClick(apart.form.text, Qt.Key.Key_Return, CONTROL)
    assert windows() == []
    (note,) = desk.notes.of_deal(deal.id)
    shown_toast(window).acted.emit()
    assert went == [Place("note", note.id)]


def test_the_window_waits_for_its_desk(desk: Desk, deal: Deal, qtbot: QtBot, dress: object) -> None:
    apart = QuickNoteWindow()
    with qtbot.waitSignal(apart.painted, timeout=LONG):
        apart.come_forward()
    QTest.keyClicks(apart.form.text, "Before the desk")
    assert not apart.file.isEnabled()
    apart.file_it()
    apart.say_closed("The desk is locked.")
    apart.close()  # refused: the words are nowhere else
    asking = apart.findChildren(ThrowAway)[-1]
    asking.reject()
    assert apart.isVisible()
    apart.take_desk(desk)
    qtbot.waitUntil(lambda: bool(desk.notes.inbox()), timeout=LONG)
    with qtbot.waitSignal(apart.gone, timeout=LONG):
        QTest.keyClick(apart.form.text, Qt.Key.Key_Escape)
    assert [note.body for note in desk.notes.inbox()] == ["Before the desk"]


def test_the_window_lets_go_of_a_text_only_in_so_many_words(qtbot: QtBot, dress: object) -> None:
    apart = QuickNoteWindow()
    apart.come_forward()
    QTest.keyClicks(apart.form.text, "x")
    apart.close()
    with qtbot.waitSignal(apart.gone, timeout=LONG):
        apart.findChildren(ThrowAway)[-1].accept()


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
