"""The recovery code on the screen, on the clipboard, on paper and in a file that its owner asked for."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskMissing
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import Toast
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.paper import recovery as sheet
from se_desk.ui.welcome.recovery import NOT_ENCRYPTED, CodeBox, RecoveryPage
from se_desk.ui.welcome.trouble import TroublePage

CODE = "R51H-JZ9B-FJY2-P4VH-MFJ5-23FB-NWYF"
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    install_theme(qapp, "light")


def _box(qtbot: QtBot) -> CodeBox:
    made = CodeBox(CODE, "Marlene Okoro", DAY)
    qtbot.addWidget(made)
    made.resize(440, 240)
    made.show()
    return made


def _choose(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (file, "PDF (*.pdf)" if file else ""))


def test_shows_the_code_and_goes_on(qtbot: QtBot) -> None:
    page = RecoveryPage(CODE, "Marlene")
    qtbot.addWidget(page)
    page.show()
    assert page.box.code == CODE
    assert CODE in page.box.accessibleName()
    assert page.grab().width() > 0
    with qtbot.waitSignal(page.goneOn):
        page.go_on.click()


def test_copies_it(qtbot: QtBot) -> None:
    box = _box(qtbot)
    box.copy.click()
    assert QGuiApplication.clipboard().text() == CODE


def test_warns_before_a_sheet_is_saved(qtbot: QtBot) -> None:
    box = _box(qtbot)
    assert NOT_ENCRYPTED in [words.text() for words in box.findChildren(BodyText)]


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet"])
def test_saves_the_sheet_where_the_person_says_for_nobody_else(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _choose(monkeypatch, str(tmp_path / name))
    box = _box(qtbot)
    box.save.click()
    (written,) = tmp_path.iterdir()
    assert written.name == "sheet.pdf"
    assert written.stat().st_mode & 0o777 == 0o600
    text = pypdf.PdfReader(io.BytesIO(written.read_bytes())).pages[0].extract_text()
    assert all(group in text for group in CODE.split("-"))
    assert [said.accessibleName() for said in box.findChildren(Toast)] == [
        "Sheet saved. It is not encrypted."
    ]


def test_the_code_is_in_no_other_file(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: the file that was asked for is found by the same search."""
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "else"))
    (tmp_path / "else").mkdir()
    (tmp_path / "chosen").mkdir()
    _choose(monkeypatch, str(tmp_path / "chosen" / "sheet.pdf"))
    box = _box(qtbot)
    box.save.click()
    found = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert found == [tmp_path / "chosen" / "sheet.pdf"]


def test_nothing_is_saved_where_no_file_was_chosen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    _choose(monkeypatch, "")
    box = _box(qtbot)
    box.save.click()
    assert not box.findChildren(Toast)


def test_a_place_that_takes_no_file_is_told(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    _choose(monkeypatch, str(tmp_path / "file" / "sheet.pdf"))
    box = _box(qtbot)
    box.save.click()
    assert len(box.findChildren(Dialog)) == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_prints_where_the_dialog_is_confirmed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    from PySide6 import QtPrintSupport

    class Asked:
        def __init__(self, *_args: object) -> None:
            pass

        def exec(self) -> int:
            return int(wanted)

    painted: list[tuple[Any, ...]] = []
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Asked)
    monkeypatch.setattr(sheet, "paint_recovery", lambda *given: painted.append(given[1:]))
    box = _box(qtbot)
    box.print_.click()
    assert painted == ([(CODE, "Marlene Okoro", DAY)] if wanted else [])


def test_trouble_says_three_sentences_and_offers_again(qtbot: QtBot) -> None:
    page = TroublePage(DeskMissing("The key file is gone.", "The desk is whole.", "Restore it."))
    qtbot.addWidget(page)
    page.show()
    assert page.accessibleName() == "The key file is gone. The desk is whole. Restore it."
    assert not page.restore.isVisible()
    with qtbot.waitSignal(page.againRequested):
        page.again.click()


def test_trouble_that_a_backup_mends_offers_one(qtbot: QtBot) -> None:
    page = TroublePage(DeskMissing("The key file is gone."), restorable=True)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.restoreRequested):
        page.restore.click()
