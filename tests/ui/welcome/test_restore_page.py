"""The restore page: which backup, what opens it, and what becomes of the desk that is here."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull, WrongKey
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.welcome.first_run import FirstRunPage
from se_desk.ui.welcome.restore import ARCHIVE, BACKUP, KEPT, NOTHING_HERE, RestorePage
from se_desk.ui.welcome.running import Running
from se_desk.ui.welcome.unlock import UnlockPage

FILES = [(Path("/backups/b.sedesk-backup"), "today 08:55, 1.2 MB"), (Path("/backups/a.x"), "yesterday 08:12")]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    install_theme(qapp, "light")


def _page(qtbot: QtBot, found: list[tuple[Path, str]], *, replaces: bool = True) -> RestorePage:
    made = RestorePage(found, replaces=replaces)
    qtbot.addWidget(made)
    made.resize(1100, 680)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.mark.parametrize(("replaces", "sentence"), [(True, KEPT), (False, NOTHING_HERE)])
def test_says_what_becomes_of_the_desk_here(qtbot: QtBot, replaces: bool, sentence: str) -> None:
    page = _page(qtbot, FILES, replaces=replaces)
    assert sentence in [words.text() for words in page.findChildren(BodyText)]


def test_the_newest_backup_is_chosen_and_enter_restores_it(qtbot: QtBot) -> None:
    page = _page(qtbot, FILES)
    assert page.secret.hasFocus()
    QTest.keyClicks(page.secret, "gravel spoon")
    with qtbot.waitSignal(page.restoreRequested) as asked:
        QTest.keyClick(page.secret, Qt.Key.Key_Return)
    assert asked.args == [FILES[0][0], "gravel spoon"]
    assert page.running.isVisible()
    assert page.running.stop.isVisible()
    with qtbot.assertNotEmitted(page.restoreRequested):  # one at a time
        page.submit()
    with qtbot.assertNotEmitted(page.backRequested), qtbot.waitSignal(page.running.stopRequested):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    page.running.stop.hide()  # too late
    with qtbot.assertNotEmitted(page.running.stopRequested):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_file_is_chosen_from_anywhere(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page(qtbot, [])
    assert page.choose.hasFocus()
    page.submit()
    assert page.error == "Choose the file of a backup."
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    page.choose.click()
    assert page.backup.value == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/stick/c.sedesk-backup", ""))
    page.choose.click()
    assert (page.backup.value, page.backup.currentText()) == ("/stick/c.sedesk-backup", "c.sedesk-backup")
    assert page.error == ""
    page.submit()
    assert page.error == "Type the passphrase or the recovery code of that backup."


def test_an_archive_is_spoken_of_as_one(qtbot: QtBot) -> None:
    page = _page(qtbot, FILES)
    assert page.words is BACKUP
    page.take(Path("/stick/desk-2026-03-04.sedesk.age"))
    assert page.words is ARCHIVE
    assert page.secret.accessibleName() == "Passphrase of the archive"
    page.submit()
    assert page.error == "Type the passphrase of that archive."
    page.backup.set_value(str(FILES[1][0]))
    page.backup.chosen.emit(str(FILES[1][0]))
    assert page.secret.accessibleName() == "Passphrase or recovery code" and page.error == ""


def test_another_of_the_list_takes_the_complaint_away(qtbot: QtBot) -> None:
    page = _page(qtbot, FILES)
    page._fields[0].set_error("Choose one.")
    page.backup.set_value(str(FILES[1][0]))
    page.backup.chosen.emit(str(FILES[1][0]))
    assert page.error == ""
    page.secret.setText("x")
    with qtbot.waitSignal(page.restoreRequested) as asked:
        page.restore.click()
    assert asked.args[0] == FILES[1][0]


def test_a_wrong_secret_stands_under_its_field_other_faults_above(qtbot: QtBot) -> None:
    page = _page(qtbot, FILES)
    page.secret.setText("gravel")
    page.submit()
    page.show_error(WrongKey("Not the one.", do="Try another."))
    assert page.error == "Not the one. Try another."
    assert page.secret.selectedText() or page.secret.selectionLength() == 6
    page._fields[1].clear_error()
    page.show_error(DiskFull("No room.", do="Make room."))
    page.show_error(DiskFull("Still no room.", do="Make room."))
    assert page.error.startswith("Still no room.")
    page._trouble.banner.closed.emit()  # type: ignore[union-attr]
    assert page.error == ""
    page.show_error(DiskFull("No room."))
    page.submit()
    assert page.error == ""


def test_esc_goes_back(qtbot: QtBot) -> None:
    page = _page(qtbot, FILES)
    with qtbot.waitSignal(page.backRequested):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page, Qt.Key.Key_F2)


def test_something_long_says_how_far_it_is(qtbot: QtBot) -> None:
    running = Running()
    qtbot.addWidget(running)
    running.begin("Copying the desk")
    running.show_far(0.4, "Checking the copy")
    assert running.words == "Checking the copy"
    assert running.bar.accessibleName() == "40%, Checking the copy"
    with qtbot.waitSignal(running.stopRequested):
        running.stop.click()
    running.end()
    assert not running.isVisible()


def test_the_covers_lead_here(qtbot: QtBot) -> None:
    unlock = UnlockPage("", "Locked.", "One file", ("passphrase",))
    first = FirstRunPage(Path("/x/desk.db"), "UTC")
    qtbot.addWidget(first)
    with qtbot.waitSignal(first.restoreRequested) as asked:
        first.archive.click()
    assert asked.args == [True]
    for page in (unlock, first):
        qtbot.addWidget(page)
        with qtbot.waitSignal(page.restoreRequested):
            page.restore.click()
        page.set_busy(True)
        assert not page.restore.isEnabled()
