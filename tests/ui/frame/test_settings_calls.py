"""The card about calls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import DiskFull
from se_desk.services.desk import Desk
from se_desk.ui.frame.settings_calls import CallsCard
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import Theme


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, dress: Theme) -> CallsCard:
    made = CallsCard(desk)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_set(desk.profile.get())
    return made


def test_both_are_off_on_a_new_desk(card: CallsCard) -> None:
    assert (card.folder.full_text(), card.remind.value) == ("No folder", "off")
    assert not card.stop.isVisible()
    assert card.choose.accessibleName()


def test_a_folder_is_chosen_and_given_up(
    card: CallsCard, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    card.choose.click()
    assert desk.profile.get().calendar_folder == ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    card.choose.click()
    assert desk.profile.get().calendar_folder == str(tmp_path)
    card.show_set(desk.profile.get())
    assert card.folder.full_text() == str(tmp_path)
    card.stop.click()
    assert desk.profile.get().calendar_folder == ""


def test_how_notes_are_reminded_of(card: CallsCard, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    card.remind.chosen.emit("named")
    assert desk.profile.get().remind == "named"

    def full(**_fields: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(desk.profile, "change", full)
    card.remind.chosen.emit("off")
    assert any(dialog.isVisible() for dialog in card.window().findChildren(Dialog))
