"""Private files: the mode whatever the umask, and the old content or the new."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from se_desk.storage import private


@pytest.fixture(autouse=True)
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_modes(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "file"
    private.write_file(file, b"one")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.parent.parent.stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        private.make_file(file)


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    private.make_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_the_old_content_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    private.write_file(file, b"one")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        private.write_file(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]
    monkeypatch.undo()
    private.write_file(file, b"two")
    assert file.read_bytes() == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
@pytest.mark.parametrize("forbidden", [True, False])
def test_a_crash_writes_no_memory_to_a_file(forbidden: bool) -> None:
    """In a process of its own, since the limit stays; the control is one that does not ask for it."""
    program = (
        "import resource\n"
        "from se_desk.storage.private import forbid_core_dumps\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        f"{'forbid_core_dumps(); forbid_core_dumps()' if forbidden else ''}\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE) == (0, 0), hard == 0)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    none_left, none_before = done.stdout.split()
    assert none_left == str(forbidden or none_before == "True")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
def test_a_limit_that_may_not_be_set_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise ValueError("not allowed")

    monkeypatch.setattr(private.resource, "setrlimit", refuse)
    private.forbid_core_dumps()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a call of Linux")
@pytest.mark.parametrize("begun", [True, False])
def test_nobody_may_read_the_memory_of_a_process_that_keeps_to_its_owner(begun: bool) -> None:
    program = (
        "import ctypes\n"
        "from se_desk.storage.private import keep_to_owner\n"
        f"{'keep_to_owner()' if begun else ''}\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ("0" if begun else "1")


def test_the_rights_of_others_are_taken_away(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from se_desk.storage.private import keep_to_owner\nos.umask(0)\nkeep_to_owner()\n"
        "Path(sys.argv[1]).write_text('a log')\nPath(sys.argv[1] + '.d').mkdir()\n"
    )
    root, file = Path(__file__).parents[2], tmp_path / "log"
    subprocess.run([sys.executable, "-c", program, str(file)], cwd=root, check=True)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.with_name("log.d").stat().st_mode) == 0o700


@pytest.mark.parametrize(("number", "raised"), [(errno.EINVAL, False), (errno.EIO, True)])
@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_a_stick_that_syncs_files_alone_is_good_enough(
    tmp_path: Path, number: int, raised: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no") if raised else contextlib.nullcontext():
        private.sync_folder(tmp_path)
