"""The system libraries Qt needs on Linux: which are missing, and the very command that installs them."""

from __future__ import annotations

import ctypes
import shlex
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A shared library by its loader's name, and the packages that hold it."""

    name: str
    apt: str
    pacman: str


OFFSCREEN = (
    Library("libGL.so.1", "libgl1", "libglvnd"),
    Library("libEGL.so.1", "libegl1", "libglvnd"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
WINDOW = (
    *OFFSCREEN,
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)

_INSTALL = {
    "apt-get": ("apt-get", "install", "-y"),
    "dnf": ("dnf", "install", "-y"),
    "zypper": ("zypper", "install", "-y"),
    "pacman": ("pacman", "-S", "--needed", "--noconfirm"),
}


def loads(name: str) -> bool:
    """Whether this computer's loader finds the library. Nothing is more exact than asking it."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing(wanted: Iterable[Library], can_load: Callable[[str], bool] = loads) -> tuple[Library, ...]:
    """Those of ``wanted`` that do not load, in their order."""
    return tuple(library for library in wanted if not can_load(library.name))


def package_tool(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """The distribution's own installer; None where it is one we do not know."""
    return next((tool for tool in _INSTALL if which(tool)), None)


def package(library: Library, tool: str) -> str:
    """What the tool calls it. dnf and zypper take the library's own name, as RPM records it."""
    if tool == "apt-get":
        return library.apt
    return library.pacman if tool == "pacman" else f"{library.name}()(64bit)"


def install_command(packages: Sequence[str], tool: str) -> list[str]:
    """Installs the packages, without a question; each named once."""
    return [*_INSTALL[tool], *dict.fromkeys(packages)]


def as_typed(command: Sequence[str], is_root: bool) -> str:
    """The command as a person types it in a shell."""
    return ("" if is_root else "sudo ") + shlex.join(command)


def sentence(lacking: Sequence[Library], tool: str | None, is_root: bool) -> str:
    """What is missing, and the command that brings it, or the libraries' names where none is known."""
    names = ", ".join(library.name for library in lacking)
    said = f"Qt needs system libraries that are missing here: {names}. Nothing was changed."
    if tool is None:
        return f"{said} Install the packages of your system that hold them, then start again."
    command = install_command([package(library, tool) for library in lacking], tool)
    return f"{said} This installs them:\n\n    {as_typed(command, is_root)}\n\nThen start again."
