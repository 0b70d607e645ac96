"""One window at a time, and a lock that ends with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskBusy
from se_desk.storage import locks

PROGRAM = """
import sys
from pathlib import Path
from se_desk.storage import locks
held = locks.hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_is_told(tmp_path: Path) -> None:
    desk = tmp_path / "home" / "desk.db"
    with locks.hold(desk) as held:
        assert held.file.name == "desk.lock"
        with pytest.raises(DeskBusy, match="another window"):
            locks.hold(desk)
        locks.hold(desk.with_name("other.db")).release()
    held.release()
    locks.hold(desk).release()


def test_a_killed_window_gives_the_lock_back(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DeskBusy):
            locks.hold(desk)
        other.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        other.wait(10)
    locks.hold(desk).release()
