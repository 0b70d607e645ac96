"""Processes that are started and killed by the hundred.

``Nursery`` keeps one program of our own that has everything imported and forks a child for each order, so
that a start takes milliseconds. Run as a program, this file is that program.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds in which a line must come


class Nursery:
    """Starts works by name (``works.WORKS``), hears what they say, and kills them.

    ``modules`` are imported before any child is born, beside what all of them need.
    """

    def __init__(self, *modules: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__)), *modules],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT,
        )  # fmt: skip
        self._rest = b""
        self._heard: dict[int, list[str]] = {}
        self._alive: set[int] = set()

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        for pid in self._alive:  # nobody is left behind, however the test ended
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._program.stdin.close()
        self._program.stdout.close()
        self._program.wait(PATIENCE)

    def begin(self, work: str, *words: object) -> int:
        """The process id of a new child at this work."""
        self._order({"work": work, "words": words})
        while True:
            pid, line = self._next(PATIENCE)
            if line == "born":
                self._alive.add(pid)
                return pid

    def hear(self, pid: int) -> str:
        """The next line of a child."""
        while not self._heard.get(pid):
            self._next(PATIENCE)
        return self._heard[pid].pop(0)

    def wait(self, seconds: float) -> None:
        """Lets the children work for so long, hearing them."""
        over = time.monotonic() + seconds
        while (left := over - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                self._next(left)

    def time_of(self, work: str, *words: object) -> float:
        """How many seconds a work takes from its first line to its end, where nobody kills it."""
        pid = self.begin(work, *words)
        self.hear(pid)
        begun = time.monotonic()
        self.end(pid)
        return time.monotonic() - begun

    def kill(self, pid: int) -> list[str]:
        """Ends a child at once; all it had said and that nobody has heard. It is gone when this returns."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return self.end(pid)

    def end(self, pid: int) -> list[str]:
        """Waits for a child to end; all it had said and that nobody has heard."""
        self._order({"reap": pid})
        while True:
            said = self._heard.setdefault(pid, [])
            if said and said[-1] == "ended":
                self._alive.discard(pid)
                return said[:-1]
            self._next(PATIENCE)

    def _order(self, order: dict[str, Any]) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps(order).encode() + b"\n")
        self._program.stdin.flush()

    def _next(self, seconds: float) -> tuple[int, str]:
        assert self._program.stdout is not None
        while b"\n" not in self._rest:
            if not select.select([self._program.stdout], [], [], seconds)[0]:
                raise TimeoutError("no child says anything")
            more = os.read(self._program.stdout.fileno(), 65536)
            if not more:
                raise EOFError("the nursery is closed")
            self._rest += more
        line, self._rest = self._rest.split(b"\n", 1)
        pid, _, text = line.decode().partition(" ")
        if text != "born":
            self._heard.setdefault(int(pid), []).append(text)
        return int(pid), text


def after_a_while(nursery: Nursery, chance: random.Random, most: float) -> None:
    """Some moment within ``most`` seconds."""
    nursery.wait(chance.uniform(0, most))


def _say(text: str, pid: int) -> None:
    os.write(1, f"{pid} {text}\n".encode())


def _live(order: dict[str, Any]) -> None:
    from tests.reliability.typing_works import TYPING
    from tests.reliability.works import WORKS

    pid = os.getpid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # orders are for the parent alone
    try:
        (WORKS | TYPING)[order["work"]](lambda text: _say(text, pid), *order["words"])
    except BaseException:  # noqa: BLE001 - the child ends here in any case, and says why
        traceback.print_exc()
        _say("broken", pid)


def main() -> None:
    """Takes orders, a line of JSON each, until they end."""
    from se_desk.storage.migrations import run  # noqa: F401 - what children need is there before they are
    from tests.reliability import works  # noqa: F401

    for module in sys.argv[1:]:
        importlib.import_module(module)
    for line in sys.stdin.buffer:
        order = json.loads(line)
        if "reap" in order:
            os.waitpid(order["reap"], 0)
            _say("ended", order["reap"])
            continue
        pid = os.fork()
        if pid == 0:
            _live(order)
            os._exit(0)
        _say("born", pid)


if __name__ == "__main__":
    main()
