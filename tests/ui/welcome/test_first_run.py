"""The first run: what it asks, what it says about it, and when it asks for a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from se_desk.domain.errors import BadInput, DiskFull
from se_desk.ui.kit.notices import Banner
from se_desk.ui.kit.theme import install_theme, theme
from se_desk.ui.welcome.first_run import FirstRunPage, Setup, _short

PHRASE = "gravel spoon heron cedar"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> FirstRunPage:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_theme(app, "light")
    made = FirstRunPage(tmp_path / "desk.db", "Europe/Lisbon")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    return made


def _fill(page: FirstRunPage) -> None:
    page.name.setText(" Marlene Okoro ")
    page.first.setText(PHRASE)
    page.again.setText(PHRASE)


def test_asks_for_a_desk_with_what_was_chosen(page: FirstRunPage, qtbot: QtBot) -> None:
    page.know_keyring(True)
    _fill(page)
    with qtbot.waitSignal(page.createRequested) as asked:
        QTest.keyClick(page.again, Qt.Key.Key_Return)
    assert asked.args == [Setup("Marlene Okoro", "Europe/Lisbon", PHRASE, True, True)]
    assert not page.create_.isEnabled()
    assert page.create_.text() == "Setting up"


@pytest.mark.parametrize(
    ("field", "text", "where", "word"),
    [
        ("name", "  ", "name", "name"),
        ("zone", "Lisbon", "zone", "Europe/Lisbon"),
        ("first", "", "first", "four or five words"),
        ("first", "short", "first", "at least"),
        ("again", "gravel", "again", "differ"),
    ],
)
def test_says_under_the_field_what_to_do(
    page: FirstRunPage, field: str, text: str, where: str, word: str, qtbot: QtBot
) -> None:
    page.know_keyring(False)
    _fill(page)
    getattr(page, field).setText(text)
    with qtbot.assertNotEmitted(page.createRequested):
        page.submit()
    assert word in page.errors[where]
    assert page.create_.isEnabled()


def test_typing_takes_a_complaint_away(page: FirstRunPage) -> None:
    page.submit()
    assert set(page.errors) == {"name", "first"}
    QTest.keyClicks(page.name, "M")
    assert set(page.errors) == {"first"}


def test_a_keyring_makes_the_passphrase_a_choice(page: FirstRunPage, qtbot: QtBot) -> None:
    page.know_keyring(True)
    page.name.setText("Marlene")
    page.recovery.setChecked(False)
    with qtbot.waitSignal(page.createRequested) as asked:
        page.submit()
    assert asked.args == [Setup("Marlene", "Europe/Lisbon", "", True, False)]


def test_utc_is_a_zone(page: FirstRunPage, qtbot: QtBot) -> None:
    _fill(page)
    page.zone.setText("UTC")
    with qtbot.waitSignal(page.createRequested):
        page.submit()


@pytest.mark.parametrize(
    ("there", "enabled", "word"), [(None, False, "Looking"), (True, True, "Found"), (False, False, "None")]
)
def test_says_what_is_known_of_the_keyring(
    page: FirstRunPage, there: bool | None, enabled: bool, word: str
) -> None:
    page.know_keyring(there)
    assert page.keyring.isEnabled() is enabled
    assert page.keyring.isChecked() is enabled
    assert page.keyring.accessibleDescription().startswith(word)


def test_says_how_hard_the_passphrase_is_to_guess(page: FirstRunPage) -> None:
    QTest.keyClicks(page.first, "gravel")
    assert page.strength.words == "4 more characters"
    QTest.keyClicks(page.first, " spoon heron cedar lantern walnut")
    assert page.strength.words == "Strong, 6 words"
    assert page.strength.accessibleName() == "Strength: Strong, 6 words"


def test_a_fault_stands_above_and_everything_typed_stays(page: FirstRunPage) -> None:
    _fill(page)
    page.submit()
    page.show_error(DiskFull("No room is left.", do="Make room."))
    page.show_error(DiskFull("Still no room.", do="Make room."))
    (banner,) = [each for each in page.findChildren(Banner) if not each.isHidden()]
    assert "Still no room." in banner.accessibleName()
    page.show_error(BadInput("Too short.", do="Use more."))
    assert page.errors["first"] == "Too short. Use more."
    assert page.first.text() == PHRASE


def test_the_sample_is_asked_for(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sampleRequested):
        page.sample.click()


def test_shows_where_the_desk_will_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert _short(tmp_path / "x" / "desk.db") == "~/x/desk.db"
    assert _short(Path("/elsewhere/desk.db")).endswith("desk.db")


def test_is_painted_in_both_themes(page: FirstRunPage) -> None:
    light = page.grab().toImage()
    theme().choose("dark")
    assert page.grab().toImage() != light
    theme().choose("light")
