"""The page of a note: nothing typed is lost, and what it says of saving is true."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.calls import Call
from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.notes import Note, NoteKind
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import ExportNotes, NewNote, Place
from se_desk.ui.notes.filing import FileNote
from se_desk.ui.notes.page import NotePage
from se_desk.ui.notes.starting import start_note
from se_desk.ui.notes.unsaved import GiveUp
from tests.ui.notes.conftest import BODY, Disk, Opened, dialogs_of
from tests.ui.notes.texts import TEXTS


def toast_of(window: QWidget) -> Toast:
    (found,) = [each for each in window.window().findChildren(Toast) if each.isVisible()]
    return found


def test_what_is_typed_is_saved_after_a_pause(opened: Opened, desk: Desk, note: Note, qtbot: QtBot) -> None:
    opened.type("More words")
    status = opened.page.status
    assert status.state.text() == "Not saved yet"
    with qtbot.waitSignal(opened.page.text_saving.saved):
        pass
    assert desk.notes.get(note.id).body == BODY + "More words"
    assert status.state.text() == "Saved 10:30, encrypted on this computer"
    assert status.revision.text() == "Revision 1"
    assert status.place.text() == "Line 6, column 11"
    qtbot.waitUntil(lambda: status.words.text() == "17 words")


def test_opening_a_note_changes_nothing(opened: Opened, desk: Desk, note: Note, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.page.writing.preview.rendered):
        pass
    assert not opened.page.text_saving.dirty
    assert opened.page.leave()
    assert desk.notes.get(note.id) == note


def test_focus_loss_and_leaving_save_at_once(opened: Opened, desk: Desk, note: Note, qtbot: QtBot) -> None:
    opened.type("x")
    opened.page.head.title.setFocus()
    qtbot.waitUntil(lambda: desk.notes.get(note.id).body == BODY + "x")
    opened.type("y")
    assert opened.page.leave()
    assert desk.notes.get(note.id).body == BODY + "xy"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=TEXTS)
def test_any_text_comes_back_from_the_database(opened: Opened, desk: Desk, note: Note, text: str) -> None:
    editor = opened.page.writing.editor
    editor.selectAll()
    mime = QMimeData()
    mime.setText(text)
    editor.insertFromMimeData(mime)
    if not text:
        editor.textCursor().removeSelectedText()
    assert opened.page.saving.flush()
    assert desk.notes.get(note.id).body == text.replace("\r\n", "\n")


def test_a_stored_text_is_kept_byte_for_byte(opened: Opened, desk: Desk, deal: Deal) -> None:
    text = "one\u00a0two\u2028three\r\nfour\u2029five\r\n"
    other = desk.notes.start(deal.id, body=text)
    opened.page.enter(Place("note", other.id))
    opened.page.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    opened.type("z")
    opened.page.saving.flush()
    assert desk.notes.get(other.id).body == text + "z"


def test_a_full_disk_loses_no_word(
    opened: Opened, disk: Disk, desk: Desk, note: Note, window: QWidget
) -> None:
    disk.full = True
    opened.type("precious")
    assert not opened.page.leave()
    assert opened.page.writing.editor.source == BODY + "precious"
    assert opened.page.notice.isVisible()
    assert opened.page.notice.banner is not None
    assert "The disk is full." in opened.page.notice.banner.accessibleName()
    assert opened.page.status.state.text() == "Not saved, the text is on this screen only"
    (asking,) = dialogs_of(window)
    assert isinstance(asking, GiveUp)
    assert asking.cancel.hasFocus() or not window.isActiveWindow()
    assert not opened.page.leave()
    assert len(dialogs_of(window)) == 1
    asking.reject()
    disk.full = False
    opened.page.notice.banner.acted.emit()
    assert desk.notes.get(note.id).body == BODY + "precious"
    assert not opened.page.notice.isVisible()
    assert opened.page.leave()


def test_only_words_of_the_person_give_a_text_up(
    opened: Opened, disk: Disk, desk: Desk, note: Note, window: QWidget
) -> None:
    disk.full = True
    opened.type("precious")
    assert not opened.page.leave()
    (asking,) = dialogs_of(window)
    asking.accept()
    assert opened.page.writing.editor.source == BODY
    assert opened.page.leave()
    assert desk.notes.get(note.id).body == BODY


def test_another_note_does_not_come_over_an_unsaved_one(
    opened: Opened, disk: Disk, desk: Desk, deal: Deal
) -> None:
    other = desk.notes.start(deal.id, body="other")
    disk.full = True
    opened.type("precious")
    with pytest.raises(DiskFull):
        opened.page.enter(Place("note", other.id))
    assert opened.page.writing.editor.source == BODY + "precious"


def test_a_change_from_elsewhere_is_shown(opened: Opened, desk: Desk, note: Note, qtbot: QtBot) -> None:
    desk.notes.write(note.id, "Written at the shell")
    qtbot.waitUntil(lambda: opened.page.writing.editor.source == "Written at the shell")
    assert not opened.page.text_saving.dirty
    opened.page.writing.editor.undo()
    assert opened.page.writing.editor.source == BODY


def test_a_change_from_elsewhere_waits_for_what_is_typed(
    opened: Opened, desk: Desk, note: Note, bus: Bus, qtbot: QtBot
) -> None:
    opened.type("mine")
    with qtbot.waitSignal(bus.changed):
        desk.notes.write(note.id, "theirs, longer than half of what was there before")
    assert opened.page.writing.editor.source == BODY + "mine"
    opened.page.saving.flush()
    assert desk.notes.get(note.id).body == BODY + "mine"


def test_title_kind_and_privacy(opened: Opened, desk: Desk, note: Note) -> None:
    head = opened.page.head
    head.title.setFocus()
    head.title.selectAll()
    QTest.keyClicks(head.title, "Walk of crane 4")
    QTest.keyClick(head.title, Qt.Key.Key_Return)
    opened.page.title_saving.flush()
    head.kind.set_value("decision")
    head.kind.chosen.emit("decision")
    head.privacy._buttons["private"].click()
    found = desk.notes.get(note.id)
    assert (found.title, found.kind, found.private) == ("Walk of crane 4", NoteKind.DECISION, True)
    assert found.body == BODY
    assert not head.export.isEnabled()
    assert opened.page.chosen_text() == ("", True)


def test_the_call_and_its_clock(opened: Opened, desk: Desk, note: Note, call: Call, qtbot: QtBot) -> None:
    head = opened.page.head
    qtbot.waitUntil(lambda: head.call.count() == 2)
    assert not head.ring.isVisible()
    head.call.set_value(call.id)
    head.call.chosen.emit(call.id)
    assert desk.notes.get(note.id).call_id == call.id
    assert head.logged.text() == "Logged 2 h after the call"
    assert head.ring.isVisible()


def test_crumb_export_and_trash_ask_the_frame(
    opened: Opened, desk: Desk, deal: Deal, note: Note, window: QWidget
) -> None:
    head = opened.page.head
    head.crumb.click()
    head.export.click()
    assert opened.went.places == [Place("deal", deal.id, "notes")]
    assert opened.went.wishes == [ExportNotes(deal.id, note.id)]
    head.trashWanted.emit()
    assert desk.notes.get(note.id).trashed_at is not None
    assert opened.page.notice.isVisible()
    assert opened.page.writing.editor.isReadOnly()
    toast_of(window).acted.emit()
    assert desk.notes.get(note.id).trashed_at is None
    assert opened.went.places[-1] == Place("note", note.id)


def test_a_trashed_note_is_taken_back_from_its_page(opened: Opened, desk: Desk, note: Note) -> None:
    desk.notes.trash(note.id)
    opened.page.enter(Place("note", note.id))
    assert opened.page.notice.banner is not None
    opened.page.notice.banner.acted.emit()
    assert desk.notes.get(note.id).trashed_at is None
    assert not opened.page.writing.editor.isReadOnly()


def test_a_note_of_no_deal_is_filed(opened: Opened, desk: Desk, deal: Deal) -> None:
    loose = desk.notes.start(None, body="A thought")
    opened.page.enter(Place("note", loose.id))
    head = opened.page.head
    assert head.deal.isVisible()
    assert not head.call.isVisible()
    assert not head.export.isEnabled()
    head.deal.set_value(deal.id)
    head.deal.chosen.emit(deal.id)
    assert desk.notes.get(loose.id).deal_id == deal.id
    assert head.crumb.text() == "Halvorsen Quays"


def test_a_note_moves_to_another_deal(opened: Opened, desk: Desk, note: Note, window: QWidget) -> None:
    other = desk.deals.open("Gate kiosks", "Tidal Works")
    opened.page.head.fileWanted.emit()
    (dialog,) = dialogs_of(window)
    assert isinstance(dialog, FileNote)
    dialog.deal.set_value(other.id)
    dialog.accept()
    assert desk.notes.get(note.id).deal_id == other.id


def test_an_untouched_new_note_does_not_count(
    opened: Opened, desk: Desk, call: Call, window: QWidget
) -> None:
    fresh = start_note(desk, NewNote(call_id=call.id))
    opened.page.enter(Place("note", fresh.id))
    line, column = opened.page.writing.editor.line_and_column()
    assert opened.page.writing.editor.source.split("\n")[line - 1] == "- "
    assert column == 3
    assert opened.page.leave()
    assert desk.notes.get(fresh.id).trashed_at is not None
    assert [view.call.id for view in desk.calls.to_log()] == [call.id]
    assert "Nothing was written" in toast_of(window).accessibleName()
    opened.page.enter(Place("note", fresh.id))
    assert desk.notes.get(fresh.id).trashed_at is None
    opened.type("Now")
    assert opened.page.leave()
    assert desk.calls.to_log() == ()


def test_the_kind_of_an_untouched_note_brings_its_template(opened: Opened, desk: Desk, deal: Deal) -> None:
    fresh = start_note(desk, NewNote(deal_id=deal.id, kind="idea"))
    opened.page.enter(Place("note", fresh.id))
    opened.page.head.kind.chosen.emit("poc")
    template = desk.notes.template(NoteKind.POC, deal.id)
    assert opened.page.writing.editor.source == template == desk.notes.get(fresh.id).body


def test_views_are_remembered(opened: Opened, desk: Desk, bus: Bus, note: Note, qtbot: QtBot) -> None:
    writing = opened.page.writing
    assert (writing.view, writing.editor.isVisible(), writing.preview.isVisible()) == ("split", True, True)
    writing.bar.views._buttons["read"].click()
    assert not writing.editor.isVisible()
    assert not writing.bar.undo.isEnabled()
    again = NotePage(desk, bus)
    qtbot.addWidget(again)
    assert again.writing.view == "read"
    again.writing._next_view()
    assert again.writing.view == "write"


def test_a_minute_moves_the_clock(
    opened: Opened, desk: Desk, note: Note, call: Call, clock: MovableClock
) -> None:
    desk.notes.file(note.id, note.deal_id, call.id)
    opened.page.enter(Place("note", note.id))
    desk.notes.trash(note.id)
    clock.move(timedelta(hours=21))
    opened.page.minute()
    assert opened.page.head.logged.text() == "1 h left"


def test_a_note_that_is_not_there(opened: Opened) -> None:
    with pytest.raises(NotFound):
        opened.page.enter(Place("note", "nowhere"))
    assert opened.page.note is not None


def test_everything_has_a_name(opened: Opened) -> None:
    unnamed = [
        type(child).__name__
        for child in opened.page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.accessibleName()
        and type(child).__module__.startswith("se_desk")
    ]
    assert unnamed == []


def test_both_themes_and_the_smallest_window(opened: Opened, window: QWidget, dress: Theme) -> None:
    window.resize(876, 628)
    dress.choose("dark")
    head = opened.page.head
    assert head.geometry().right() <= 876
    parts = [head.crumb, head.title, head.revisions, head.export, head.more]
    edges = [(part.geometry().left(), part.geometry().right()) for part in parts]
    assert all(one[1] < other[0] for one, other in pairwise(edges))
    assert not opened.page.grab().isNull()
    assert not opened.page.text_saving.dirty


def test_what_is_chosen_in_the_head_has_its_room(opened: Opened, desk: Desk, call: Call) -> None:
    """As soon as the note is there, and after another choice."""
    page, note = opened.page, opened.page.note
    assert note is not None
    desk.notes.file(note.id, note.deal_id, call.id)
    page.enter(Place("note", note.id))
    layout = page.head.layout()
    assert layout is not None
    layout.activate()
    assert page.head.call.currentText().startswith("Walk of the quay, ")
    for select in (page.head.call, page.head.kind):
        assert select.width() == select.sizeHint().width()
    before = page.head.call.width()
    desk.notes.file(note.id, note.deal_id, None)
    page.enter(Place("note", note.id))
    layout.activate()
    assert page.head.call.width() < before
    page.head.call.showPopup()
    assert page.head.call.view().width() >= before - 60, "its list has room for the longer ones"
    page.head.call.hidePopup()
