"""The tour, as a verb: the window plays it, the shell says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def play_tour(folder: Path, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Play the story into ``folder``, one line a step; the files written. DeskError where it stops."""
    from se_desk.ui.frame.touring import play

    return play(folder, say)
