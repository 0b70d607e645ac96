"""Missing system libraries are named, with the command that brings them."""

from __future__ import annotations

import sys

import _libraries
import pytest
from _libraries import OFFSCREEN, WINDOW

CURSOR = next(each for each in WINDOW if each.name == "libxcb-cursor.so.0")
GL, EGL = OFFSCREEN[:2]


def test_only_what_does_not_load_is_missing() -> None:
    absent = {CURSOR.name, GL.name}
    assert _libraries.missing(WINDOW, lambda name: name not in absent) == (GL, CURSOR)
    assert _libraries.missing(WINDOW, lambda name: True) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the loader of Linux")
def test_the_loader_is_asked() -> None:
    assert _libraries.loads("libc.so.6")
    assert not _libraries.loads("libthere-is-no-such-thing.so.99")


def test_a_window_needs_all_that_pictures_need() -> None:
    assert set(OFFSCREEN) < set(WINDOW)


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "sudo apt-get install -y libgl1 libegl1 libxcb-cursor0"),
        ("pacman", "sudo pacman -S --needed --noconfirm libglvnd xcb-util-cursor"),
        (
            "dnf",
            "sudo dnf install -y 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'",
        ),
        (
            "zypper",
            "sudo zypper install -y 'libGL.so.1()(64bit)' 'libEGL.so.1()(64bit)' "
            "'libxcb-cursor.so.0()(64bit)'",
        ),
    ],
)
def test_the_very_command_is_named(tool: str, command: str) -> None:
    said = _libraries.sentence((GL, EGL, CURSOR), tool, is_root=False)
    assert f"\n    {command}\n" in said
    assert "libGL.so.1, libEGL.so.1, libxcb-cursor.so.0" in said
    assert command.removeprefix("sudo ") in _libraries.sentence((GL, EGL, CURSOR), tool, is_root=True)
    assert "sudo" not in _libraries.sentence((GL, EGL, CURSOR), tool, is_root=True)


def test_an_unknown_system_gets_the_names() -> None:
    said = _libraries.sentence((CURSOR,), None, is_root=False)
    assert "libxcb-cursor.so.0" in said
    assert "packages of your system" in said


def test_the_installer_that_is_there_is_taken() -> None:
    assert _libraries.package_tool(lambda name: "/usr/bin/zypper" if name == "zypper" else None) == "zypper"
    assert _libraries.package_tool(lambda name: None) is None
