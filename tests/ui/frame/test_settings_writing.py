"""The card about writing notes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.services import spelling
from se_desk.services.desk import Desk
from se_desk.ui.frame.settings_writing import OwnWords, WritingCard
from se_desk.ui.kit.theme import Theme
from se_desk.ui.notes.choices import Choices, kept


def test_what_is_chosen_is_kept(qtbot: QtBot, desk: Desk, dress: Theme) -> None:
    card = WritingCard(desk)
    qtbot.addWidget(card)
    card.refresh()
    assert (card.numbers.isChecked(), card.spelling.isChecked(), card.language.value) == (
        False,
        True,
        "en_US",
    )
    card.numbers.click()
    card.spelling.click()
    assert kept(desk) == Choices(numbers=True, spelling=False)
    assert not card.language.isEnabled()
    assert not card.words.isEnabled()
    card.spelling.click()
    card.language.chosen.emit("de_AT")
    assert kept(desk).language == "de_AT"
    assert all(child.accessibleName() for child in (card.numbers, card.spelling, card.language))


def test_added_words_are_changed(qtbot: QtBot, desk: Desk, dress: Theme) -> None:
    spelling.set_words(desk, ["Tidewright", "wrogn"])
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    card = WritingCard(desk)
    card.setParent(window)
    card.show()
    card.edit_words()
    (dialog,) = window.findChildren(OwnWords)
    assert dialog.text.text == "Tidewright\nwrogn"
    dialog.text.set_text("Tidewright\n\nberthing")
    dialog.accept()
    assert spelling.own_words(desk) == ("berthing", "Tidewright")
