"""The window and the shell begin by keeping to themselves what they write."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

posix = pytest.mark.skipif(os.name != "posix", reason="this system has no modes")

SHELL = """
import os, sys
os.umask(0)
from se_desk import cli
from se_desk.cli import running
running._obey = lambda words: 1 / 0
if sys.argv[1] == "open":
    running.keep_to_owner = lambda: None
cli.main(["deals"])
"""
WINDOW = """
import os, sys, logging
from pathlib import Path
os.umask(0)
from se_desk import app
from se_desk.paths import home
from se_desk.ui.frame import beginning
if sys.argv[1] == "open":
    app.keep_to_owner = lambda: None
beginning.no_screen = lambda: True
app.main([])
app._log_to(home() / "logs")
log = logging.getLogger("se_desk")
log.error("a fault")
log.handlers[-1].doRollover()
log.error("another")
"""


def _modes(program: str, home: Path, guard: str) -> dict[str, int]:
    """What a process of its own leaves in its home, and with which rights."""
    env = {**os.environ, "SE_DESK_HOME": str(home)}
    words = [sys.executable, "-c", program, guard]
    root = Path(__file__).parents[2]
    subprocess.run(words, cwd=root, env=env, capture_output=True, check=True, timeout=120)
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.rglob("*") if path.is_file()}


@posix
@pytest.mark.parametrize("program", [SHELL, WINDOW], ids=["shell", "window"])
def test_logs_are_for_their_owner(program: str, desk_home: Path) -> None:
    found = _modes(program, desk_home, "kept")
    assert found
    assert set(found.values()) == {0o600}


@posix
@pytest.mark.parametrize("program", [SHELL, WINDOW], ids=["shell", "window"])
def test_without_it_others_may_read_them(program: str, desk_home: Path) -> None:
    """The control."""
    assert 0o666 in _modes(program, desk_home, "open").values()
