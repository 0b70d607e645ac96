"""The window appears before the database, the keyring or the Markdown library is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.architecture.test_start import LATER

# Starts the window as a person does, and ends when it is painted, or when there is a page to look at.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from se_desk.ui.frame.door import Door
later, when = set(sys.argv[1].split(",")), sys.argv[2]
def told(*_):
    print("LOADED", *sorted(later & {name.partition(".")[0] for name in sys.modules}))
    QTimer.singleShot(0, QApplication.quit)
if when == "painted":
    Door.begin = told
else:
    show = Door._show_first_run
    def shown(door, zone):
        show(door, zone)
        told()
    Door._show_first_run = shown
from se_desk.__main__ import main
sys.exit(main(["--desk", sys.argv[3]]))
"""


@pytest.mark.parametrize(
    ("when", "loaded"), [("painted", set()), ("first run", {"sqlalchemy", "sqlcipher3"})]
)
def test_the_window_is_painted_first(when: str, loaded: set[str], tmp_path: Path) -> None:
    """The second case is the control: the same program does load them, later."""
    words = [sys.executable, "-c", PROGRAM, ",".join((*LATER, "nh3")), when, str(tmp_path / "desk.db")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    found = set(next(line for line in done.stdout.splitlines() if line.startswith("LOADED")).split()[1:])
    assert found == loaded if not loaded else found >= loaded
