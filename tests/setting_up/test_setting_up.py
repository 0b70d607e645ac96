"""A .venv is made once, kept while nothing changes, and made anew when it was left half made."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import _libraries
import _setting_up
import pytest
from _setting_up import SetUpFailed


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of nothing but locks and a project file."""
    locks = tmp_path / "packaging" / "locks"
    locks.mkdir(parents=True)
    (locks / "run.txt").write_text("one==1\n", encoding="utf-8")
    (locks / "check.txt").write_text("one==1\ntwo==2\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(_setting_up, "ROOT", tmp_path)
    monkeypatch.setattr(_setting_up, "LOCKS", locks)
    return tmp_path


@pytest.fixture
def venv(checkout: Path) -> Path:
    """What looks like a .venv, finished for ``run``."""
    folder = checkout / ".venv"
    _setting_up.python_of(folder).parent.mkdir(parents=True)
    _setting_up.python_of(folder).touch()
    finish(folder, "run")
    return folder


def finish(venv: Path, kind: str) -> None:
    """Writes down that it was made for this."""
    written = json.dumps(_setting_up.stamp(kind))
    _setting_up.stamp_path(venv, kind).write_text(written, encoding="utf-8")


def test_a_finished_one_is_ready(venv: Path) -> None:
    assert _setting_up.is_ready(venv, "run")


def test_what_opens_the_desk_does_not_run_the_gate_but_the_other_way_round(venv: Path) -> None:
    assert not _setting_up.is_ready(venv, "check")
    _setting_up.stamp_path(venv, "run").unlink()
    finish(venv, "check")
    assert _setting_up.is_ready(venv, "check")
    assert _setting_up.is_ready(venv, "run")


def _another_lock(root: Path) -> None:
    (root / "packaging" / "locks" / "run.txt").write_text("one==1.1\n", encoding="utf-8")


def _another_project(root: Path) -> None:
    (root / "pyproject.toml").write_text("[project]\nversion = '2'\n", encoding="utf-8")


def _no_python(root: Path) -> None:
    _setting_up.python_of(root / ".venv").unlink()


def _no_stamp(root: Path) -> None:
    _setting_up.stamp_path(root / ".venv", "run").unlink()


def _half_a_stamp(root: Path) -> None:
    _setting_up.stamp_path(root / ".venv", "run").write_text('{"place": ', encoding="utf-8")


def _broken_off(root: Path) -> None:
    (root / ".venv" / "se-desk-unfinished").touch()


@pytest.mark.parametrize(
    "change", [_another_lock, _another_project, _no_python, _no_stamp, _half_a_stamp, _broken_off]
)
def test_any_change_makes_it_unready(venv: Path, checkout: Path, change: Callable[[Path], None]) -> None:
    change(checkout)
    assert not _setting_up.is_ready(venv, "run")


def test_another_python_makes_it_unready(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/another/python")
    assert not _setting_up.is_ready(venv, "run")
    assert not _setting_up.can_be_kept(venv)


def test_a_moved_checkout_is_not_kept(venv: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_setting_up, "ROOT", checkout.parent)
    monkeypatch.setattr(_setting_up, "stamp", lambda kind: {"place": "elsewhere", "python": "the same"})
    assert not _setting_up.can_be_kept(venv)


def test_from_nothing_to_ready_and_from_half_made_to_ready(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a real .venv; only pip's download is left out."""
    made: list[str] = []
    monkeypatch.setattr(_setting_up, "install", lambda venv, kind: made.append(kind))
    venv = checkout / ".venv"
    (venv / "leftover").mkdir(parents=True)
    _setting_up.make(venv, "run")
    assert _setting_up.is_ready(venv, "run")
    assert not (venv / "leftover").exists()
    assert _setting_up.can_be_kept(venv)

    pip = next(venv.rglob("site-packages/pip"))
    shutil.rmtree(pip)
    assert not _setting_up.can_be_kept(venv)
    assert made == ["run"]


def test_one_that_was_broken_off_is_made_from_nothing(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(venv: Path, kind: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_setting_up, "can_be_kept", lambda venv: True)
    monkeypatch.setattr(_setting_up, "install", stop)
    with pytest.raises(KeyboardInterrupt):
        _setting_up.make(venv, "run")
    monkeypatch.undo()
    assert not _setting_up.is_ready(venv, "run")
    assert not _setting_up.can_be_kept(venv)


def test_a_pip_that_gave_up_leaves_the_rest_to_the_next_try(
    venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(venv: Path, kind: str) -> None:
        raise SetUpFailed("no index")

    monkeypatch.setattr(_setting_up, "can_be_kept", lambda venv: True)
    monkeypatch.setattr(_setting_up, "install", fail)
    with pytest.raises(SetUpFailed):
        _setting_up.make(venv, "run")
    assert not (venv / "se-desk-unfinished").exists()
    assert not _setting_up.is_ready(venv, "run")


def test_settings_of_another_pip_do_not_leak_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    environment = _setting_up.own_environment()
    assert "PIP_USER" not in environment
    assert "PYTHONPATH" not in environment
    assert environment["PIP_INDEX_URL"] == "https://index.example/simple"


class Machine:
    """A Linux of which it is known what is missing, and which notes what is installed."""

    def __init__(self, patch: pytest.MonkeyPatch, lacks: set[str], tool: str, root: bool) -> None:
        self.lacks = lacks
        self.installed: list[str] = []
        patch.setattr(_libraries, "package_tool", lambda: tool)
        patch.setattr(_libraries, "missing", self.missing)
        patch.setattr(_setting_up, "is_root", lambda: root)
        patch.setattr(_setting_up, "apt_install", self.install)

    def missing(self, wanted: tuple[_libraries.Library, ...]) -> tuple[_libraries.Library, ...]:
        return tuple(each for each in wanted if each.name in self.lacks)

    def install(self, packages: list[str]) -> None:
        self.installed += packages
        self.lacks.clear()


def test_root_on_debian_gets_them_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, {"libGL.so.1"}, "apt-get", root=True)
    _setting_up.have_libraries(_libraries.OFFSCREEN)
    assert machine.installed == ["libgl1"]


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, set(), "apt-get", root=True)
    _setting_up.have_libraries(_libraries.OFFSCREEN)
    assert machine.installed == []


@pytest.mark.parametrize(("tool", "root"), [("apt-get", False), ("dnf", True), ("pacman", False)])
def test_anyone_else_gets_the_command(monkeypatch: pytest.MonkeyPatch, tool: str, root: bool) -> None:
    machine = Machine(monkeypatch, {"libGL.so.1"}, tool, root)
    with pytest.raises(SetUpFailed, match=f"{tool} "):
        _setting_up.have_libraries(_libraries.OFFSCREEN)
    assert machine.installed == []


def test_an_install_that_did_not_help_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, {"libGL.so.1"}, "apt-get", root=True)
    monkeypatch.setattr(_setting_up, "apt_install", machine.installed.extend)
    with pytest.raises(SetUpFailed, match="apt-get install -y libgl1"):
        _setting_up.have_libraries(_libraries.OFFSCREEN)


def test_a_python_without_the_seed_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    monkeypatch.setattr(_setting_up.importlib.util, "find_spec", lambda name: None)
    machine = Machine(monkeypatch, set(), "apt-get", root=True)
    _setting_up.have_ensurepip()
    assert machine.installed == [package]
    Machine(monkeypatch, set(), "apt-get", root=False)
    with pytest.raises(SetUpFailed, match=f"sudo apt-get install -y {package}"):
        _setting_up.have_ensurepip()
    Machine(monkeypatch, set(), "dnf", root=True)
    with pytest.raises(SetUpFailed, match="package of your system"):
        _setting_up.have_ensurepip()


def test_a_package_that_cannot_be_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for apt-get that fails, first on the path."""
    if os.name == "nt":
        pytest.skip("apt-get is Debian's")
    tool = tmp_path / "apt-get"
    tool.write_text("#!/bin/sh\necho no such package >&2\nexit 100\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(SetUpFailed, match=r"no such package(.|\n)*apt-get install -y libnone"):
        _setting_up.apt_install(["libnone"])
