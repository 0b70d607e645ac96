"""Private files: the mode whatever the umask, and the old content or the new."""

from __future__ import annotations

import os
import stat
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
