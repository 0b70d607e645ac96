"""The story with the keyboard alone, in the real window: from no desk at all to a record that verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from se_desk import cli
from se_desk.domain.deals import ForecastCategory
from se_desk.domain.evidence import computed, read
from se_desk.domain.risks import OutcomeWord, Status
from se_desk.paths import DeskPaths
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.services.opening import Opening
from se_desk.storage.keyslots import Cost
from se_desk.ui.frame.start import Frame, Keys
from se_desk.ui.frame.tour_stage import NoKeyring
from se_desk.ui.kit.dialogs import Dialog
from se_desk.ui.kit.theme import theme
from tests.end_to_end import other_programs
from tests.end_to_end.keyboard import CTRL, SHIFT, Keyboard

NOW = datetime(2026, 11, 12, 9, 18, tzinfo=UTC)
PHRASE = "gravel spoon heron cedar"


class Window:
    """The frame over an empty place, with what the tests ask it."""

    def __init__(self, folder: Path) -> None:
        self.clock = MovableClock(NOW)
        paths = DeskPaths.of(folder)
        opening = Opening(paths, self.clock, NoKeyring(), Cost(memory_kib=64, passes=1, lanes=1))

        def no_sample() -> tuple[Opening, Desk]:
            raise AssertionError("nobody asked for the sample")

        self.frame = Frame(Keys(opening=lambda: opening, sample=no_sample), paths.desk)

    @property
    def desk(self) -> Desk:
        assert self.frame.door.sitting is not None
        return self.frame.door.sitting.desk

    @property
    def page(self) -> QWidget:
        assert self.frame.door.sitting is not None
        found = self.frame.door.sitting.pages.page
        assert found is not None
        return found

    def place(self) -> str:
        found = self.frame.acting.place
        return found.page if found else ""

    def dialog(self) -> str:
        """The name of the dialog in front, "" for none."""
        shown = [each for each in self.frame.window.findChildren(Dialog) if each.isVisible()]
        return shown[-1].accessibleName() if shown else ""


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(tmp_path / "place")
    theme().choose("light")
    with qtbot.waitExposed(made.frame.window):
        made.frame.show()
    made.frame.window.resize(1440, 900)
    made.frame.window.activateWindow()
    yield made
    made.frame.window.may_close = lambda: True
    made.frame.end()
    made.frame.window.close()
    made.frame.window.deleteLater()


@pytest.fixture
def keys(window: Window, qtbot: QtBot) -> Keyboard:
    return Keyboard(window.frame.window, qtbot)


def test_the_story_without_a_mouse(
    window: Window, keys: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(window, keys)
    meet_the_partner(window, keys)
    add_the_deal(window, keys)
    note_procurement(window, keys)
    raise_the_flag(window, keys)
    tell(window, keys)
    answer(window, keys)
    close(window, keys)
    export(window, keys, tmp_path / "record", monkeypatch)
    lock_and_open(window, keys)


def set_up(window: Window, keys: Keyboard) -> None:
    keys.until(lambda: window.frame.window.cover_page is not None)
    keys.fill("Your name", "Alma Reyes")
    keys.fill("Time zone", "Europe/Berlin")
    keys.press(Qt.Key.Key_Escape)  # the zones that are offered
    keys.fill("Passphrase", PHRASE)
    keys.fill("Passphrase again", PHRASE)
    keys.push("Set up my desk")
    keys.until(lambda: keys.name.startswith("Print"))
    keys.push("I have put it away")
    keys.until(lambda: window.place() == "today")
    assert window.desk.profile.get().name == "Alma Reyes"


def meet_the_partner(window: Window, keys: Keyboard) -> None:
    run_command(window, keys, "add a partner")
    keys.until(lambda: window.dialog() != "")
    keys.fill("Name", "Callum Reid")
    keys.fill("Email", "callum@fettle.example")
    keys.confirm()
    keys.until(lambda: window.place() == "partner")
    assert [view.partner.name for view in window.desk.partners.views()] == ["Callum Reid"]


def add_the_deal(window: Window, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_2, CTRL)
    keys.until(lambda: window.place() == "deals")
    keys.press(Qt.Key.Key_N)
    keys.until(lambda: window.dialog() == "Add a deal")
    keys.fill("Account", "Corran Canals")
    keys.fill("Title", "Gate drives")
    keys.tab_to("AE")
    keys.press(Qt.Key.Key_Down)
    keys.tab_to("Pipeline")
    keys.press(Qt.Key.Key_Right, times=2)
    keys.fill("AE forecast, close date", "2026-12-31")
    keys.confirm()
    keys.until(lambda: window.place() == "deal")
    (view,) = window.desk.deals.views()
    assert view.partner is not None
    assert view.forecast is not None
    assert (view.forecast.category, str(view.forecast.close_on)) == (ForecastCategory.COMMIT, "2026-12-31")


def note_procurement(window: Window, keys: Keyboard) -> None:
    keys.push("Note the procurement")
    keys.until(lambda: window.dialog() == "Change the deal")
    keys.fill("Began on", "2026-11-02")
    keys.fill("Takes, in weeks", "12")
    keys.fill("Source", "The buyer, on the phone")
    keys.confirm()
    keys.until(lambda: bool(window.desk.risks.proposals()))


def raise_the_flag(window: Window, keys: Keyboard) -> None:
    timeline = next(one for one in window.desk.risks.proposals() if one.category == "timeline")
    assert "12 weeks from Mon 2 Nov 2026 is Mon 25 Jan 2027" in timeline.evidence
    assert "25 days" in timeline.evidence
    keys.push(f"Flag it: {timeline.statement}")
    keys.until(lambda: window.dialog() == "Flag a risk")
    window.clock.move(timedelta(minutes=2))
    keys.press(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    keys.until(lambda: window.dialog() == "Add evidence")
    keys.type("no champion")
    keys.press(Qt.Key.Key_Return)
    keys.until(lambda: window.dialog() == "Flag a risk")
    keys.confirm()
    keys.until(lambda: window.dialog() == "Tell Callum")
    (flag,) = window.desk.risks.flags()
    fact, more = read(flag.evidence)
    assert fact == computed(timeline.evidence)
    assert "no champion named" in more.words
    assert flag.status is Status.NOT_TOLD


def tell(window: Window, keys: Keyboard) -> None:
    window.clock.move(timedelta(minutes=1))
    keys.fill("Reference", "<42@fettle.example>")
    keys.confirm()
    keys.until(lambda: window.dialog() == "")
    (flag,) = window.desk.risks.flags()
    assert flag.status is Status.WAITING
    assert "I want to flag that" in flag.told[0].fields["message"]
    assert flag.entries[0].receipt in flag.told[0].fields["message"]


def answer(window: Window, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_4, CTRL)
    keys.until(lambda: window.place() == "risks")
    window.clock.move(timedelta(hours=2))
    keys.push("Add answer")
    keys.until(lambda: window.dialog() == "Add the answer")
    keys.fill("Answer", "I keep the date until Friday.")
    keys.confirm()
    keys.until(lambda: window.desk.risks.flags()[0].status is Status.ANSWERED)


def close(window: Window, keys: Keyboard) -> None:
    keys.until(lambda: window.dialog() == "")
    window.clock.move(timedelta(days=1))
    keys.push("Record outcome")
    keys.until(lambda: window.dialog() == "Record the outcome")
    keys.tab_to("Solved")
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Space)
    keys.fill("Note", "The date moves to February.")
    keys.confirm()
    keys.until(lambda: window.desk.risks.flags()[0].status is Status.CLOSED)
    assert window.desk.risks.flags()[0].outcome is OutcomeWord.AGREED


def export(window: Window, keys: Keyboard, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(folder))
    keys.until(lambda: window.dialog() == "")
    keys.press(Qt.Key.Key_E, CTRL)
    keys.until(lambda: window.dialog() == "Export risk record")
    keys.fill("For", "Ines Falk")
    keys.until(lambda: primary_enabled(window))
    keys.confirm()
    keys.until(lambda: window.dialog() == "" and bool(list(folder.glob("*.pdf"))))
    (record,) = folder.glob("*-risk-record.json")
    receipt = window.desk.risks.flags()[0].entries[-1].receipt
    assert cli.main(["verify", str(record), receipt, "--key", window.desk.profile.get().public_key]) == 0
    assert len(other_programs.check(record)) == 4


def lock_and_open(window: Window, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_L, CTRL)
    keys.until(lambda: window.frame.window.cover_page is not None)
    keys.fill("Passphrase", PHRASE)
    keys.press(Qt.Key.Key_Return)
    keys.until(lambda: window.place() == "risks")
    keys.press(Qt.Key.Key_Tab, CTRL | SHIFT)
    assert len(window.desk.risks.flags()) == 1


def run_command(window: Window, keys: Keyboard, words: str) -> None:
    """A command of the palette."""
    keys.press(Qt.Key.Key_K, CTRL)
    keys.until(lambda: window.frame.acting.palette is not None)
    keys.type(words)
    keys.until(lambda: window.frame.acting.palette is not None)
    keys.press(Qt.Key.Key_Return)


def primary_enabled(window: Window) -> bool:
    shown = [each for each in window.frame.window.findChildren(Dialog) if each.isVisible()]
    return bool(shown) and shown[-1].primary.isEnabled()


def test_a_place_where_tab_does_not_lead_is_noticed(window: Window, keys: Keyboard) -> None:
    keys.until(lambda: window.frame.window.cover_page is not None)
    with pytest.raises(AssertionError, match="does not lead"):
        keys.tab_to("Nothing is called so")
    assert QApplication.focusWidget() is not None
