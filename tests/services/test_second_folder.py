"""The second folder: what it takes, what it lacks, and what is said where it is gone."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from se_desk.domain.errors import BadInput, DeskReadOnly, NotAllowed
from se_desk.paths import DeskPaths
from se_desk.services import second_folder


def test_a_folder_that_is_chosen_is_another_one_and_there(tmp_path: Path) -> None:
    paths = DeskPaths.of(tmp_path)
    (tmp_path / "stick").mkdir()
    assert second_folder.chosen(tmp_path / "stick", paths) == tmp_path / "stick"
    for folder in (paths.backups, Path("stick"), tmp_path / "stick" / ".." / "backups"):
        with pytest.raises(BadInput):
            second_folder.chosen(folder, paths)
    with pytest.raises(NotAllowed, match="is not there") as caught:
        second_folder.chosen(tmp_path / "gone", paths)
    assert "made up for" in caught.value.do


def test_what_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "backups" / "one"
    assert not second_folder.lacks(tmp_path / "gone", file)
    assert second_folder.lacks(tmp_path, file)
    (tmp_path / "one").touch()
    assert not second_folder.lacks(tmp_path, file)


def test_a_disk_that_goes_away_is_told_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object) -> None:
        raise OSError(errno.ENODEV, "No such device")

    monkeypatch.setattr(second_folder.backup, "copy", gone)
    copy, trouble = second_folder.copied(tmp_path / "one", tmp_path)
    assert copy is None
    assert isinstance(trouble, DeskReadOnly)
    assert "cannot be reached: no such device" in trouble.happened
