"""A program that is killed during a call: no jot that was shown is lost, nor words that had come to rest."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store

KEY = bytes(range(32))
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="a kill at any moment is told by a pipe that ends")

CARD = """
import itertools, sys, time
from datetime import timedelta
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from se_desk.ui.calls.card import CallCard
from se_desk.ui.frame.start import application
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import install_theme
from tests.end_to_end.test_call_killed import KEY, NOW
from se_desk.services.clocks import MovableClock
app = application()
install_theme(app, "light")
at = NOW + timedelta(minutes=int(sys.argv[3]) // 1000)  # each run a minute later
desk = Desk(open_store(Path(sys.argv[1]), KEY), MovableClock(at))
card = CallCard(desk, Bus(), sys.argv[2])
card.show()
card.line.clear()  # what an earlier one left
if sys.argv[4] == "late":  # the control: shown at once, kept in a while
    from PySide6.QtCore import QTimer
    kept = desk.calls.jot
    def later(call_id, text, author=None):
        QTimer.singleShot(400, lambda: kept(call_id, text))
        shown = card.jots.texts
        card.jots.texts = [*shown, text]
    desk.calls.jot = later
    card.refresh = lambda: None
for number in itertools.count(int(sys.argv[3])):
    QTest.keyClicks(card.line, f"Said {number}")
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    app.processEvents()
    if card.jots.texts and card.jots.texts[-1] == f"Said {number}":
        print("shown", number, flush=True)
    if number % 4 == 0:
        QTest.keyClicks(card.line, f"Half {number}")
        begun = time.monotonic()
        while desk.calls.line_of(sys.argv[2]) != f"Half {number}" and time.monotonic() < begun + 20:
            app.processEvents()
        print("rested", number, flush=True)
        card.line.clear()
"""
DEBRIEF = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from se_desk.services.clocks import MovableClock
from se_desk.services.desk import Desk
from se_desk.storage.store import open_store
from se_desk.ui.calls.debrief_page import DebriefPage
from se_desk.ui.frame.start import application
from se_desk.ui.kit.bus import Bus
from se_desk.ui.kit.theme import install_theme
from se_desk.ui.kit.wishes import Place
from tests.end_to_end.test_call_killed import KEY, NOW
app = application()
install_theme(app, "light")
desk = Desk(open_store(Path(sys.argv[1]), KEY), MovableClock(NOW))
page = DebriefPage(desk, Bus())
page.enter(Place("debrief", sys.argv[2]))
page.show()
QTest.keyClicks(page.body.form.pain, "Berths stand empty")
while desk.debriefs.begun(sys.argv[2]) is None:
    app.processEvents()
print("rested", flush=True)
while True:
    app.processEvents()
"""


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, str]:
    """A closed desk with a call that goes on."""
    path = tmp_path / "desk.db"
    desk = Desk(open_store(path, KEY, create=True), MovableClock(NOW))
    desk.profile.set_up("Marlene Okoro", "Europe/Berlin")
    deal = desk.deals.open("Berth planning", "Halvorsen Quays")
    call = desk.calls.plan("Readout", NOW, deal_id=deal.id)
    desk.close()
    return path, call.id


def killed(program: str, *words: str, after: int) -> list[str]:
    """What it had said when it was killed, somewhere after its ``after``-th line."""
    env = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=ROOT, text=True) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip() for _ in range(after)]
        child.kill()
        rest = child.stdout.read().splitlines(keepends=True)
    return said + [line.strip() for line in rest if line.endswith("\n")]


def jots_of(path: Path, call_id: str) -> tuple[set[str], str]:
    desk = Desk(open_store(path, KEY), MovableClock(NOW))
    found = {jot.text for jot in desk.calls.jots(call_id)}
    line = desk.calls.line_of(call_id)
    desk.close()
    return found, line


@posix
def test_no_jot_that_was_shown_is_lost(place: tuple[Path, str], pytestconfig: pytest.Config) -> None:
    path, call_id = place
    chance = random.Random(6)
    for run in range(30 if pytestconfig.getoption("--long") else 2):
        first = 1 + 1_000 * run
        said = killed(CARD, str(path), call_id, str(first), "now", after=chance.randint(3, 12))
        shown = {f"Said {line.split()[1]}" for line in said if line.startswith("shown")}
        kept, line = jots_of(path, call_id)
        assert shown
        assert shown <= kept
        if said[-1].startswith("rested"):
            number = int(said[-1].split()[1])
            assert line or f"Said {number + 1}" in kept


@posix
def test_a_card_that_shows_first_and_keeps_later_is_noticed(place: tuple[Path, str]) -> None:
    path, call_id = place
    said = killed(CARD, str(path), call_id, "1", "late", after=2)
    shown = {f"Said {line.split()[1]}" for line in said if line.startswith("shown")}
    assert not shown <= jots_of(path, call_id)[0]


@posix
def test_an_answer_that_rested_outlives_the_program(place: tuple[Path, str]) -> None:
    path, call_id = place
    assert killed(DEBRIEF, str(path), call_id, after=1) == ["rested"]
    desk = Desk(open_store(path, KEY), MovableClock(NOW))
    begun = desk.debriefs.begun(call_id)
    desk.close()
    assert begun is not None
    assert begun.pain == "Berths stand empty"
