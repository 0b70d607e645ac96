"""One window at a time, and a lock that ends with its process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
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


def test_many_may_use_a_desk_and_one_may_exchange_it(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with locks.use(desk), locks.use(desk), pytest.raises(DeskBusy, match="Another program") as caught:
        locks.alone(desk, patience=0)
    assert caught.value.do
    with locks.alone(desk):
        with pytest.raises(DeskBusy, match="A backup is being put"):
            locks.use(desk, patience=0)
        with pytest.raises(DeskBusy):
            locks.alone(desk, patience=0)
        locks.hold(desk).release()  # the window's lock is another one
    locks.use(desk).release()


def test_whoever_waits_gets_it(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    used = locks.use(desk)
    timer = threading.Timer(0.1, used.release)
    timer.start()
    locks.alone(desk, patience=30).release()
    timer.join()


def test_a_killed_verb_gives_the_desk_back(tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    program = PROGRAM.replace("locks.hold", "locks.use")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(desk)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DeskBusy):
            locks.alone(desk, patience=0)
        other.kill()
        other.wait(10)
    locks.alone(desk).release()


def test_where_no_file_can_be_made_there_is_nothing_to_say(tmp_path: Path) -> None:
    with locks.use(tmp_path / "nowhere" / "desk.db") as held:
        held.release()
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(("number", "busy"), [(errno.EAGAIN, True), (errno.ENOTSUP, False)])
def test_a_file_system_without_locks_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, busy: bool
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(locks, "_lock", refuse)
    monkeypatch.setattr(locks, "_share", refuse)
    if not busy:
        locks.hold(tmp_path / "desk.db").release()
        locks.use(tmp_path / "desk.db").release()
        return
    with pytest.raises(DeskBusy):
        locks.hold(tmp_path / "desk.db")
