"""Backups in the settings: the last one, one more, the second folder, the list, and the check of the desk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.domain.risks import Category, Severity
from se_desk.services.clocks import MovableClock
from se_desk.services.keeping import Keeping
from se_desk.services.opening import Opening
from se_desk.ui.frame.backups import NO_FOLDER, NONE_YET, BackupsCard
from se_desk.ui.frame.backups_check import CheckCard
from se_desk.ui.frame.settings import SettingsPage
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.background import cancel_all
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.wishes import Place
from tests.ui.frame.test_settings import page as page

LONG = 10_000


@pytest.fixture
def card(page: SettingsPage, frame: Frame) -> BackupsCard:
    frame.door.daily.end()
    return page.backups


@pytest.fixture
def check(page: SettingsPage, frame: Frame) -> CheckCard:
    frame.door.daily.end()
    return page.check


def _choose(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: folder)


def _toasts(frame: Frame) -> list[str]:
    return [said.accessibleName() for said in frame.window.findChildren(Toast)]


def test_backs_up_and_says_when(card: BackupsCard, frame: Frame, qtbot: QtBot) -> None:
    assert card.last.full_text() == NONE_YET
    assert not card.table.isVisible()
    card.back_up.click()
    assert card.running.isVisible()
    assert not card.back_up.isEnabled()
    card.begin()  # one at a time
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert _toasts(frame) == ["Backup made and checked"]
    assert card.last.full_text() == "Last backup today 10:30"
    (row,) = card.table.records_model.records()
    assert [column.words(row) for column in card.table.columns][:2] == ["today 10:30", "of the day"]
    assert not card.running.isVisible()


def test_a_backup_can_be_stopped(card: BackupsCard, set_up: Opening, frame: Frame, qtbot: QtBot) -> None:
    card.back_up.click()
    QTest.mouseClick(card.running.stop, Qt.MouseButton.LeftButton)
    assert not card.running.stop.isEnabled()
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert set_up.keeping.backups() == ()
    assert list(set_up.paths.backups.glob("*")) == []
    assert card.back_up.isEnabled()
    assert _toasts(frame) == ["Stopped. No backup was made."]
    assert not frame.window.findChildren(Dialog)


def test_a_stop_that_comes_too_late_says_what_was_made(
    card: BackupsCard, set_up: Opening, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Keeping.back_up
    monkeypatch.setattr(Keeping, "back_up", lambda self, desk, **_named: real(self, desk))
    card.back_up.click()
    QTest.mouseClick(card.running.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert _toasts(frame) == ["Backup made and checked"]
    assert len(set_up.keeping.backups()) == 1


def _row(card: BackupsCard) -> list[str]:
    (row,) = card.table.records_model.records()
    return [column.words(row) for column in card.table.columns]


def test_a_backup_of_the_list_is_checked(
    card: BackupsCard, set_up: Opening, frame: Frame, qtbot: QtBot, clock: MovableClock, page: SettingsPage
) -> None:
    file = set_up.keeping.back_up(page.desk).file
    card.refresh()
    assert _row(card)[2] == "when it was made"
    assert not card.check_one.isEnabled()
    card.table.selectRow(0)
    assert card.check_one.isEnabled()
    clock.move(timedelta(minutes=5))
    card.check_one.click()
    assert card.running.isVisible()
    assert not card.check_one.isEnabled()
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert _toasts(frame) == ["Whole: the backup made today 10:30"]
    assert _row(card)[2] == "today 10:35"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    card.refresh()
    assert _row(card)[2] == "not on this computer"
    QTest.keyClick(card.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert _row(card)[2] == "not on this computer"


def test_the_check_of_a_backup_can_be_stopped(
    card: BackupsCard, set_up: Opening, frame: Frame, qtbot: QtBot, page: SettingsPage
) -> None:
    set_up.keeping.back_up(page.desk)
    card.refresh()
    card.table.selectRow(0)
    card.check()
    card.running.stop.click()
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert _toasts(frame) == ["Stopped. It is checked as before."]
    assert _row(card)[2] == "when it was made"
    assert card.check_one.isEnabled()


def test_a_backup_that_does_not_work_is_told(
    card: BackupsCard, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> object:
        raise DiskFull("No room is left.")

    monkeypatch.setattr(Keeping, "back_up", full)
    card.back_up.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert card.back_up.isEnabled()


def test_a_second_folder_gets_a_copy(
    card: BackupsCard, frame: Frame, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert card.folder.full_text() == NO_FOLDER
    assert card.warning.isVisible()
    assert "do not survive" in card.warning.accessibleName()
    stick = tmp_path / "stick"
    stick.mkdir()
    _choose(monkeypatch, str(stick))
    card.choose.click()
    assert card.folder.full_text() == str(stick)
    assert "same disk" in card.warning.accessibleName()  # it lies beside the desk in this test
    card.back_up.click()
    qtbot.waitUntil(lambda: bool(_toasts(frame)), timeout=LONG)
    assert "copied to the second folder" in _toasts(frame)[0]
    assert len(list(stick.iterdir())) == 1
    card.forget.click()
    assert card.folder.full_text() == NO_FOLDER
    assert not card.forget.isVisible()


def test_a_second_folder_that_is_gone_is_told_after_the_backup(
    card: BackupsCard, set_up: Opening, frame: Frame, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    card._set_folder(stick)
    stick.rmdir()
    card.back_up.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert len(set_up.keeping.backups()) == 1


def test_the_usual_folder_is_no_second_one(
    card: BackupsCard, set_up: Opening, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up.paths.backups.mkdir(exist_ok=True)
    _choose(monkeypatch, str(set_up.paths.backups))
    card.choose.click()
    assert len(frame.window.findChildren(Dialog)) == 1
    assert card.folder.full_text() == NO_FOLDER


def test_nothing_changes_where_no_folder_was_chosen(
    card: BackupsCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    _choose(monkeypatch, "")
    card.choose.click()
    assert card.folder.full_text() == NO_FOLDER


def test_the_room_is_set(card: BackupsCard, page: SettingsPage, frame: Frame) -> None:
    assert card.limit.value == "1000"
    card.limit.chosen.emit("250")
    assert page.desk.profile.get().backup_limit_mb == 250
    card._set_limit(1)
    assert len(frame.window.findChildren(Dialog)) == 1
    page.desk.profile.change(backup_limit_mb=333)
    card.refresh()
    assert card.limit.currentText() == "333 MB"


def test_only_the_newest_are_listed(
    card: BackupsCard,
    set_up: Opening,
    clock: MovableClock,
    page: SettingsPage,
) -> None:
    for days in (30, 30, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1):
        set_up.keeping.back_up(page.desk)
        clock.move(timedelta(days=days))
    card.refresh()
    found = set_up.keeping.backups()
    assert len(found) > 8
    assert len(card.table.records_model.records()) == 8
    assert f"{len(found) - 8} older ones" in card._more.full_text()


def test_a_place_leads_to_the_card(page: SettingsPage, frame: Frame, qtbot: QtBot) -> None:
    frame.acting.go(Place("settings", tab="backups"))
    qtbot.waitUntil(page.backups.back_up.hasFocus, timeout=LONG)
    assert page._scroller.verticalScrollBar().value() > 0


def test_every_control_has_a_name(page: SettingsPage) -> None:
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def _checked(check: CheckCard, qtbot: QtBot) -> None:
    check.start.click()
    qtbot.waitUntil(lambda: check.result is not None, timeout=LONG)


def test_a_whole_desk_is_called_whole(check: CheckCard, frame: Frame, qtbot: QtBot) -> None:
    check.start.click()
    check.begin()  # one at a time
    assert check.running.isVisible()
    qtbot.waitUntil(lambda: check.result is not None, timeout=LONG)
    assert check.result is not None
    assert check.result.whole
    assert check.words == ()
    assert check.start.isEnabled()


def test_a_broken_chain_names_its_deal_and_entry(
    check: CheckCard,
    page: SettingsPage,
    set_up: Opening,
    frame: Frame,
    qtbot: QtBot,
) -> None:
    """Control: the test before, on the same desk unharmed."""
    from se_desk.storage.engine import connect

    deal = page.desk.deals.views()[0].deal
    for number in range(3):
        page.desk.risks.flag(deal.id, Severity.HIGH, Category.DATA, f"Statement {number}")
    raw = connect(set_up.paths.desk, set_up._key, guarded=False)
    for (trigger,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'risk_%'"
    ).fetchall():
        raw.execute(f'DROP TRIGGER "{trigger}"')
    raw.execute("UPDATE risk_entries SET core = replace(core, '\"seq\":2', '\"seq\":9') WHERE seq = 2")
    raw.commit()
    raw.close()
    _checked(check, qtbot)
    assert check.result is not None
    (broken,) = check.result.broken
    assert broken.deal_id == deal.id
    assert "Halvorsen Quays, Berth planning" in broken.words
    assert "entry 2" in broken.words
    assert not any(words.startswith("Risk log: ") for words in check.words)
    (link,) = [b for b in check.findChildren(QAbstractButton) if b.text() == "Show the risk log"]
    link.click()
    assert frame.acting.place == Place("deal", deal.id, "risks")


def test_a_damaged_page_is_said(check: CheckCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Opening, "problems", lambda *_args: ("A page does not decrypt: 12.",))
    _checked(check, qtbot)
    assert check.words == ("A page does not decrypt: 12.",)


def test_a_check_can_be_stopped(check: CheckCard, qtbot: QtBot) -> None:
    check.start.click()
    check.running.stop.click()
    cancel_all()
    assert check.result is None
    assert check.start.isEnabled()


def test_a_check_that_cannot_be_made_is_told(
    check: CheckCard, frame: Frame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> object:
        raise DiskFull("No room is left.")

    monkeypatch.setattr(Opening, "problems", full)
    check.start.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert check.start.isEnabled()
