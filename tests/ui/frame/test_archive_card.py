"""The whole desk as one file, through the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.services.archives import read_archive
from se_desk.ui.frame.archive_card import ArchiveCard, ArchiveDialog
from se_desk.ui.frame.settings import SettingsPage
from se_desk.ui.frame.start import Frame
from se_desk.ui.kit.wishes import Place

PHRASE = "cedar heron spoon gravel"


@pytest.fixture
def card(frame: Frame) -> ArchiveCard:
    assert frame.door.sitting is not None
    frame.door.sitting.desk.deals.open("Berth planning", "Halvorsen Quays")
    frame.acting.go(Place("settings"))
    page = frame.door.sitting.pages.page
    assert isinstance(page, SettingsPage)
    return page.archive


@pytest.fixture
def dialog(card: ArchiveCard, qtbot: QtBot) -> ArchiveDialog:
    card.save.click()
    found = card.window().findChild(ArchiveDialog)
    assert found is not None
    return found


def test_an_archive_is_saved_and_opens_with_its_passphrase(
    card: ArchiveCard, dialog: ArchiveDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "all.sedesk.age"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    qtbot.keyClicks(dialog.first, PHRASE)
    qtbot.keyClicks(dialog.again, PHRASE)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(card.save.isEnabled, timeout=60_000)
    deals = dict(read_archive(file, PHRASE).tables)["deals"]
    assert "Halvorsen Quays" in {row["account"] for row in deals}


@pytest.mark.parametrize("typed", [(PHRASE, "another"), ("short", "short")])
def test_what_is_typed_wrong_is_said_and_nothing_is_asked(
    dialog: ArchiveDialog, typed: tuple[str, str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked for a place"))
    dialog.first.setText(typed[0])
    dialog.again.setText(typed[1])
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()


def test_no_place_keeps_the_dialog(dialog: ArchiveDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog.first.setText(PHRASE)
    dialog.again.setText(PHRASE)
    assert dialog.confirm() is False


def test_a_stop_leaves_no_file(card: ArchiveCard, tmp_path: Path, qtbot: QtBot) -> None:
    card.begin(tmp_path / "x.age", PHRASE)
    card.running.stop.click()
    assert card.save.isEnabled() and card.running.isHidden()
