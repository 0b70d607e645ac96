"""The tour, as a verb: the window plays it, the shell says what came of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

# What a person's desktop could do to the pictures.
_STRETCHING = ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE")


def play_tour(folder: Path, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Play the story into ``folder``, one line a step; the files written. DeskError where it stops."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when Qt is loaded
    for name in _STRETCHING:
        os.environ.pop(name, None)
    from se_desk.ui.frame.touring import play

    return play(folder, say)
