"""A folder is looked through by its names, and nothing leads out of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from se_desk.domain.errors import BadFile
from se_desk.exchange.notes_in.references import Reference
from se_desk.services import notes_folder
from se_desk.services.notes_folder import look


def made(root: Path, *names: str) -> None:
    for name in names:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x")


def test_notes_in_the_order_of_their_names(tmp_path: Path) -> None:
    made(tmp_path, "b.md", "a/z.MD", "a/x.markdown", "c.txt", "p.png", ".obsidian/w.md", "a/.hidden/w.md")
    folder = look(tmp_path)
    assert [note.name for note in folder.notes] == ["a/x.markdown", "a/z.MD", "b.md", "c.txt"]
    assert folder.count == 5


def test_links_are_not_followed(tmp_path: Path) -> None:
    made(tmp_path, "in/a.md", "out/secret.md", "out/p.png")
    (tmp_path / "in" / "l.md").symlink_to(tmp_path / "out" / "secret.md")
    (tmp_path / "in" / "p.png").symlink_to(tmp_path / "out" / "p.png")
    (tmp_path / "in" / "d").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    folder = look(tmp_path / "in")
    assert ([note.name for note in folder.notes], folder.count) == (["a.md"], 1)
    left_out = [
        problem.partition(" is a link to another place and was left out.") for problem in folder.problems
    ]
    assert [(name, rest) for name, _words, rest in left_out] == [
        (n, "") for n in ("d", "l.md", "loop", "self")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    made(tmp_path, "a.md")
    os.mkfifo(tmp_path / "pipe.md")
    folder = look(tmp_path)
    assert [note.name for note in folder.notes] == ["a.md"]
    assert folder.problems == ["pipe.md is no file that can be read and was left out."]


def test_depth_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes_folder, "DEEPEST", 2)
    made(tmp_path, "1/2/a.md", "1/2/3/b.md")
    folder = look(tmp_path)
    assert [note.name for note in folder.notes] == ["1/2/a.md"]
    assert folder.problems == ["1/2/3 lies in too many folders and was left out."]


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "shut/a.md", "b.md")
    scan = os.scandir

    def refuse(place: Path) -> object:
        if Path(place).name == "shut":
            raise PermissionError
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    folder = look(tmp_path)
    assert folder.problems == ["The folder shut/ cannot be read."]
    assert [note.name for note in folder.notes] == ["b.md"]


def test_a_file_that_goes_while_one_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.md", "b.md")
    find = notes_folder._found

    def lose(path: Path, name: str) -> notes_folder.FoundFile:
        if name == "a.md":
            raise FileNotFoundError
        return find(path, name)

    monkeypatch.setattr(notes_folder, "_found", lose)
    folder = look(tmp_path)
    assert (folder.problems, [note.name for note in folder.notes]) == (["a.md cannot be read."], ["b.md"])


def test_one_file_sees_what_is_beside_it(tmp_path: Path) -> None:
    made(tmp_path, "a.md", "b.md", "p.png", "_resources/q.png", "other/r.png")
    folder = look(tmp_path / "a.md")
    assert [note.name for note in folder.notes] == ["a.md"]
    (note,) = folder.notes
    assert folder.file_for(Reference("p.png"), note) is not None
    assert not isinstance(folder.file_for(Reference("_resources/q.png"), note), str)
    assert folder.file_for(Reference("other/r.png"), note) == "refers to other/r.png, which is not there"


def test_what_a_reference_means(tmp_path: Path) -> None:
    made(tmp_path, "n/a.md", "n/p.png", "p.png", "deep/only.png")
    folder = look(tmp_path)
    (note,) = folder.notes

    def name(target: str, *, embedded: bool = False) -> object:
        found = folder.file_for(Reference(target, "embed" if embedded else "link"), note)
        return getattr(found, "name", found)

    assert name("p.png") == name("./P.png") == "n/p.png"
    assert name("../p.png") == "p.png"
    assert name("p.png", embedded=True) == "p.png"
    assert name("only.png", embedded=True) == name("only.png") == "deep/only.png"
    assert name("b.md") is None
    assert name("Some note", embedded=True) is None
    assert name("../../x.png") == "refers to ../../x.png, which lies outside the folder"
    assert name("/etc/x.png") == "refers to /etc/x.png, which lies outside the folder"


def test_neither_file_nor_folder(tmp_path: Path) -> None:
    for place in (tmp_path / "none", Path("x" * 5_000), Path("/dev/zero")):
        with pytest.raises(BadFile):
            look(place)
