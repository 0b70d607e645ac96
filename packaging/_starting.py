"""What start.py does once Python is new enough: set up, then open the desk or play the tour."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import _computer
from _setting_up import SetUpFailed, own_environment, say, set_up

NO_DISPLAY = (
    "This computer shows no display, so the window cannot open. The tour plays instead, without a screen: "
    "the whole story, its exports and a picture of every screen go into ./tour"
)
_NO_WINDOW = ("-h", "--help", "--version")


def needs_window(arguments: Sequence[str]) -> bool:
    """Whether the arguments open the window: no verb stands first, and nothing only asks."""
    if any(each in _NO_WINDOW for each in arguments):
        return False
    return not arguments or arguments[0].startswith("-")


def desk_arguments(arguments: Sequence[str], display: bool) -> list[str]:
    """What the desk is called with: what was given, or the tour where the window could not be seen."""
    if display or not needs_window(arguments):
        return list(arguments)
    return ["tour", "tour"]


def main(arguments: Sequence[str]) -> int:
    """Sets up, opens the desk, and answers its exit code; 1 and the reason where that cannot be."""
    display = _computer.has_display(sys.platform, os.environ)
    try:
        python = set_up("run", with_window=display and needs_window(arguments))
    except SetUpFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    wanted = desk_arguments(arguments, display)
    environment = own_environment()
    if wanted != list(arguments):
        say(NO_DISPLAY)
        environment["QT_QPA_PLATFORM"] = "offscreen"
    try:
        return subprocess.call([str(python), "-m", "se_desk", *wanted], env=environment)
    except KeyboardInterrupt:
        return 130
