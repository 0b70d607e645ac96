"""The unlock page: three ways in, one field at a time, and what was typed stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskDamaged, WrongKey
from se_desk.ui.welcome.unlock import UnlockPage

WAYS = ("keyring", "passphrase", "recovery")


def _page(qtbot: QtBot, ways: tuple[str, ...] = WAYS, name: str = "Marlene") -> UnlockPage:
    made = UnlockPage(name, "Locked at 09:58.", "One file", ways)
    qtbot.addWidget(made)
    made.resize(1100, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def test_gives_the_passphrase_by_enter(qtbot: QtBot) -> None:
    page = _page(qtbot)
    QTest.keyClicks(page.passphrase, "gravel spoon")
    with qtbot.waitSignal(page.passphraseGiven) as given:
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given.args == ["gravel spoon"]
    assert not page.unlock.isEnabled()
    with qtbot.assertNotEmitted(page.passphraseGiven):  # one at a time
        QTest.keyClick(page.passphrase, Qt.Key.Key_Return)


def test_nothing_typed_says_so(qtbot: QtBot) -> None:
    page = _page(qtbot)
    with qtbot.assertNotEmitted(page.passphraseGiven):
        page.unlock.click()
    assert page.error.startswith("Nothing is typed yet.")


def test_a_wrong_key_stands_under_its_field_and_goes_with_the_next_key(qtbot: QtBot) -> None:
    page = _page(qtbot)
    page.passphrase.setText("gravel")
    page.unlock.click()
    page.show_error(WrongKey("Not the one.", do="Try again."))
    assert page.error == "Not the one. Try again."
    assert page.passphrase.selectionLength() == 6
    assert page.passphrase.hasFocus()
    QTest.keyClicks(page.passphrase, "x")
    assert page.error == ""
    assert page.passphrase.text() == "x"


def test_other_faults_stand_above_once(qtbot: QtBot) -> None:
    page = _page(qtbot)
    page.show_error(DeskDamaged("It does not read back.", do="Take a backup."))
    page.show_error(DeskDamaged("Still not.", do="Take a backup."))
    assert page.error.startswith("Still not.")
    page._trouble.banner.closed.emit()  # type: ignore[union-attr]
    assert page.error == ""


def test_the_recovery_code_is_another_field(qtbot: QtBot) -> None:
    page = _page(qtbot)
    QTest.mouseClick(page.other, Qt.MouseButton.LeftButton)
    assert page.code.isVisible()
    assert not page.passphrase.isVisible()
    page.code.setText("AAAA-BBBB")
    with qtbot.waitSignal(page.recoveryGiven) as given:
        QTest.keyClick(page.code, Qt.Key.Key_Return)
    assert given.args == ["AAAA-BBBB"]
    page.show_error(WrongKey("Not the one.", do="Try again."))
    assert page.error
    page.switch_way()
    assert page.passphrase.isVisible()
    assert page.error == ""


def test_the_keyring_is_asked_once(qtbot: QtBot) -> None:
    page = _page(qtbot)
    with qtbot.waitSignal(page.keyringAsked):
        page.keyring.click()
    with qtbot.assertNotEmitted(page.keyringAsked):
        page._ask_keyring()


@pytest.mark.parametrize(
    ("ways", "keyring", "other", "code"),
    [
        (("passphrase",), False, False, False),
        (("keyring", "passphrase"), True, False, False),
        (("recovery",), False, False, True),
        (WAYS, True, True, False),
    ],
)
def test_shows_only_the_ways_there_are(
    qtbot: QtBot, ways: tuple[str, ...], keyring: bool, other: bool, code: bool
) -> None:
    page = _page(qtbot, ways)
    assert page.keyring.isVisible() is keyring
    assert page.other.isVisible() is other
    assert page.code.isVisible() is code


def test_the_eye_shows_what_is_typed(qtbot: QtBot) -> None:
    page = _page(qtbot)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    QTest.mouseClick(page.passphrase.eye, Qt.MouseButton.LeftButton)
    assert page.passphrase.shown
    page.passphrase.toggle()
    assert not page.passphrase.shown


def test_esc_empties_the_field(qtbot: QtBot) -> None:
    page = _page(qtbot)
    page.passphrase.setText("gravel")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.passphrase.text() == ""
    QTest.keyClick(page, Qt.Key.Key_F2)


def test_says_other_words(qtbot: QtBot) -> None:
    page = _page(qtbot, name="")
    page.say("The keyring has not answered yet.")
    assert page._why.text() == "The keyring has not answered yet."
