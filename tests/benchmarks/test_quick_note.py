"""From the key to the cursor of the quick note, beside a bare window of Qt in the same run.

Milliseconds differ from computer to computer and are printed only. What is held: a note of its own is there
about as soon as the whole window, and the dialog of an open desk does not wait for its deals.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from se_desk.services.desk import Desk
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import Theme
from se_desk.ui.kit.wishes import QuickNote
from se_desk.ui.notes.quick_note import QuickNoteDialog
from se_desk.ui.notes.wishes import GRANTS
from tests.benchmarks.test_start import OURS, seconds
from tests.ui.conftest import bus, clock, desk, dress, empty_desk

__all__ = ["bus", "clock", "desk", "dress", "empty_desk"]

ROUNDS, TIMES, MANY = 5, 15, 400
GOAL = 1.0  # seconds from key to cursor

BARE = """
import time; begun = time.perf_counter()
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
class Bare(QPlainTextEdit):
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            print(time.perf_counter() - begun)
            QTimer.singleShot(0, QApplication.quit)
        return done
app = QApplication([])
bare = Bare()
bare.resize(560, 320)
bare.show()
bare.activateWindow()
bare.setFocus()
app.exec()
"""
CAPTURE = """
import time; begun = time.perf_counter()
import sys
from se_desk import __main__, app
from se_desk.ui.frame import capture
def painted(made):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    assert made.window.form.text.hasFocus()
    print(time.perf_counter() - begun)
    QTimer.singleShot(0, QApplication.quit)
begin = capture.Capture.__init__
def made(self, *given, **named):
    begin(self, *given, **named)
    self.window.painted.disconnect()
    self.window.painted.connect(lambda: painted(self))
capture.Capture.__init__ = made
sys.exit(__main__.main(["--capture", "--desk", sys.argv[1]]))
"""


def test_a_key_of_the_system_has_its_cursor_within_a_second(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    best = dict.fromkeys(("bare", "note", "window"), float("inf"))
    for _ in range(ROUNDS):  # in turn, so that a busy moment meets all of them
        best["bare"] = min(best["bare"], seconds(BARE, tmp_path / "desk.db"))
        best["note"] = min(best["note"], seconds(CAPTURE, tmp_path / "desk.db"))
        best["window"] = min(best["window"], seconds(OURS.replace("EAGER", ""), tmp_path / "desk.db"))
    times = ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in best.items())
    ratio = best["note"] / best["bare"]
    with capsys.disabled():
        print(f"\nquick note alone: {times}; {ratio:.2f} times a bare one, goal {GOAL} s")  # noqa: T201
    assert best["note"] < best["window"] * 1.5, "the quick note waits for what comes later"


@pytest.fixture
def host(qtbot: QtBot, dress: Theme) -> QWidget:
    """A window of the usual size."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def opened(desk: Desk, bus: Bus, host: QWidget, qtbot: QtBot) -> list[float]:
    """Seconds from the wish to a painted dialog with its cursor, some times over."""
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        GRANTS[QuickNote](QuickNote(), host, desk, bus, lambda _place: None)
        (dialog,) = (each for each in host.findChildren(QuickNoteDialog) if each.isVisible())
        qtbot.waitUntil(dialog.text.hasFocus)
        host.grab()  # painted
        took.append(time.perf_counter() - begun)
        QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    return took


def test_the_key_in_an_open_desk_has_its_cursor_at_once(
    desk: Desk, bus: Bus, host: QWidget, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    few = opened(desk, bus, host, qtbot)
    for number in range(MANY):
        desk.deals.open(f"Deal {number}", f"Account {number}")
    many = opened(desk, bus, host, qtbot)
    with capsys.disabled():
        said = ", ".join(
            f"{1000 * median(each):.0f} ms, worst {1000 * max(each):.0f} ms" for each in (few, many)
        )
        print(f"\nquick note in an open desk, without deals and with {MANY}: {said}; goal {GOAL} s")  # noqa: T201
    assert median(many) < 5 * median(few), "the quick note waits for the deals of the desk"
