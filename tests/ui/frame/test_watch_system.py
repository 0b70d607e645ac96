"""What the system tells of sleep and of the screen's lock, on a bus of its own, and what is done then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from se_desk.ui.frame.start import Frame
from se_desk.ui.frame.watch_system import SystemSigns, lock_words
from se_desk.ui.welcome.unlock import UnlockPage
from tests.ui.frame.conftest import NotedPage
from tests.ui.frame.test_sitting import CallCard

SCRIPT = Path(__file__).with_name("sleep_script.py")
ROOT = Path(__file__).parents[3]


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no message bus can be started here")
def test_logind_waits_until_the_desk_is_shut() -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(SCRIPT)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    asked, words, heard = done.stdout.strip().splitlines()
    assert asked == "['sleep', 'SE Desk', 'Saves what was typed and locks the desk', 'delay']"
    assert words == "It also locks when the computer goes to sleep and when its screen is locked."
    assert heard == "['sleeping, waited for: True', 'screen']"


def test_a_bus_that_is_not_there_tells_nothing(qtbot: QtBot) -> None:
    signs = SystemSigns()
    nowhere = QDBusConnection("nowhere")
    signs.listen_on(nowhere, nowhere)
    signs.listen()  # once
    signs.asleep(False)
    assert not signs.tells_sleep
    assert "neither of sleep nor" in lock_words(signs)


@pytest.mark.parametrize(
    ("sleep", "screen", "words"),
    [
        (True, True, "to sleep and when its screen is locked"),
        (True, False, "goes to sleep."),
        (False, True, "screen of the computer is locked."),
        (False, False, "locks when the computer wakes."),
    ],
)
def test_says_what_this_system_tells(qtbot: QtBot, sleep: bool, screen: bool, words: str) -> None:
    signs = SystemSigns()
    signs.tells_sleep, signs.tells_screen = sleep, screen
    assert words in lock_words(signs)


def test_other_systems_are_not_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    signs = SystemSigns()
    signs.listen()
    assert signs._system is None


def test_before_sleep_it_saves_then_locks(frame: Frame, pages: type[NotedPage], qtbot: QtBot) -> None:
    sitting = frame.door.sitting
    assert sitting is not None
    page = sitting.pages.page
    assert isinstance(page, NotedPage)
    frame.watch.signs.asleep(True)
    assert page.told[-1] == "leave"
    assert not frame.acting.is_open
    cover = frame.window.cover_page
    assert isinstance(cover, UnlockPage)
    assert "before the computer went to sleep" in cover._why.text()
    frame.watch.signs.asleep(True)  # locked already: nothing more happens


def test_the_screen_takes_the_card_of_a_call_along(frame: Frame, qtbot: QtBot) -> None:
    card = CallCard()
    qtbot.addWidget(card)
    card.show()
    frame.watch.signs.screen(False)
    assert frame.acting.is_open
    frame.watch.signs.screen(True)
    assert not frame.acting.is_open
    assert not card.isVisible()
    cover = frame.window.cover_page
    assert isinstance(cover, UnlockPage)
    assert "with the screen" in cover._why.text()


def test_what_cannot_be_saved_keeps_the_desk_open(frame: Frame, pages: type[NotedPage]) -> None:
    pages.stays = True
    frame.watch.signs.asleep(True)
    assert frame.acting.is_open
