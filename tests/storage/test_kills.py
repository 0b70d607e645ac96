"""A process that is killed while it writes loses nothing that it had said was written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from se_desk.storage import checks
from se_desk.storage.store import open_store
from tests.storage.conftest import KEY

WRITER = """
import sys
from pathlib import Path
from se_desk.storage import rows
from se_desk.storage.store import open_store
from se_desk.storage.tables.notes import notes
from tests.storage.conftest import KEY, a_note
store = open_store(Path(sys.argv[1]), KEY)
number = int(sys.argv[2])
while True:
    with store.writing() as conn:
        rows.insert(conn, notes, a_note(f"n{number:06}", deal_id=None, body="freezer probe " * 300))
    print(number, flush=True)
    number += 1
"""


def _killed_after(path: Path, first: int, count: int) -> int:
    """The last number the writer acknowledged; it is killed somewhere after its ``count``-th."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    last = first - 1
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first)], stdout=subprocess.PIPE, env=env, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(count):
            last = int(writer.stdout.readline())
        writer.kill()
        return max(
            [
                last,
                *(int(line) for line in writer.stdout.read().splitlines(keepends=True) if line[-1] == "\n"),
            ]
        )


def _kills(path: Path, runs: int) -> None:
    chance, acknowledged = random.Random(runs), 0
    for _ in range(runs):
        acknowledged = _killed_after(path, acknowledged + 1000, chance.randrange(1, 12))
        store = open_store(path, KEY)
        with store.reading() as conn:
            newest = conn.exec_driver_sql("SELECT max(id) FROM notes").scalar()
        store.close()
        assert int(str(newest)[1:]) in (acknowledged, acknowledged + 1)
        acknowledged = int(str(newest)[1:])
    assert checks.problems(path, KEY) == ()


def test_a_few_kills(desk_path: Path) -> None:
    _kills(desk_path, 3)


@pytest.mark.long
def test_many_kills(desk_path: Path) -> None:
    _kills(desk_path, 100)
