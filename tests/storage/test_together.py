"""Files that belong together come all or not at all, also where the program is killed on the way."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from se_desk.storage import private, together
from se_desk.storage.together import LEFT_OVER, waiting

NAMES = tuple(f"{number}.txt" for number in range(6))


def put(folder: Path, content: bytes = b"x", names: tuple[str, ...] = NAMES) -> None:
    with waiting(folder) as room:
        for name in names:
            room.add(name, content)
        room.settle()


def seen(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    put(tmp_path / "a" / "b", names=("one.txt", "inner/two.txt"))
    assert seen(tmp_path) == ["a/b/inner/two.txt", "a/b/one.txt"]


def test_into_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "0.txt").write_bytes(b"before")
    (tmp_path / "other").write_bytes(b"stays")
    put(tmp_path, b"new")
    assert (tmp_path / "0.txt").read_bytes() == b"new" and seen(tmp_path) == [*NAMES, "other"]


def test_without_files_nothing_is_made(tmp_path: Path) -> None:
    put(tmp_path / "a", names=())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_what_fails_on_the_way_leaves_the_place_as_it_was(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "out"
    if there:
        folder.mkdir()
        (folder / "0.txt").write_bytes(b"before")
    with pytest.raises(OSError), waiting(folder) as room:
        for name in (*NAMES, "n" * 300):
            room.add(name, b"new")
        room.settle()
    assert seen(tmp_path) == (["out/0.txt"] if there else [])
    assert not there or (folder / "0.txt").read_bytes() == b"before"


def test_somebody_makes_the_folder_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    whole = private.make_folder

    def quick(made: Path) -> None:
        whole(made)
        if made == tmp_path:
            folder.mkdir(exist_ok=True)
            (folder / "theirs").touch()

    with waiting(folder) as room:
        room.add("one.txt", b"x")
        monkeypatch.setattr(together.private, "make_folder", quick)
        room.settle()
    assert seen(folder) == ["one.txt", "theirs"]


def test_a_place_that_cannot_be_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OSError), waiting(tmp_path / "out") as room:
        room.add("one.txt", b"x")
        room.settle()
    assert seen(tmp_path) == []


def test_what_a_killed_program_left_goes_with_the_next_export(tmp_path: Path) -> None:
    old, young = (tmp_path / f".se-desk-{name}.new" for name in ("0ld", "y0ung"))
    for room in (old, young):
        room.mkdir()
        (room / "half.json").touch()
    past = time.time() - LEFT_OVER - 60
    os.utime(old, (past, past))
    put(tmp_path)
    assert not old.exists() and young.exists()  # another program may be writing there now


CHILD = """
import sys
from pathlib import Path
from se_desk.storage.together import waiting
place = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(1_000_000):
    with waiting(place / str(turn)) as room:
        for number in range(6):
            room.add(f"{number}.txt", b"x" * 20_000)
        room.settle()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kills", [6, pytest.param(200, marks=pytest.mark.long)])
def test_a_kill_leaves_none_or_all(tmp_path: Path, kills: int) -> None:
    draw, found = random.Random(7), 0
    for kill in range(kills):
        place = tmp_path / str(kill)
        place.mkdir()
        command = [sys.executable, "-c", CHILD, str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None and child.stdout.readline() == b"ready\n"
            time.sleep(draw.uniform(0, 0.05))  # when the kill comes is chance; nothing waits for it
            child.send_signal(signal.SIGKILL)
        for folder in place.iterdir():
            if not folder.name.startswith(".se-desk-"):
                found += 1
                assert seen(folder) == list(NAMES)
                assert {path.stat().st_size for path in folder.iterdir()} == {20_000}
    assert found
