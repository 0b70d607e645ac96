"""Settings: each field is written when it is left, what cannot be taken is said, secrets are shown once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull, WrongKey
from se_desk.services.opening import Opening
from se_desk.services.profile import ProfileVerbs
from se_desk.ui.frame.passphrase_dialog import PassphraseDialog, RecoveryDialog
from se_desk.ui.frame.settings import SettingsPage
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import theme
from se_desk.ui.kit.wishes import Place
from tests.ui.frame.conftest import PHRASE, Ring

LONG = 10_000


@pytest.fixture
def page(frame: Frame) -> SettingsPage:
    frame.acting.go(Place("settings"))
    sitting = frame.door.sitting
    assert sitting is not None
    found = sitting.pages.page
    assert isinstance(found, SettingsPage)
    return found


def _leave(field: QLineEdit, text: str) -> None:
    field.setText(text)
    field.editingFinished.emit()


def test_shows_what_is_set(page: SettingsPage, set_up: Opening) -> None:
    profile = page.desk.profile.get()
    assert page.name.text() == "Marlene Okoro"
    assert page.zone.text() == "Europe/Berlin"
    assert page.currency.text() == "USD"
    assert page.month.value == "1"
    assert page.lock.minutes.value == "15"
    assert page.place.key.full_text() == profile.public_key
    assert page.place.folder.full_text() == str(set_up.paths.desk.parent)
    assert not page.ways.keyring.isChecked()


def test_writes_each_field_when_it_is_left(page: SettingsPage) -> None:
    _leave(page.name, " Marlene O. ")
    _leave(page.email, "m@x.test")
    _leave(page.zone, "Asia/Tokyo")
    _leave(page.currency, "eur")
    page.month.chosen.emit("4")
    page.lock.minutes.chosen.emit("0")
    page.looks.theme_.chosen.emit("dark")
    profile = page.desk.profile.get()
    assert (profile.name, profile.email, profile.zone, profile.currency) == (
        "Marlene O.",
        "m@x.test",
        "Asia/Tokyo",
        "EUR",
    )
    assert (profile.fiscal_month, profile.lock_minutes, profile.theme) == (4, 0, "dark")
    assert theme().dark


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [("name", " ", "your name"), ("zone", "Nowhere", "time zone"), ("currency", "euros", "three letters")],
)
def test_says_what_cannot_be_taken(page: SettingsPage, field: str, text: str, word: str) -> None:
    before = page.desk.profile.get()
    _leave(getattr(page, field), text)
    assert word in page._fields[field].error
    assert page.desk.profile.get() == before


def test_writes_what_stands_there_when_the_page_is_left(page: SettingsPage, frame: Frame) -> None:
    page.name.setText("Marlene Again")
    frame.acting.go(Place("today"))
    assert page.desk.profile.get().name == "Marlene Again"


def test_follows_changes_made_elsewhere(page: SettingsPage, qtbot: QtBot) -> None:
    page.desk.profile.change(name="Somebody", lock_minutes=7)
    qtbot.waitUntil(lambda: page.name.text() == "Somebody", timeout=LONG)
    assert page.lock.minutes.currentText() == "7 minutes"


def test_a_disk_that_is_full_is_told(
    page: SettingsPage, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFull("No room is left.")

    monkeypatch.setattr(ProfileVerbs, "change", full)
    _leave(page.email, "m@x.test")
    assert len(frame.window.findChildren(Dialog)) == 1


def test_changes_the_passphrase(page: SettingsPage, frame: Frame, set_up: Opening) -> None:
    page.ways.passphrase.click()
    (dialog,) = frame.window.findChildren(PassphraseDialog)
    QTest.keyClicks(dialog.first, "walnut lantern quay")
    dialog.again.setText("walnut lantern")
    dialog.accept()
    assert dialog._again.error
    dialog.first.setText("short")
    dialog.again.setText("short")
    dialog.accept()
    assert dialog.isVisible()
    dialog.first.setText("walnut lantern quay")
    dialog.again.setText("walnut lantern quay")
    dialog.accept()
    assert not dialog.isVisible()
    with pytest.raises(WrongKey):
        set_up.with_passphrase(PHRASE)
    set_up.with_passphrase("walnut lantern quay").close()


def test_makes_a_recovery_code_and_shows_it_once(
    page: SettingsPage, frame: Frame, set_up: Opening, qtbot: QtBot
) -> None:
    page.ways.recovery.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(RecoveryDialog)), timeout=LONG)
    (dialog,) = frame.window.findChildren(RecoveryDialog)
    set_up.with_recovery(dialog.box.code).close()
    dialog.accept()
    assert not dialog.isVisible()


def test_the_keyring_is_taken_in_and_away(page: SettingsPage, set_up: Opening, qtbot: QtBot) -> None:
    for wanted in (True, False):
        page.ways.keyring.click()
        qtbot.waitUntil(page.ways.keyring.isEnabled, timeout=LONG)
        assert page.ways.keyring.isChecked() is wanted
        assert ("keyring" in set_up.slots()) is wanted


def test_a_keyring_that_is_gone_is_told_and_the_tick_taken_back(
    page: SettingsPage, frame: Frame, ring: Ring, qtbot: QtBot
) -> None:
    ring.there = False
    page.ways.keyring.click()
    qtbot.waitUntil(lambda: bool(frame.window.findChildren(Dialog)), timeout=LONG)
    assert not page.ways.keyring.isChecked()


def test_a_key_file_that_is_gone_is_told(page: SettingsPage, frame: Frame, set_up: Opening) -> None:
    set_up.paths.keyslots.unlink()
    page.ways.refresh()
    assert len(frame.window.findChildren(Dialog)) == 1


def test_copies_the_key_and_shows_the_folder(
    page: SettingsPage, set_up: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.place.copy_key.click()
    assert QGuiApplication.clipboard().text() == page.desk.profile.get().public_key
    page.place.show_folder.click()
    assert opened == [str(set_up.paths.desk.parent)]
