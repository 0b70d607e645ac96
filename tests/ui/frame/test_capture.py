"""The quick note alone: at once, kept whatever happens, and the whole window when it is asked for."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from se_desk.services.opening import Opening
from se_desk.ui.frame.capture import LOCKED, NONE_YET, Capture
from se_desk.ui.frame.single import RAISE
from se_desk.ui.frame.start import Keys
from se_desk.ui.kit.labels import BodyText
from se_desk.ui.kit.notices import Banner
from tests.architecture.source import ROOT
from tests.ui.frame.conftest import PHRASE, NotedPage

LONG = 15_000
KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtTest import QTest
from se_desk.services.opening import Opening
from se_desk.paths import DeskPaths
from se_desk.ui.frame.capture import Capture
from se_desk.ui.frame.start import Keys
desk = Path(sys.argv[1])
place = DeskPaths.of_desk(desk)
keys = Keys(opening=lambda: Opening(place), sample=lambda: None, passphrase=lambda: sys.argv[2])
capture = Capture(keys, desk)
capture.show()
QTest.keyClicks(capture.window.form.text, "Typed before the desk was open")
while capture.window.form.note is None:
    capture.app.processEvents()
QTest.keyClicks(capture.window.form.text, " and after it")
while capture.window.form.saving.dirty:
    capture.app.processEvents()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def captures(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Capture]]:
    """The captures of one test, let go of at its end; none of them ends the run."""
    made: list[Capture] = []
    yield made
    for each in made:
        each._idle.stop()
        if isValid(each.window):  # also after a failure: it would stand in the way of the tests to come
            each.window.form.saving.forget()
            each.window.form.text.set_text("")
            each.window.close()
        if each.frame is not None:
            each.frame.end()
            each.frame.window.deleteLater()
        each._release()


@pytest.fixture
def capture(captures: list[Capture], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Capture]:
    """Makes one for the desk of an opening; ``phrase`` is what --passphrase-file says, once ``told``."""

    def make(opening: Opening, phrase: str | None = PHRASE, told: Event | None = None) -> Capture:
        def said() -> str | None:
            if told is not None and not told.wait(LONG / 1000):
                pytest.fail("nobody let the desk open")
            return phrase

        keys = Keys(opening=lambda: opening, sample=lambda: (opening, None), passphrase=said)  # type: ignore[arg-type, return-value]
        made = Capture(keys, opening.paths.desk)
        monkeypatch.setattr(made.app, "quit", lambda: None)
        captures.append(made)
        made.show()
        return made

    return make


def banner_of(capture: Capture) -> str:
    return " ".join(each.accessibleName() for each in capture.window.findChildren(Banner) if each.isVisible())


def bodies(opening: Opening) -> list[str]:
    """What is in the inbox of a desk that nobody has open."""
    desk = opening.with_passphrase(PHRASE)
    found = [note.body for note in desk.notes.inbox()]
    opening.shut(desk)
    return found


def test_the_cursor_is_there_before_the_desk_and_what_is_typed_is_kept(
    capture: Callable[..., Capture], set_up: Opening, qtbot: QtBot
) -> None:
    told = Event()
    made = capture(set_up, told=told)
    qtbot.waitUntil(made.window.form.text.hasFocus, timeout=LONG)
    QTest.keyClicks(made.window.form.text, "A thought")
    assert made.desk is None
    told.set()
    qtbot.waitUntil(lambda: made.window.form.note is not None, timeout=LONG)
    assert made.frame is None
    with qtbot.waitSignal(made.window.gone, timeout=LONG):
        QTest.keyClick(made.window.form.text, Qt.Key.Key_Escape)
    assert bodies(set_up) == ["A thought"]


def test_it_files_and_ends(capture: Callable[..., Capture], set_up: Opening, qtbot: QtBot) -> None:
    made = capture(set_up)
    qtbot.waitUntil(lambda: made.desk is not None, timeout=LONG)
    QTest.keyClicks(made.window.form.text, "A thought")
    made.window.form.deal.setFocus()
    desk = made.desk
    assert desk is not None
    deal = desk.deals.views()[0].deal
    QTest.keyClicks(made.window.form.deal, deal.account[:2])
    with qtbot.waitSignal(made.window.gone, timeout=LONG):
        QTest.keyClick(made.window.form.deal, Qt.Key.Key_Return)
    desk = set_up.with_passphrase(PHRASE)
    assert [note.body for note in desk.notes.of_deal(deal.id)] == ["A thought"]
    set_up.shut(desk)


@pytest.mark.parametrize(("phrase", "said"), [(None, LOCKED), ("wrong words", "")])
def test_a_desk_that_does_not_open_by_itself_says_so_and_the_text_waits(
    capture: Callable[..., Capture],
    set_up: Opening,
    qtbot: QtBot,
    pages: type[NotedPage],
    phrase: str,
    said: str,
) -> None:
    made = capture(set_up, phrase)
    QTest.keyClicks(made.window.form.text, "A thought")
    qtbot.waitUntil(lambda: bool(banner_of(made)), timeout=LONG)
    assert said in banner_of(made)
    made._keys = Keys(opening=lambda: set_up, sample=lambda: (set_up, None), passphrase=lambda: PHRASE)  # type: ignore[arg-type, return-value]
    made.window.deskWanted.emit()
    qtbot.waitUntil(lambda: made.window.form.note is not None, timeout=LONG)
    assert made.frame is not None
    assert made.frame.window.isVisible()
    assert made.window.form.text.text == "A thought"


def test_no_desk_at_all(capture: Callable[..., Capture], opening: Opening, qtbot: QtBot) -> None:
    made = capture(opening)
    qtbot.waitUntil(lambda: NONE_YET in banner_of(made), timeout=LONG)
    assert made.window.findChildren(BodyText)


@pytest.mark.parametrize("early", [True, False])
def test_a_second_start_brings_the_whole_window_and_the_note_goes_on(
    capture: Callable[..., Capture], set_up: Opening, qtbot: QtBot, pages: type[NotedPage], early: bool
) -> None:
    made = capture(set_up)
    QTest.keyClicks(made.window.form.text, "Half a")
    if not early:
        qtbot.waitUntil(lambda: made._looking or made.desk is not None, timeout=LONG)
    made._heard(RAISE)  # before, or while, the desk is being looked for
    qtbot.waitUntil(lambda: made.frame is not None, timeout=LONG)
    frame = made.frame
    assert frame is not None
    qtbot.waitUntil(lambda: made.window.form.note is not None, timeout=LONG)
    QTest.keyClicks(made.window.form.text, " thought")
    qtbot.waitUntil(lambda: frame.acting.is_open, timeout=LONG)
    sitting = frame.door.sitting
    assert sitting is not None
    qtbot.waitUntil(
        lambda: [note.body for note in sitting.desk.notes.inbox()] == ["Half a thought"], timeout=LONG
    )
    made._heard(RAISE)
    frame.door.lock()  # a lock takes the small window away, and keeps what it holds
    assert not made._is_there()


def test_a_note_nobody_writes_in_closes_the_desk_again(
    capture: Callable[..., Capture], set_up: Opening, qtbot: QtBot
) -> None:
    made = capture(set_up)
    qtbot.waitUntil(lambda: made.desk is not None, timeout=LONG)
    QTest.keyClicks(made.window.form.text, "Left lying")
    made._heard("capture")
    assert made._idle.isActive()
    with qtbot.waitSignal(made.window.gone, timeout=LONG):
        made._idle.timeout.emit()
    assert bodies(set_up) == ["Left lying"]


def test_the_window_needs_nothing_that_takes_long_to_load() -> None:
    program = (
        "import sys\nfrom se_desk.ui.frame import capture\n"
        "slow = ('sqlalchemy', 'sqlcipher3', 'keyring', 'rapidfuzz')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in other ways")
def test_a_process_that_is_killed_has_kept_what_was_typed(set_up: Opening, tmp_path: Path) -> None:
    words = [sys.executable, "-c", KILLED, str(set_up.paths.desk), PHRASE]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert bodies(set_up) == ["Typed before the desk was open and after it"]
