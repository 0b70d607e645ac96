"""The recovery code on the screen, on the clipboard and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DeskMissing
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.welcome import recovery
from se_desk.ui.welcome.recovery import CodeBox, RecoveryPage, paint_sheet
from se_desk.ui.welcome.trouble import TroublePage

CODE = "R51H-JZ9B-FJY2-P4VH-MFJ5-23FB-NWYF"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    install_theme(qapp, "light")


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
    box = CodeBox(CODE)
    qtbot.addWidget(box)
    box.copy.click()
    assert QGuiApplication.clipboard().text() == CODE


def test_the_sheet_is_black_on_white(qapp: QApplication) -> None:
    sheet = QImage(800, 400, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    paint_sheet(QPainter(sheet), CODE, "Marlene Okoro")
    colours = {sheet.pixelColor(x, y).name() for x in range(0, 800, 2) for y in range(0, 400, 2)}
    assert {"#ffffff", "#000000"} <= colours


@pytest.mark.parametrize("wanted", [True, False])
def test_prints_where_the_dialog_is_confirmed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    from PySide6 import QtPrintSupport

    class Dialog:
        def __init__(self, *_args: object) -> None:
            pass

        def exec(self) -> int:
            return int(wanted)

    painted: list[tuple[Any, ...]] = []
    monkeypatch.setattr(QtPrintSupport, "QPrintDialog", Dialog)
    monkeypatch.setattr(recovery, "paint_sheet", lambda *given: painted.append(given[1:]))
    box = CodeBox(CODE, "Marlene")
    qtbot.addWidget(box)
    box.print_.click()
    assert painted == ([(CODE, "Marlene")] if wanted else [])


def test_trouble_says_three_sentences_and_offers_again(qtbot: QtBot) -> None:
    page = TroublePage(DeskMissing("The key file is gone.", "The desk is whole.", "Restore it."))
    qtbot.addWidget(page)
    page.show()
    assert page.accessibleName() == "The key file is gone. The desk is whole. Restore it."
    with qtbot.waitSignal(page.againRequested):
        page.again.click()
