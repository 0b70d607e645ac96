"""The inbox: what waits, and the way to where it belongs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.deals import Deal
from se_desk.domain.errors import DiskFull
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.records import PAGE
from se_desk.ui.kit.wishes import Place, QuickNote
from se_desk.ui.notes.filing import FileNote, deal_options
from se_desk.ui.notes.inbox_page import InboxPage
from se_desk.ui.notes.lines import said_length
from tests.ui.notes.conftest import Went, dialogs_of

LONG = 10_000


@pytest.fixture
def waiting(desk: Desk, clock: MovableClock) -> list[str]:
    """The ids of two notes of no deal, the newest first."""
    first = desk.notes.start(None, body="# A longer thought\n\nwith more to it", private=True)
    clock.move(timedelta(days=1))
    return [desk.notes.start(None, body="A short one").id, first.id]


@pytest.fixture
def inbox(desk: Desk, bus: Bus, window: QWidget) -> tuple[InboxPage, Went]:
    page, went = InboxPage(desk, bus), Went()
    page.requestPlace.connect(went.places.append)
    page.requestWish.connect(went.wishes.append)
    window.layout().addWidget(page)
    window.activateWindow()
    return page, went


Inbox = tuple[InboxPage, Went]


def toast_of(page: InboxPage) -> Toast:
    return [each for each in page.window().findChildren(Toast) if each.isVisible()][-1]


def test_an_empty_inbox_says_what_it_is_for(inbox: Inbox) -> None:
    page, went = inbox
    page.enter(Place("inbox"))
    assert page.empty.isVisible()
    page.empty.acted.emit()
    assert went.wishes == [QuickNote()]
    assert not page.filing.isVisible()
    page.file()
    page.put_away()
    assert page.menu().actions() == []


def test_what_waits_and_since_when(inbox: Inbox, waiting: list[str], side: str) -> None:
    page, _went = inbox
    page.enter(Place("inbox"))
    rows = page.table.records_model.records()
    assert [note.id for note in rows] == waiting
    assert [page.when(note) for note in rows] == ["today, 10:30", "yesterday, 10:30"]
    assert page.table.columns[0].second is not None
    assert [page.table.columns[0].second(note) for note in rows] == ["", "with more to it"]
    assert not page.empty.isVisible()
    page.grab()
    page.minute()


def test_enter_opens(inbox: Inbox, waiting: list[str]) -> None:
    page, went = inbox
    page.enter(Place("inbox"))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert went.places == [Place("note", waiting[0])]


def test_three_keys_file_a_note(
    inbox: Inbox, waiting: list[str], desk: Desk, deal: Deal, qtbot: QtBot
) -> None:
    page, _went = inbox
    page.enter(Place("inbox"))
    for key in (Qt.Key.Key_F, Qt.Key.Key_H, Qt.Key.Key_Return):
        QTest.keyClick(QApplication.focusWidget() or page.table, key)
    assert desk.notes.get(waiting[0]).deal_id == deal.id
    qtbot.waitUntil(lambda: page.table.records_model.rowCount() == 1, timeout=LONG)
    assert page.chosen is not None
    assert page.chosen.id == waiting[1]  # the next one is in front
    toast_of(page).acted.emit()
    assert desk.notes.get(waiting[0]).deal_id is None
    qtbot.waitUntil(lambda: page.table.records_model.rowCount() == 2, timeout=LONG)


def test_delete_puts_away_and_undo_fetches_back(
    inbox: Inbox, waiting: list[str], desk: Desk, qtbot: QtBot
) -> None:
    page, _went = inbox
    page.enter(Place("inbox"))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(desk.notes.inbox()) == 1
    toast_of(page).acted.emit()
    assert len(desk.notes.inbox()) == 2


def test_the_menu_does_the_same(inbox: Inbox, waiting: list[str], desk: Desk, qtbot: QtBot) -> None:
    page, went = inbox
    page.enter(Place("inbox"))
    page.table.menuRequested.emit(desk.notes.get(waiting[1]), QPoint(50, 50))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=LONG)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    page.filing.click()
    dialogs_of(page)[0].reject()
    open_it, file_it, _away = page.menu().actions()
    open_it.trigger()
    assert went.places == [Place("note", waiting[1])]
    file_it.trigger()
    (dialog,) = dialogs_of(page)
    assert isinstance(dialog, FileNote)
    dialog.reject()


def test_a_deal_that_is_none_files_nothing(desk: Desk, deal: Deal, window: QWidget) -> None:
    dialog = FileNote(window, desk, "")
    dialog.open()
    QTest.keyClicks(dialog.deal, "zzz")
    dialog.accept()
    assert dialog.isVisible()
    dialog.deal.setText("")
    dialog.deal.textEdited.emit("")
    dialog.accept()
    assert not dialog.isVisible()
    assert [option.key for option in deal_options(desk)] == [deal.id]


def test_the_arrows_choose_a_deal_and_escape_closes_the_list(desk: Desk, deal: Deal, window: QWidget) -> None:
    other = desk.deals.open("Grain", "Fenwold")
    desk.deals.open("Belts", "Gone Ltd")
    dialog = FileNote(window, desk, deal.id)
    dialog.open()
    field = dialog.deal
    assert (field.value, field.text()) == (deal.id, "Halvorsen Quays, Berth planning")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.is_open
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open
    assert dialog.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        QTest.keyClick(field, key)
    assert field.value == other.id  # by account: Fenwold, Gone Ltd, Halvorsen Quays
    QTest.mouseClick(field.list, Qt.MouseButton.LeftButton)
    dialog.accept()


def test_a_full_disk_is_told(
    inbox: Inbox, waiting: list[str], desk: Desk, deal: Deal, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _went = inbox
    page.enter(Place("inbox"))
    told: list[object] = []
    monkeypatch.setattr("se_desk.ui.notes.inbox_page.tell", lambda _widget, error: told.append(error))

    def full(*_args: object, **_named: object) -> None:
        raise DiskFull("The disk is full.")

    chosen = page.chosen
    assert chosen is not None
    for noun, verb in ((desk.notes, "file"), (desk.notes, "trash"), (desk.note_lines, "count")):
        monkeypatch.setattr(noun, verb, full)
    page._file(chosen, deal.id)
    page.put_away()
    page.refresh()
    assert len(told) == 3


def test_many_notes_are_read_when_somebody_scrolls_to_them(
    inbox: Inbox, desk: Desk, clock: MovableClock, qtbot: QtBot
) -> None:
    page, _went = inbox
    for number in range(PAGE + 20):
        clock.move(timedelta(minutes=1))
        desk.notes.start(None, title=f"{number:03}", body="word " * number)
    page.enter(Place("inbox"))
    model = page.table.records_model
    assert (model.rowCount(), page.header._second.text()) == (PAGE, f"{PAGE + 20} notes of no deal yet")
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() == PAGE + 20, timeout=LONG)
    for column, first in ((0, "000"), (2, "000"), (4, "000")):
        model.sort(column)
        assert model.record(0).title == first
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert said_length(model.record(0)) == "119 words"
    clock.move(timedelta(days=1))
    page.minute()
    assert model.rowCount() == PAGE + 20  # a list that is read again keeps its place
