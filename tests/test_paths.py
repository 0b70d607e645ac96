"""Where the desk and its resources lie, in a checkout, in a wheel and frozen, on three platforms."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from se_desk import paths
from se_desk.paths import DeskPaths


def test_resources_of_a_checkout() -> None:
    assert (paths.resources() / "styles" / "tokens.json").is_file()


def test_resources_of_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resources() == tmp_path / "_resources"


def test_resources_when_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_home_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SE_DESK_HOME", str(tmp_path / "elsewhere"))
    assert paths.home() == tmp_path / "elsewhere"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, ".local/share/se-desk"),
        ("linux", {"XDG_DATA_HOME": "relative"}, ".local/share/se-desk"),
        ("linux", {"XDG_DATA_HOME": "{home}/data"}, "data/se-desk"),
        ("darwin", {}, "Library/Application Support/SE Desk"),
        ("win32", {}, "AppData/Local/SE Desk"),
        ("win32", {"LOCALAPPDATA": "{home}/Local"}, "Local/SE Desk"),
    ],
)
def test_home_of_each_platform(
    platform: str,
    variables: dict[str, str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SE_DESK_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(home=tmp_path))
    assert paths.home() == tmp_path / expected


def test_a_desk_keeps_everything_in_one_folder(tmp_path: Path) -> None:
    desk = DeskPaths.of(tmp_path)
    assert desk.desk == tmp_path / "desk.db"
    assert desk.keyslots == tmp_path / "keyslots.json"
    assert desk.heads == tmp_path / "heads.json"
    assert desk.backups == tmp_path / "backups"
    assert desk.logs == tmp_path / "logs"
    assert DeskPaths.of_desk(tmp_path / "desk.db") == desk


def test_two_desks_of_one_folder_share_nothing(tmp_path: Path) -> None:
    first = DeskPaths.of_desk(tmp_path / "north.db")
    second = DeskPaths.of_desk(tmp_path / "south.db")
    assert first.keyslots == tmp_path / "north-keyslots.json"
    assert {first.keyslots, first.heads, first.backups, first.logs}.isdisjoint(
        {second.keyslots, second.heads, second.backups, second.logs}
    )
