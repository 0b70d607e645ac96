"""Files that leave the desk, on a real disk and on one that refuses."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile, DeskError, DeskReadOnly, DiskFull
from se_desk.exchange.notes_out.note_out import FileOut
from se_desk.services.files_out import write_files
from se_desk.storage import private

FILES = (FileOut("one.txt", b"1"), FileOut("two.txt", b"2"))


def test_each_file_is_whole_and_its_owners_only(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    written = write_files(folder, FILES)
    assert [path.name for path in written] == ["one.txt", "two.txt"]
    assert [path.read_bytes() for path in written] == [b"1", b"2"]
    assert sorted(path.name for path in folder.iterdir()) == ["one.txt", "two.txt"]
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_a_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    write_files(tmp_path, (FileOut("one.txt", b"new"),))
    assert (tmp_path / "one.txt").read_bytes() == b"new"


def test_no_files_make_no_folder(tmp_path: Path) -> None:
    assert write_files(tmp_path / "a", ()) == ()
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_a_file_is_no_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(BadFile, match="taken is a file"):
        write_files(tmp_path / "taken" / below, FILES)
    assert (tmp_path / "taken").read_text() == "x"


def test_a_folder_that_no_disk_can_have(tmp_path: Path) -> None:
    with pytest.raises(DeskReadOnly, match="cannot be reached"):
        write_files(tmp_path / ("n" * 300) / "deeper", FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "two.txt").mkdir()
    with pytest.raises(BadFile, match="is a folder"):
        write_files(tmp_path, FILES)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EROFS, DeskReadOnly), (errno.EACCES, DeskReadOnly)]
)
def test_a_disk_that_refuses_is_named_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "one.txt").write_text("before")
    monkeypatch.setattr(private, "sync", refuse)
    with pytest.raises(kind):
        write_files(tmp_path, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["one.txt"]
    assert (tmp_path / "one.txt").read_text() == "before"


@pytest.mark.parametrize(("code", "fault"), [(errno.ENOENT, BadFile), (errno.EROFS, DeskReadOnly)])
def test_a_place_that_takes_no_folder_speaks_of_no_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fault: type[DeskError]
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(private, "write_file", refuse)
    with pytest.raises(fault, match=r"a\.md") as caught:
        write_files(tmp_path / "out", [FileOut("a.md", b"x")])
    assert caught.value.do == "Choose another folder."
    assert "desk" not in str(caught.value)


def test_a_disk_that_is_full_half_way_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = private.write_file

    def second_too_much(path: Path, content: bytes) -> None:
        if path.name == "two.txt":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(path, content)

    monkeypatch.setattr(private, "write_file", second_too_much)
    for folder in (tmp_path, tmp_path / "new"):
        with pytest.raises(DiskFull):
            write_files(folder, FILES)
        assert list(tmp_path.iterdir()) == []
