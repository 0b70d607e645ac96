"""Makes ``.venv`` from the locked dependencies, and what has to be there first. Standard library only."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import _computer
import _libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
# check.txt holds everything of run.txt, so a .venv for the gate also opens the desk.
SERVES = {"run": ("run", "check"), "check": ("check",)}
_UNFINISHED = "se-desk-unfinished"
# Settings of another Python, or of a pip that installs elsewhere, would spoil the .venv.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")

_NO_DEPENDENCIES = (
    "The dependencies could not be installed; pip says why above. No desk was touched. The first time needs "
    "a connection to a package index, or a pip that is set up for a folder of packages. Start again when "
    "that is there."
)
_NO_PROJECT = (
    "This checkout could not be put into .venv; pip says why above. No desk was touched. See that the "
    "checkout is complete, then start again."
)


class SetUpFailed(Exception):
    """The desk could not be set up; the text says why and what to do."""


def set_up(kind: str, with_window: bool) -> Path:
    """A ``.venv`` that holds packaging/locks/<kind>.txt and the project; its Python is answered.

    ``kind`` is "run" or "check". Quick when nothing changed since the last time. Raises SetUpFailed.
    """
    refused = _computer.refusal(
        sys.platform, platform.machine(), struct.calcsize("P") * 8, platform.libc_ver()
    )
    if refused:
        raise SetUpFailed(refused)
    if sys.platform == "linux":
        have_libraries(_libraries.WINDOW if with_window else _libraries.OFFSCREEN)
    if not is_ready(VENV, kind):
        make(VENV, kind)
    return python_of(VENV)


def have_libraries(wanted: Sequence[_libraries.Library]) -> None:
    """Installs what is missing as root on Debian and Ubuntu; else raises SetUpFailed with the command."""
    lacking = _libraries.missing(wanted)
    if not lacking:
        return
    tool = _libraries.package_tool()
    if tool == "apt-get" and is_root():
        apt_install([_libraries.package(library, tool) for library in lacking])
        lacking = _libraries.missing(lacking)
    if lacking:
        raise SetUpFailed(_libraries.sentence(lacking, tool, is_root()))


def is_root() -> bool:
    """Whether system packages can be installed without asking anyone."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: Sequence[str]) -> None:
    """Refreshes the lists and installs; raises SetUpFailed with the command where that does not work."""
    command = _libraries.install_command(packages, "apt-get")
    say(f"Installing system packages: {' '.join(dict.fromkeys(packages))}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], [*command, "-qq", "--no-install-recommends"]):
        done = subprocess.run(step, env=environment, check=False, capture_output=True, text=True)
    if done.returncode != 0:  # a stale list is no harm as long as the packages came
        raise SetUpFailed(
            f"{done.stderr.strip()}\nThe system packages could not be installed. When the cause is gone, "
            f"start again, or install them yourself:\n\n    {_libraries.as_typed(command, is_root=True)}\n"
        )


def python_of(venv: Path) -> Path:
    """The Python inside."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def stamp_path(venv: Path, kind: str) -> Path:
    """Where it is written down for what a .venv was made."""
    return venv / f"se-desk-{kind}.json"


def stamp(kind: str) -> dict[str, str]:
    """For what a .venv is made: this place, this Python, this lock, this project."""
    return {
        "place": str(ROOT),
        "python": f"{sys.implementation.cache_tag} {platform.machine()} {sys.base_prefix}",
        "lock": hashlib.sha256((LOCKS / f"{kind}.txt").read_bytes()).hexdigest(),
        "project": hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest(),
    }


def is_ready(venv: Path, kind: str) -> bool:
    """Whether nothing changed since the .venv was finished for this kind, or for one that holds it."""
    if (venv / _UNFINISHED).exists() or not python_of(venv).exists():
        return False
    return any(read_stamp(venv, each) == stamp(each) for each in SERVES[kind])


def read_stamp(venv: Path, kind: str) -> dict[str, str] | None:
    """The stamp that is there; None for none, or one that does not read."""
    try:
        read = json.loads(stamp_path(venv, kind).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) else None


def make(venv: Path, kind: str) -> None:
    """Makes the .venv, or brings it up to date; one that was left half made is made from nothing.

    Raises SetUpFailed. A mark stands inside while pip works: whoever finds it knows that pip was broken off.
    """
    have_ensurepip()
    say(f"Setting up {venv} (the first time takes a minute or two)")
    if not can_be_kept(venv):
        create(venv)
    unfinished = venv / _UNFINISHED
    unfinished.touch()
    for each in SERVES:
        stamp_path(venv, each).unlink(missing_ok=True)
    try:
        install(venv, kind)
    except SetUpFailed:
        unfinished.unlink()  # pip gave up by itself and left nothing half written
        raise
    unfinished.unlink()
    written = json.dumps(stamp(kind), indent=1)
    stamp_path(venv, kind).write_text(written, encoding="utf-8")


def can_be_kept(venv: Path) -> bool:
    """Whether it is whole, stands where it was made, and belongs to the Python that runs this."""
    if (venv / _UNFINISHED).exists() or not python_of(venv).exists():
        return False
    for kind in SERVES:
        found = read_stamp(venv, kind)
        if found is not None and (found.get("place"), found.get("python")) != (
            stamp(kind)["place"],
            stamp(kind)["python"],
        ):
            return False
    asked = "import sys, pip; print(sys.implementation.cache_tag, sys.base_prefix, sep='\\n')"
    answer = quietly([str(python_of(venv)), "-c", asked])
    return answer.stdout.splitlines() == [sys.implementation.cache_tag, sys.base_prefix]


def have_ensurepip() -> None:
    """Debian and Ubuntu keep pip's seed in a package of its own."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    tool = _libraries.package_tool()
    if tool == "apt-get" and is_root():
        apt_install([name])
        return
    advice = "Install the package of your system that holds it, then start again."
    if tool == "apt-get":
        command = _libraries.as_typed(_libraries.install_command([name], tool), is_root=False)
        advice = f"This installs it:\n\n    {command}\n\nThen start again."
    raise SetUpFailed(
        f"This Python lacks ensurepip, which puts pip into .venv. Nothing was changed. {advice}"
    )


def create(venv: Path) -> None:
    """An empty .venv in place of whatever is there; raises SetUpFailed."""
    shutil.rmtree(venv, ignore_errors=True)
    # From inside another .venv the base Python is asked, so that ours does not hang on that one.
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = quietly([base, "-m", "venv", "--clear", str(venv)])
    if done.returncode != 0:
        raise SetUpFailed(
            f"{(done.stderr or done.stdout).strip()}\n{venv} could not be made. Remove that folder if it is "
            "there, see that the disk has room, and start again."
        )


def install(venv: Path, kind: str) -> None:
    """The lock, by hash, then the project itself, without asking an index; raises SetUpFailed."""
    pip = [str(python_of(venv)), "-m", "pip", "install", "--disable-pip-version-check"]
    if not sys.stdout.isatty():
        pip += ["--quiet", "--quiet"]  # errors only
    locked = [*pip, "--require-hashes", "-r", str(LOCKS / f"{kind}.txt")]
    project = [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    for command, trouble in ((locked, _NO_DEPENDENCIES), (project, _NO_PROJECT)):
        if subprocess.run(command, env=own_environment(), check=False, cwd=ROOT).returncode != 0:
            raise SetUpFailed(trouble)


def own_environment() -> dict[str, str]:
    """The environment without what belongs to another Python."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN}


def quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Runs it and keeps what it prints."""
    return subprocess.run(command, env=own_environment(), check=False, capture_output=True, text=True)


def say(text: str) -> None:
    """At once, also where the output is a file."""
    print(text, flush=True)
