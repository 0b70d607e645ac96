"""The outbox through its widgets: nothing leaves until Send now is pressed, and each answer is seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.outbox import SendingState
from se_desk.services.clocks import MovableClock
from se_desk.services.crm.server import Account
from se_desk.services.desk import Desk
from se_desk.ui.exports.account_dialog import AccountDialog
from se_desk.ui.exports.outbox_page import OutboxPage
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.messages import _Notice
from se_desk.ui.kit.wishes import ExportNotes, Place, Wish
from tests.crm_servers import PlaysTryton

LIMIT = 20_000


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, bus: Bus) -> OutboxPage:
    made = OutboxPage(desk, bus)
    qtbot.addWidget(made)
    made.resize(1216, 848)
    made.show()
    return made


def give_account(desk: Desk, address: str, crm: PlaysTryton) -> None:
    tryton, *_ = desk.outbox.crms()
    desk.outbox.accounts.keep(tryton, Account(address, crm.password, crm.user, crm.database))


def shown(page: OutboxPage) -> list[tuple[str, str]]:
    return [(line.sending.title, line.chip.text) for line in page.table.records_model.records()]


def test_empty_it_says_what_to_do(qtbot: QtBot, page: OutboxPage) -> None:
    page.enter(Place("outbox"))
    assert page.empty.isVisible() and not page.card.isVisible() and not page.detail.isVisible()
    assert not page.send.isEnabled()
    with qtbot.waitSignal(page.requestWish) as wished:
        page.empty.acted.emit()
    assert wished.args == [ExportNotes()]
    wishes: list[Wish] = []
    page.requestWish.connect(wishes.append)
    assert page.export_page() and wishes == [ExportNotes()]


def test_what_waits_with_its_very_words(
    page: OutboxPage, approved: tuple[str, ...], desk: Desk, crm: PlaysTryton
) -> None:
    page.enter(Place("outbox"))
    assert shown(page) == [(f"Note {at}", "Waiting") for at in (2, 1, 0)]
    assert page.chosen is not None and page.chosen.sending.note_id == approved[2]
    assert page.detail.text.toPlainText() == page.chosen.sending.body
    assert page.detail.answer.text() == "Waits until you send it."
    assert page.detail.place.text() == "Tryton, deal OP-7 · revision 1"
    assert crm.asked == [] and desk.outbox.count_waiting() == 3


def test_send_now_sends_and_shows_the_answers(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk, crm: PlaysTryton, address: str
) -> None:
    give_account(desk, address, crm)
    page.enter(Place("outbox"))
    with qtbot.waitSignal(page.strip.ended, timeout=LIMIT) as ended:
        qtbot.keyClick(page.table, Qt.Key.Key_S)
        assert page.strip.isVisible() and page.strip.busy and not page.send.isEnabled()
    assert ended.args == ["3 notes arrived."]
    assert len(crm.notes) == len(approved) and not page.strip.isVisible()
    assert [chip for _, chip in shown(page)] == ["Sent"] * 3
    assert page.detail.answer.text() == "Added." and page.detail.take_back.isHidden()
    assert not page.send.isEnabled()


def test_without_an_account_it_is_asked_for_and_then_sent(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], crm: PlaysTryton, address: str
) -> None:
    page.enter(Place("outbox"))
    page.send.click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(AccountDialog)), timeout=LIMIT)
    (dialog,) = page.window().findChildren(AccountDialog)
    assert dialog.crm.key == "tryton" and crm.asked == []
    for edit, words in (
        (dialog.address, address), (dialog.user, crm.user), (dialog.database, crm.database),
        (dialog.secret, crm.password),
    ):  # fmt: skip
        edit.setText(words)
    with qtbot.waitSignal(page.strip.ended, timeout=LIMIT):
        dialog.accept()
    assert len(crm.notes) == len(approved)


def test_refused_sent_again_and_taken_back(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk, crm: PlaysTryton, address: str
) -> None:
    give_account(desk, address, crm)
    crm.opportunities.clear()
    page.enter(Place("outbox"))
    with qtbot.waitSignal(page.strip.ended, timeout=LIMIT) as ended:
        page.send.click()
    assert ended.args == ["0 notes arrived, 3 refused."]
    assert [chip for _, chip in shown(page)] == ["Refused"] * 3
    assert "no opportunity “OP-7”" in page.detail.answer.text()
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    assert desk.outbox.count_waiting() == 1
    page.table.selectRow(2)
    assert page.detail.take_back.text() == "Remove"
    page.detail.take_back.click()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert [one.state for one in desk.outbox.newest()] == [SendingState.REFUSED]
    assert len(crm.notes) == 0 and len(approved) == 3


@pytest.mark.parametrize("after", [timedelta(hours=1), timedelta(minutes=1)])  # another revision, the same
def test_a_changed_note_says_so_and_is_approved_anew(
    page: OutboxPage, approved: tuple[str, ...], desk: Desk, clock: MovableClock, after: timedelta
) -> None:
    clock.move(after)
    desk.notes.write(approved[0], "Said otherwise.")
    page.enter(Place("outbox"))
    page.table.selectRow(2)
    assert shown(page)[2] == ("Note 0", "Waiting, changed since")
    assert page.detail.changed.text().endswith("unless you approve it anew.")
    assert page.detail.changed.isVisible() and "otherwise" not in page.detail.text.toPlainText()
    assert [action.text() for action in page.menu().actions() if "Approve" in action.text()]
    page.detail.approve.click()
    assert shown(page)[0] == ("Note 0", "Waiting") and desk.outbox.count_waiting() == 3
    page.table.selectRow(0)
    assert "otherwise" in page.detail.text.toPlainText()


def test_a_note_that_changed_after_it_was_sent_says_what_becomes_of_it(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk, clock: MovableClock,
    crm: PlaysTryton, address: str,
) -> None:  # fmt: skip
    give_account(desk, address, crm)
    page.enter(Place("outbox"))
    with qtbot.waitSignal(page.strip.ended, timeout=LIMIT):
        page.send.click()
    clock.move(timedelta(hours=1))
    desk.notes.write(approved[2], "Said otherwise.")
    page.refresh()
    assert shown(page)[0] == ("Note 2", "Sent, changed since")
    assert "becomes a second note" in page.detail.changed.text()
    page.detail.approve.click()
    assert [chip for _, chip in shown(page)] == ["Waiting", "Sent", "Sent", "Sent"]


def test_stopped_after_the_note_that_goes_out(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk, crm: PlaysTryton, address: str
) -> None:
    give_account(desk, address, crm)
    crm.before = lambda number: qtbot.waitUntil(lambda: not page.strip.busy) if number == 99 else None
    page.enter(Place("outbox"))
    page.send.click()
    page.strip.stop.click()
    assert not page.strip.busy and not page.strip.isVisible()
    qtbot.waitUntil(lambda: desk.outbox._sending.acquire(blocking=False), timeout=LIMIT)
    desk.outbox._sending.release()
    sent = [one for one in desk.outbox.newest() if one.state is SendingState.SENT]
    assert len(crm.notes) == len(sent) <= len(approved)


def test_offline_a_sentence_and_all_stays(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk, crm: PlaysTryton
) -> None:
    give_account(desk, "http://127.0.0.1:9", crm)
    page.enter(Place("outbox"))
    with qtbot.waitSignal(page.strip.ended, timeout=LIMIT) as ended:
        page.send.click()
    assert ended.args == [""]
    (notice,) = [each for each in page.window().findChildren(_Notice) if each.isVisible()]
    notice.reject()
    assert desk.outbox.count_waiting() == len(approved) and page.send.isEnabled()


def test_enter_opens_the_note_and_every_widget_has_a_name(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...]
) -> None:
    page.enter(Place("outbox"))
    with qtbot.waitSignal(page.requestPlace) as wished:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wished.args == [Place("note", approved[2])]
    for widget in page.findChildren(QWidget):
        if isinstance(widget, (QAbstractButton, QTableView, QPlainTextEdit)) and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_it_follows_what_happens_elsewhere(
    qtbot: QtBot, page: OutboxPage, approved: tuple[str, ...], desk: Desk
) -> None:
    page.enter(Place("outbox"))
    desk.outbox.take_back(desk.outbox.waiting()[0].id)
    qtbot.waitUntil(lambda: len(shown(page)) == len(approved) - 1, timeout=LIMIT)
    page.minute()
    page.resize(876, 628)
    assert page.detail.width() < 400


@pytest.mark.parametrize("row", [0, 2])
def test_its_menu(page: OutboxPage, approved: tuple[str, ...], row: int) -> None:
    page.enter(Place("outbox"))
    assert len(approved) == 3
    page.table.selectRow(row)
    said = [action.text() for action in page.menu().actions()]
    assert any("Take back" in words for words in said) and not any("Send again" in words for words in said)
