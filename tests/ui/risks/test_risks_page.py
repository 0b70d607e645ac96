"""The risk log's page, through its widgets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.chain import Fault
from se_desk.domain.errors import DiskFull, NotFound
from se_desk.domain.risks import OutcomeWord, RiskFlag
from se_desk.services.desk import Desk
from se_desk.services.risks import Checked
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.inputs import TextArea
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import (
    AnswerFlag,
    CloseFlag,
    ExportRecord,
    FlagRisk,
    Place,
    StampChain,
    TellFlag,
)
from se_desk.ui.risks import rows
from se_desk.ui.risks.correct_dialog import CorrectDialog
from se_desk.ui.risks.faults import FaultsDialog
from se_desk.ui.risks.page import RisksPage

Three = tuple[RiskFlag, RiskFlag, RiskFlag]


def shown_ids(page: RisksPage) -> list[str]:
    return [row.flag.id for row in page.list.table.records_model.records()]


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_all_flags_newest_first_with_counts(page: RisksPage, three: Three) -> None:
    untold, waiting, closed = three
    assert shown_ids(page) == [closed.id, waiting.id, untold.id]
    assert page.panel.flag_id == closed.id
    texts = [button.text() for button in page.list.views.findChildren(QAbstractButton)]
    assert texts == ["Open 2", "Not told 1", "Waiting 1", "All 3"]


def test_filters(page: RisksPage, three: Three) -> None:
    untold, _waiting, closed = three
    press(page.list.views.findChildren(QAbstractButton)[1])
    assert shown_ids(page) == [untold.id]
    assert page.panel.flag_id == untold.id
    page.list.deals.setCurrentIndex(page.list.deals.findData(closed.deal_id))
    page.list.deals.activated.emit(0)
    assert shown_ids(page) == []
    assert page.list.nothing.isVisible()
    page.list.nothing.acted.emit()
    assert len(shown_ids(page)) == 3
    page.list.orders.setCurrentIndex(page.list.orders.findData(rows.OLDEST))
    page.list.orders.activated.emit(0)
    assert shown_ids(page)[0] == untold.id


def test_a_place_names_a_flag_past_every_filter(page: RisksPage, three: Three) -> None:
    untold, _waiting, closed = three
    press(page.list.views.findChildren(QAbstractButton)[1])
    page.enter(Place("risks", closed.id))
    assert page.panel.flag_id == closed.id
    assert page.list.views.value == rows.ALL
    assert page.deal_id() == closed.deal_id
    page.enter(Place("risks", untold.id))
    assert page.panel.flag_id == untold.id
    with pytest.raises(NotFound):
        page.enter(Place("risks", "0" * 32 + "-0001"))


def test_arrows_move_and_enter_goes_into_the_thread(page: RisksPage, three: Three, qtbot: QtBot) -> None:
    page.window().activateWindow()
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Down)
    assert page.panel.flag_id == three[1].id
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.entries.hasFocus())


def test_an_entry_is_added_with_ctrl_enter(page: RisksPage, desk: Desk, three: Three, qtbot: QtBot) -> None:
    page.window().activateWindow()
    page.panel.remark.setFocus()
    QTest.keyClicks(page.panel.remark, "Legal begins on Monday.")
    QTest.keyClick(page.panel.remark, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    closed = three[2]
    assert desk.risks.get(closed.id).notes[-1].fields["note"] == "Legal begins on Monday."
    assert page.panel.remark.text == ""
    qtbot.waitUntil(lambda: page.panel.entries.entries()[-1].body == "Legal begins on Monday.")


def test_nothing_is_added_without_words(page: RisksPage, desk: Desk, three: Three) -> None:
    assert not page.panel.add.isEnabled()
    QTest.keyClicks(page.panel.remark, "   ")
    QTest.keyClick(page.panel.remark, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.risks.get(three[2].id).notes == ()
    QTest.keyClicks(page.panel.remark, "x")
    assert page.panel.add.isEnabled()


def test_words_that_could_not_be_kept_stay(
    page: RisksPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise DiskFull("There is no room left.")

    monkeypatch.setattr(desk.risks, "remark", refuse)
    QTest.keyClicks(page.panel.remark, "Not lost")
    press(page.panel.add)
    assert page.panel.remark.text == "Not lost"
    assert any(dialog.isVisible() for dialog in page.window().findChildren(Dialog))


def test_typed_words_wait_for_their_flag_and_outlive_the_page(
    page: RisksPage, desk: Desk, bus: Bus, host: QWidget, three: Three, qtbot: QtBot
) -> None:
    untold, _waiting, closed = three
    QTest.keyClicks(page.panel.remark, "for the closed one")
    page.list.table.select(untold.id)
    assert page.panel.remark.text == ""
    page.list.table.select(closed.id)
    assert page.panel.remark.text == "for the closed one"
    assert page.leave()
    again = RisksPage(desk, bus, host)
    again.enter(Place("risks", closed.id))
    assert again.panel.remark.text == "for the closed one"
    qtbot.waitUntil(lambda: not again.strip.is_checking)


def test_a_change_elsewhere_is_read_and_typing_is_left_alone(
    page: RisksPage, desk: Desk, three: Three, qtbot: QtBot
) -> None:
    closed = three[2]
    QTest.keyClicks(page.panel.remark, "half a sen")
    desk.risks.close(closed.id, OutcomeWord.REOPENED)
    qtbot.waitUntil(lambda: page.panel.status.spec.text == "Not told")
    assert page.panel.remark.text == "half a sen"
    qtbot.waitUntil(lambda: not page.strip.is_checking)


def test_buttons_wish_for_what_the_flag_needs(page: RisksPage, three: Three, qtbot: QtBot) -> None:
    untold, waiting, _closed = three
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    panel = page.panel
    assert panel.tell.isHidden()
    assert panel.outcome.text() == "Reopen"
    page.list.table.select(untold.id)
    assert (panel.tell.text(), panel.answer.isHidden()) == ("Tell Pavel", True)
    press(panel.tell)
    page.list.table.select(waiting.id)
    assert panel.tell.text() == "Remind"
    press(panel.answer)
    press(panel.outcome)
    press(page.export)
    assert wishes == [
        TellFlag(untold.id), AnswerFlag(waiting.id), CloseFlag(waiting.id), ExportRecord(waiting.deal_id)
    ]  # fmt: skip
    press(panel.correct)
    (dialog,) = page.window().findChildren(CorrectDialog)
    assert dialog.isVisible()


def test_the_menu_of_an_entry_copies_its_proof(page: RisksPage, three: Three) -> None:
    waiting = three[1]
    page.list.table.select(waiting.id)
    told = waiting.entries[1]
    page.panel.entries.opened.emit(str(told.seq))
    page.panel.entries.opened.emit("999")  # an entry that is no longer there
    menu = page.panel.entry_menu(told)
    copied = []
    for action in menu.actions()[:3]:
        action.trigger()
        copied.append(QGuiApplication.clipboard().text())
    assert copied == [told.receipt, told.hash, told.fields["message"]]
    menu.actions()[3].trigger()
    (dialog,) = page.window().findChildren(CorrectDialog)
    assert dialog.entry.value == str(told.seq)


def test_the_menu_of_a_flag_leads_on(page: RisksPage, three: Three, qtbot: QtBot) -> None:
    places: list[Place] = []
    wishes: list[object] = []
    page.requestPlace.connect(places.append)
    page.requestWish.connect(wishes.append)
    page.panel._show_more()
    from se_desk.ui.kit.menus import Menu

    (menu,) = [one for one in page.panel.findChildren(Menu) if one.isVisible()]
    for action in menu.actions():
        action.trigger()
    closed = three[2]
    assert QGuiApplication.clipboard().text() == closed.entries[-1].receipt
    assert places == [Place("deal", closed.deal_id, "risks")]
    assert wishes == [StampChain(closed.deal_id), ExportRecord(closed.deal_id)]
    menu.close()


def test_the_strip_speaks_of_the_chosen_chain(
    page: RisksPage, desk: Desk, three: Three, qtbot: QtBot
) -> None:
    strip = page.strip.strip
    closed = three[2]
    assert strip.accessibleName().startswith("Chain intact, 2 entries, Checked today, 12:30")
    assert "all 5 entries of every deal" in strip.accessibleName()
    strip.headCopied.emit(desk.risks.entries(closed.deal_id)[-1].hash)
    assert QGuiApplication.clipboard().text() == desk.risks.entries(closed.deal_id)[-1].hash
    page.list.table.select(three[0].id)
    assert "3 entries" in strip.accessibleName()
    strip.checkRequested.emit()
    assert page.strip.is_checking
    assert "Checking" in strip.accessibleName()
    qtbot.waitUntil(lambda: not page.strip.is_checking)
    assert "Chain intact" in strip.accessibleName()


def test_a_broken_chain_is_said_and_leads_to_its_entry(
    page: RisksPage, desk: Desk, three: Three, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    untold, waiting, _closed = three
    fault = Fault(waiting.seq, f"Entry {waiting.seq} does not carry the hash of the entry before it.")
    many = ((untold.deal_id, fault),) * 10
    broken = Checked(5, many, desk.now())
    monkeypatch.setattr(desk.risks, "check", lambda **_named: broken)
    page.strip.strip.checkRequested.emit()
    qtbot.waitUntil(lambda: not page.strip.is_checking)
    name = page.strip.strip.accessibleName()
    assert f"Chain broken at #{waiting.seq}" in name
    assert "In another deal's chain" in name
    page.strip.strip.brokenOpened.emit(waiting.seq)
    assert page.panel.flag_id == waiting.id
    assert "In another deal" not in page.strip.strip.accessibleName()
    (dialog,) = page.window().findChildren(FaultsDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_a_fault_of_a_chain_whose_entry_is_gone(page: RisksPage, desk: Desk, three: Three) -> None:
    page.strip.checked = Checked(5, ((three[0].deal_id, Fault(77, "Entry 77 is missing.")),), desk.now())
    before = page.panel.flag_id
    page._open_fault(three[0].deal_id, 77)
    assert page.panel.flag_id == before
    page._open_fault("nowhere", 1)
    assert len([one for one in page.window().findChildren(FaultsDialog) if one.isVisible()]) == 2


def test_a_check_that_fails_is_told(
    page: RisksPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(**_named: object) -> Checked:
        raise DiskFull("There is no room left.")

    monkeypatch.setattr(desk.risks, "check", refuse)
    page.strip.check()
    qtbot.waitUntil(lambda: not page.strip.is_checking)
    assert any(dialog.isVisible() for dialog in page.window().findChildren(Dialog))


def test_narrow_one_after_the_other(page: RisksPage, three: Three) -> None:
    page.resize(876, 628)
    assert page.list.isVisible()
    assert not page.panel.isVisible()
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert not page.list.isVisible()
    press(page.panel.back)
    assert page.list.isVisible()
    page.enter(Place("risks", three[0].id))
    assert page.panel.isVisible()
    page.resize(1216, 848)
    assert page.list.isVisible()
    assert page.panel.width() == 416
    assert not page.panel.back.isVisible()
    page.resize(960, 700)
    assert page.list.table.isColumnHidden(3)
    assert not page.list.table.isColumnHidden(5)


def test_an_empty_log_says_what_to_do(desk: Desk, bus: Bus, host: QWidget, qtbot: QtBot) -> None:
    page = RisksPage(desk, bus, host)
    page.show()
    page.enter(Place("risks"))
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    assert page.empty.isVisible()
    assert page.deal_id() == ""
    page.empty.acted.emit()
    assert wishes == [FlagRisk()]
    page.panel._show_more()
    assert page.leave()
    cancel_all()


def test_every_control_has_a_name(page: RisksPage) -> None:
    kinds = (QAbstractButton, QLineEdit, TextArea, QComboBox)
    for kind in kinds:
        for widget in page.findChildren(kind):
            assert widget.accessibleName() or widget.objectName() == "qt_tableview_cornerbutton", widget
    assert page.list.table.accessibleName()


def test_both_themes_paint(page: RisksPage, dress: Theme) -> None:
    light = page.grab().toImage()
    dress.choose("dark")
    assert page.grab().toImage() != light


@pytest.mark.parametrize(("key", "wish"), [("T", TellFlag), ("A", AnswerFlag), ("O", CloseFlag)])
def test_each_entry_that_can_follow_is_one_key_away(
    page: RisksPage, waiting: RiskFlag, qtbot: QtBot, key: str, wish: type[TellFlag]
) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.enter(Place("risks", waiting.id))
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    QTest.keyClicks(page.list.table, key.lower())
    assert wishes == [wish(waiting.id)]


def test_a_key_for_what_cannot_follow_does_nothing(
    page: RisksPage, untold: RiskFlag, closed: RiskFlag, qtbot: QtBot
) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    for flag, key in ((untold, "a"), (closed, "t")):
        page.enter(Place("risks", flag.id))
        QTest.keyClicks(page.list.table, key)
    assert wishes == []


def test_letters_typed_under_a_flag_stay_letters(page: RisksPage, waiting: RiskFlag, qtbot: QtBot) -> None:
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.enter(Place("risks", waiting.id))
    wishes: list[object] = []
    page.requestWish.connect(wishes.append)
    QTest.keyClicks(page.list.table, "n")
    typed_in = QApplication.focusWidget()
    assert typed_in is not None
    QTest.keyClicks(typed_in, "taco")
    assert page.panel.remark.text == "taco" and wishes == []


def test_what_was_added_is_brought_into_sight(page: RisksPage, waiting: RiskFlag, qtbot: QtBot) -> None:
    bar = page.panel._body.verticalScrollBar()
    for number in range(12):
        waiting = page.desk.risks.remark(waiting.id, f"Word {number} of a long thread, which goes on below.")
    page.enter(Place("risks", waiting.id))
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == 0)
    page.panel.remark.set_text("The newest word")
    press(page.panel.add)
    qtbot.waitUntil(lambda: bar.value() > 0)
    last = page.panel.entries.model().index(page.panel.entries.model().rowCount() - 1, 0)
    assert "The newest word" in last.data()
    bottom = page.panel.entries.y() + page.panel.entries.visualRect(last).bottom()
    seen = page.panel._body.viewport().height()
    assert bar.value() <= bottom <= bar.value() + seen
