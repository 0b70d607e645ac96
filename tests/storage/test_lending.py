"""Copies for a viewer: their owner's only, gone when they were taken back, also after a kill."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from se_desk.domain.errors import DiskFull
from se_desk.storage import lending, private
from se_desk.storage.lending import PREFIX, Lending


def left(root: Path) -> list[Path]:
    return sorted(root.glob(f"{PREFIX}*"))


def test_a_copy_is_its_owners_only_and_goes(tmp_path: Path) -> None:
    lent = Lending(tmp_path)
    before = os.umask(0)
    try:
        one, other = lent.lend("plan.pdf", b"1"), lent.lend("plan.pdf", b"2")
    finally:
        os.umask(before)
    assert (one.read_bytes(), other.read_bytes(), one.name) == (b"1", b"2", "plan.pdf")
    if sys.platform != "win32":
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
        assert stat.S_IMODE(left(tmp_path)[0].stat().st_mode) == 0o700
        assert stat.S_IMODE(one.parent.stat().st_mode) == 0o700
    lent.empty()
    assert left(tmp_path) == []
    lent.empty()
    assert lent.lend("plan.pdf", b"3").read_bytes() == b"3"


def test_what_a_killed_process_left_is_put_away(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}stale" / "1").mkdir(parents=True)
    (tmp_path / f"{PREFIX}stale" / "1" / "secret.pdf").write_bytes(b"x")
    (tmp_path / f"{PREFIX}file").write_bytes(b"x")
    (tmp_path / "target").mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "target")
    living = Lending(tmp_path)
    kept = living.lend("a.txt", b"a")
    assert not (tmp_path / f"{PREFIX}stale").exists()
    Lending(tmp_path).sweep()
    assert kept.read_bytes() == b"a"  # it is held
    assert (tmp_path / "target").is_dir()
    assert (tmp_path / f"{PREFIX}file").is_file()
    living.empty()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has no owners of this kind")
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{PREFIX}theirs").mkdir()
    monkeypatch.setattr(lending.os, "getuid", lambda: -5)
    Lending(tmp_path).sweep()
    assert (tmp_path / f"{PREFIX}theirs").is_dir()


def test_a_full_disk_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private, "make_file", refuse)
    lent = Lending(tmp_path)
    with pytest.raises(DiskFull):
        lent.lend("a", b"a")
    lent.empty()
